import type { MatchRecord } from './match-record.ts'
import type { Vocabulary } from './compare-tokens.ts'
import type { MatchLink } from './normalise-link.ts'
import type { MatchSite } from './read-sites.ts'
import { isGenericToken } from './name-words.ts'

/** How often each word, phone and host is used among all records: what is common is no evidence. Kept up to date record by record. */
export interface Corpus {
  readonly records: number
  /** Records whose name or organization name holds the token. */
  countToken(token: string): number
  /** Distinct organizations whose records use this phone, e-mail address or host; 0 where none does. */
  countSharers(contact: string): number
  /** Distinct places of the services that give this phone, e-mail address or page (`pageOf`); 0 where none with a place does. */
  countPlaces(contact: string): number
}

/** What one record counts for. */
export interface CorpusShare {
  readonly tokens: ReadonlySet<string>
  /** Who provides it, as far as names say. */
  readonly organization: string
  /** Phones, e-mail addresses and hosts, counted by organization. */
  readonly contacts: readonly string[]
  /** Absent where it has none, and `placed` is empty. */
  readonly place?: string
  /** Phones, e-mail addresses and pages, counted by place. */
  readonly placed: readonly string[]
}

/** Past this many organizations a phone is a switchboard, a host a portal: no evidence (docs/figures.md 3.2). */
export const MOST_SHARERS = 5

/** Small corpora say little of rarity, so counts are read as if there were at least so many records. */
const LEAST_RECORDS = 1_000

/** What a generic word weighs at most, where a word met once weighs 1. */
const GENERIC_WEIGHT = 0.35

/** What the record is counted under in a corpus. */
export function readShare(record: MatchRecord): CorpusShare {
  const { phones, emails, hosts } = record
  const place = record.sites[0] === undefined ? undefined : placeKeyOf(record.sites[0])
  return {
    tokens: new Set([...record.name.tokens, ...(record.organization?.tokens ?? [])]),
    organization: organizationKeyOf(record),
    contacts: [...phones, ...emails, ...hosts],
    ...(place === undefined ? { placed: [] } : { place, placed: [...phones, ...emails, ...record.links.map(pageOf)] }),
  }
}

/** 0 to 1, near 1 for a word met once; at most 0.35 for words generic in every directory. */
export function weighToken(corpus: Corpus, token: string): number {
  const records = Math.max(corpus.records, LEAST_RECORDS)
  const weight = Math.log(1 + records / (corpus.countToken(token) || 1)) / Math.log(1 + records)
  return isGenericToken(token) ? Math.min(weight, GENERIC_WEIGHT) : weight
}

/** What the corpus knows of tokens. */
export function readVocabulary(corpus: Corpus): Vocabulary {
  return {
    weigh: (token) => weighToken(corpus, token),
    count: (token) => corpus.countToken(token),
  }
}

/** A page as contacts are counted by. */
export function pageOf({ host, path }: MatchLink): string {
  return `${host}${path}`
}

function placeKeyOf({ postcode, latitude, longitude, street }: MatchSite): string | undefined {
  if (postcode !== undefined) return postcode
  return latitude === undefined || longitude === undefined ? street : `${latitude.toFixed(3)},${longitude.toFixed(3)}`
}

/** Who provides a record, as far as names say: the first number, else the organization's words, else the service's own. */
function organizationKeyOf(record: MatchRecord): string {
  return record.identifiers[0] ?? (record.organization?.tokens ?? record.name.tokens).join(' ')
}
