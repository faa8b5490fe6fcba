import type { Organization } from '../model/organization.ts'
import { readOrganizationContacts } from './create-match-record.ts'
import type { MatchContacts } from './create-match-record.ts'
import type { MatchFeed, MatchName } from './match-record.ts'
import { readOrganizationName, readOrganizationTokens } from './normalise-name.ts'
import { readIdentifiers } from './read-identifiers.ts'
import { uidOf } from '../model/record-uid.ts'

/** What an organization record is matched on; lists as in `MatchRecord`. */
export interface MatchOrganization extends MatchContacts {
  /** `feed/originId`. */
  readonly key: string
  readonly feed: string
  readonly originId: string
  readonly name: MatchName
  /** Charity and company numbers, `SCHEME:NUMBER`: decisive both ways. */
  readonly identifiers: readonly string[]
  readonly publisherAreas: readonly string[]
}

/**
 * The plain shape an organization is matched on; undefined where it has no name and no number to be known by.
 * `originId` is the catalogue's, since publishers may give none.
 */
export function createMatchOrganization(
  feed: MatchFeed,
  originId: string,
  organization: Organization,
): MatchOrganization | undefined {
  const identifiers = readIdentifiers(organization)
  if (organization.name === undefined && identifiers.length === 0) return undefined
  const stated = organization.name ?? ''
  return {
    key: uidOf({ feed: feed.slug, originId }),
    feed: feed.slug,
    originId,
    name: readOrganizationName(stated),
    identifiers,
    ...readOrganizationContacts(feed, organization),
    publisherAreas: feed.areaNames.map((name) => readOrganizationTokens(name).join(' ')),
  }
}
