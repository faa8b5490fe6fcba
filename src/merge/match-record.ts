/**
 * merge: holds records of several feeds to be one real service, or not, with the evidence for it, and says who wins field by field.
 * Pure functions over plain data: it must not know the catalogue, the network, the clock or GraphQL.
 */
import type { MatchAges } from './read-ages.ts'
import type { MatchLink } from './normalise-link.ts'
import type { MatchSite } from './read-sites.ts'

/** What matching must know of a feed: whose contacts are the publisher's own, and what its area is called. */
export interface MatchFeed {
  readonly slug: string
  /** Names of the publisher's areas ("North Lincolnshire"), to distinguish `/bristol` from `/north-lincolnshire`; empty where unknown. */
  readonly areaNames: readonly string[]
  /** GSS codes of the publisher's configured areas; absent or empty where none are. */
  readonly areaCodes?: readonly string[]
  /** Those codes and the codes of all areas that they lie in. */
  readonly withinCodes?: readonly string[]
  /** How far the configuration trusts its contacts, 0 to 100; absent: 0. */
  readonly trust?: number
  /** Host names that are the publisher's own besides `*.gov.uk` and the well-known shared hosts. */
  readonly ownHosts: readonly string[]
}

/** A name as matched: stated as published, compared as tokens. */
export interface MatchName {
  readonly stated: string
  /** Normalised tokens in order stated; empty only where nothing of the name is a letter or a digit. */
  readonly tokens: readonly string[]
  /** Words in capitals, lower case: what may be initials. */
  readonly capitals: readonly string[]
  /** First letters of its words, with the little words and without. */
  readonly initials: readonly string[]
}

/** A service's name as matched. */
export interface ServiceName extends MatchName {
  /** Which word says more about which, as `readWordOrder`. */
  readonly order: readonly string[]
}

/**
 * What a service record is matched on: plain data, made once per record, safe to keep or send between threads.
 * Lists are without repeats and hold nothing that belongs to the publisher instead of the provider.
 */
export interface MatchRecord {
  /** `feed/originId`, as decisions name records. */
  readonly key: string
  /** Whose record it is: the feed's, or of what a gateway republished, that of the feed it names as its source. */
  readonly feed: string
  readonly originId: string
  readonly name: ServiceName
  /** Absent where the record names none. */
  readonly organization?: MatchName
  /** Charity, company, care-provider and like numbers, `SCHEME:NUMBER`; one scheme has one spelling. */
  readonly identifiers: readonly string[]
  /** E.164. */
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  /** Host names of its own e-mail addresses and links. */
  readonly hosts: readonly string[]
  readonly links: readonly MatchLink[]
  /** Physical places; postal addresses and masked places are none. */
  readonly sites: readonly MatchSite[]
  /** Words of its places' names and addresses and of the areas that it declares. */
  readonly placeTokens: readonly string[]
  /** Absent where no age is stated. */
  readonly ages?: MatchAges
  /** GSS codes and normalised names of the areas it declares to serve, less countries. */
  readonly areas: readonly string[]
  /** Names of its publisher's areas as normalised words with spaces between. */
  readonly publisherAreas: readonly string[]
  /** As in `MatchFeed`; empty where unknown. */
  readonly areaCodes: readonly string[]
  readonly withinCodes: readonly string[]
  /** `YYYY-MM-DD` on which it was last assured or changed; absent where it says neither. */
  readonly changedOn?: string
  /** The same for the same description of some length; absent where it has none. */
  readonly descriptionKey?: string
  /** Online or by phone only. */
  readonly virtual: boolean
  /** Declares to serve a country of the UK or all of it. */
  readonly national: boolean
}

/** The two keys in order, joined: one key per pair whichever way round it is met. */
export function pairKeyOf(a: string, b: string): string {
  return a < b ? `${a}\t${b}` : `${b}\t${a}`
}
