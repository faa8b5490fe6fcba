/** A form of the standard in which the feed is to be had. */
export interface Profile {
  /** Where it stands. */
  readonly base: string
  readonly version: string
  /** A page about it. */
  readonly profile: string
  readonly openapiUrl: string
  /** Whether lists have all one-to-one fields of HSDS, or those of the UK profile alone. */
  readonly hasMore: boolean
}

/** The UK profile of HSDS 3.0, and HSDS 3.1 as it is. Single records say all of both in either: each allows what the other adds. */
export const PROFILES: readonly Profile[] = [
  {
    base: '/oruk/v3',
    version: 'HSDS-UK-3.0',
    profile: 'https://docs.openreferraluk.org/en/latest/',
    openapiUrl: 'https://openreferraluk.org/specifications/3.0/openapi.json',
    hasMore: false,
  },
  {
    base: '/hsds/v3.1',
    version: '3.1',
    profile: 'https://docs.openreferral.org/en/v3.1/',
    openapiUrl: 'https://raw.githubusercontent.com/openreferral/specification/3.1/schema/openapi.json',
    hasMore: true,
  },
]
