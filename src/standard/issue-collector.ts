import type { Extensions } from '../model/attribute.ts'
import type { RecordIssue } from '../model/issue.ts'
import { cachedByText } from '../model/cached-by-text.ts'
import { issueKinds, type StandardIssueCode } from './issue-codes.ts'
import { isPersonalField } from './personal-fields.ts'
import { present } from '../model/present.ts'
import { holdsAddress, looksLikeName } from './personal-text.ts'
import type { RawObject } from './reading-context.ts'
import { createPlace, pathOf, placeIn, publishedName, type Place } from './place.ts'
import { keepUnread, unreadMembers, type Bounds } from './unread-members.ts'

const MAX_ISSUES = 100
const MAX_SAMPLE_CHARACTERS = 80
// Inside these every value may name a person.
const PERSONAL_PLACES = new Set(['pc_metadata', 'contacts', 'contact', 'phones', 'attention', 'email', 'metadata'])
/** Issues of fields that are made of words, where capitals are no sign of a name. */
const WORDS_ARE_DUE: ReadonlySet<StandardIssueCode> = new Set([
  'UNKNOWN_VALUE',
  'STATUS_WORD',
  'STATUS_OTHER',
  'PLACEHOLDER',
  'TEXT_CUT',
  'TEXT_CLEANED',
  'HTML_IN_TEXT',
])
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/** Gathers what is noticed while one record or page is read, with the path to it in the publisher's words, and notes which members are read. */
export interface IssueCollector {
  /** At most 100, then one MORE_ISSUES. */
  readonly issues: readonly RecordIssue[]
  /** Values as published that the reading changed beyond their field's format, by path; undefined where none. */
  originals(): Readonly<Record<string, string>> | undefined
  /** How many unread members of the record, or parts of such, were too many to keep. */
  leftOut(): number
  /** Steps into a member, or into one of the list that it is; every `enter` has its `leave`. */
  enter(segment: string | number, index?: number): void
  /** Begins the object where we are: those of its members that are not taken can then be kept. */
  begin(raw: RawObject): void
  /** Gives the names by which the publisher calls members of where we are; undefined changes nothing. */
  rename(names: Readonly<Record<string, string>> | undefined): void
  leave(): void
  /** The member of the object where we are, noted as read. */
  take(raw: RawObject, key: string): unknown
  /** Keeps a member of the object where we are, or a part of one, that was read but could not be made into anything typed; nothing where none was begun. */
  keepUnread(key: string, value: unknown): void
  /** What nothing read of the object where we are, of which `typed` was made: see `unreadMembers`. */
  unread(typed: object): Extensions | undefined
  /** `key` is a member of where we are. A sample that could name a person, or is no scalar, is not taken. */
  report(code: StandardIssueCode, key?: string, sample?: unknown): void
  /** Keeps a value as published for the record's extensions. */
  keepOriginal(key: string, value: string): void
}

/** A fresh collector, standing at the root of a record. */
export function createIssueCollector(): IssueCollector {
  const issues: RecordIssue[] = []
  const bounds: Bounds = { values: 0, leftOut: 0 }
  let place = createPlace(undefined)
  let originals: Record<string, string> | undefined
  return {
    issues,
    originals: () => originals,
    leftOut: () => bounds.leftOut,
    enter(segment, index) {
      place = placeIn(place, publishedName(place, segment), index)
    },
    begin(raw) {
      place.raw = raw
    },
    leave() {
      if (place.holder !== undefined) place = place.holder
    },
    rename(names) {
      if (names !== undefined) place.renamed = names
    },
    take(raw, key) {
      const value = raw[key]
      if (value !== undefined) place.taken[place.takenCount++] = key
      return value
    },
    keepUnread(key, value) {
      keepUnread(place, bounds, key, value)
    },
    unread: (typed) => unreadMembers(place, bounds, typed),
    report(code, key, sample) {
      if (issues.length > MAX_ISSUES) return
      if (issues.length === MAX_ISSUES) issues.push(createIssue('MORE_ISSUES', ''))
      else issues.push(createIssue(code, pathOf(place, key), isPersonalPlace(place, key) ? undefined : sample))
    },
    keepOriginal(key, value) {
      originals ??= {}
      originals[pathOf(place, key)] = value
    },
  }
}

/** One issue with the table's severity and sentence; the sample is cut short and left out where it could name a person. */
export function createIssue(code: StandardIssueCode, path: string, sample?: unknown): RecordIssue {
  const shown = shownSample(sample, WORDS_ARE_DUE.has(code))
  return { code, ...issueKinds[code], path, ...present({ sample: shown }) }
}

function isPersonalPlace(place: Place, key: string | undefined): boolean {
  if (key !== undefined && (PERSONAL_PLACES.has(key) || isPersonalField(key))) return true
  for (let around: Place | undefined = place; around !== undefined; around = around.holder) {
    const { segment } = around
    if (typeof segment !== 'string') continue
    if (PERSONAL_PLACES.has(segment.includes('[') ? segment.replace(/\[.*$/, '') : segment) || isPersonalField(segment))
      return true
  }
  return false
}

function shownSample(sample: unknown, wordsAreDue: boolean): string | undefined {
  if (typeof sample === 'number' || typeof sample === 'boolean') return String(sample)
  if (typeof sample !== 'string') return undefined
  return wordsAreDue ? shownOfWords(sample) : shownOfValue(sample)
}

const shownOfWords = cachedByText((text) => shownText(text, true))
const shownOfValue = cachedByText((text) => shownText(text, false))

function shownText(sample: string, wordsAreDue: boolean): string | undefined {
  if (sample.includes('@')) return undefined
  const begun = sample.slice(0, 4 * MAX_SAMPLE_CHARACTERS)
  if (holdsAddress(begun) || (!wordsAreDue && looksLikeName(begun))) return undefined
  const printable = begun.replace(UNPRINTABLE, ' ')
  return printable.length > MAX_SAMPLE_CHARACTERS ? `${printable.slice(0, MAX_SAMPLE_CHARACTERS)}…` : printable
}
