import type { MatchRecord } from './match-record.ts'
import type { Vocabulary } from './compare-tokens.ts'
import type { MatchLink } from './normalise-link.ts'
import type { MatchSite } from './read-sites.ts'
import { isGenericToken } from './name-words.ts'

/** How often each word, phone and host is used among all records: what is common is no evidence. Kept up to date record by record. */
export interface Corpus {
  records: number
  /** Records whose name or organization name holds the token. */
  readonly tokenCounts: Map<string, number>
  /** Phone, e-mail address or host → organization → records. */
  readonly users: Map<string, Map<string, number>>
  /** Phone, e-mail address or page → place → records. */
  readonly places: Map<string, Map<string, number>>
}

/** Past this many organizations a phone is a switchboard, a host a portal: no evidence (docs/figures.md 3.2). */
export const MOST_SHARERS = 5

/** Small corpora say little of rarity, so counts are read as if there were at least so many records. */
const LEAST_RECORDS = 1_000

/** What a generic word weighs at most, where a word met once weighs 1. */
const GENERIC_WEIGHT = 0.35

export function createCorpus(): Corpus {
  return { records: 0, tokenCounts: new Map(), users: new Map(), places: new Map() }
}

/** Counts a record in (`step` 1) or out again (-1). */
export function countRecord(corpus: Corpus, record: MatchRecord, step: 1 | -1): void {
  corpus.records += step
  for (const token of new Set([...record.name.tokens, ...(record.organization?.tokens ?? [])])) {
    addTo(corpus.tokenCounts, token, step)
  }
  const organization = organizationKeyOf(record)
  for (const contact of [...record.phones, ...record.emails, ...record.hosts])
    addWithin(corpus.users, contact, organization, step)
  const place = record.sites[0] === undefined ? undefined : placeKeyOf(record.sites[0])
  if (place === undefined) return
  for (const contact of [...record.phones, ...record.emails, ...record.links.map(pageOf)])
    addWithin(corpus.places, contact, place, step)
}

/** 0 to 1, near 1 for a word met once; at most 0.35 for words generic in every directory. */
export function weighToken(corpus: Corpus, token: string): number {
  const records = Math.max(corpus.records, LEAST_RECORDS)
  const weight = Math.log(1 + records / (corpus.tokenCounts.get(token) ?? 1)) / Math.log(1 + records)
  return isGenericToken(token) ? Math.min(weight, GENERIC_WEIGHT) : weight
}

/** What the corpus knows of tokens. */
export function readVocabulary(corpus: Corpus): Vocabulary {
  return {
    weigh: (token) => weighToken(corpus, token),
    count: (token) => corpus.tokenCounts.get(token) ?? 0,
  }
}

/** Distinct organizations whose records use this phone, e-mail address or host; 0 where none does. */
export function countSharers(corpus: Corpus, contact: string): number {
  return corpus.users.get(contact)?.size ?? 0
}

/** Distinct places of the services that give this phone, e-mail address or page (`pageOf`); 0 where none with a place does. */
export function countPlaces(corpus: Corpus, contact: string): number {
  return corpus.places.get(contact)?.size ?? 0
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

function addWithin(counts: Map<string, Map<string, number>>, key: string, within: string, step: number): void {
  const held = counts.get(key) ?? new Map<string, number>()
  addTo(held, within, step)
  if (held.size === 0) counts.delete(key)
  else counts.set(key, held)
}

function addTo(counts: Map<string, number>, key: string, step: number): void {
  const count = (counts.get(key) ?? 0) + step
  if (count === 0) counts.delete(key)
  else counts.set(key, count)
}
