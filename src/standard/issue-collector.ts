import type { RecordIssue } from '../model/issue.ts'
import { issueKinds, type StandardIssueCode } from './issue-codes.ts'
import { isPersonalField } from './personal-fields.ts'
import { present } from '../model/present.ts'
import { holdsAddress, looksLikeName } from './personal-text.ts'

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

/** Gathers what is noticed while one record or page is read, with the path to it in the publisher's words. */
export interface IssueCollector {
  /** At most 100, then one MORE_ISSUES. */
  readonly issues: readonly RecordIssue[]
  /** Values as published that the reading changed beyond their field's format, by path; undefined where none. */
  readonly originals: Readonly<Record<string, string>> | undefined
  /** Steps into a member; every `enter` has its `leave`. */
  enter(segment: string | number): void
  /** Gives the names by which the publisher calls members of where we are; undefined changes nothing. */
  rename(names: Readonly<Record<string, string>> | undefined): void
  leave(): void
  /** `key` is a member of where we are. A sample that could name a person, or is no scalar, is not taken. */
  report(code: StandardIssueCode, key?: string, sample?: unknown): void
  /** Keeps a value as published for the record's extensions. */
  keepOriginal(key: string, value: string): void
}

/** A fresh collector, standing at the root of a record. */
export function createIssueCollector(): IssueCollector {
  const issues: RecordIssue[] = []
  const stack: (string | number)[] = []
  const renamed: (Readonly<Record<string, string>> | undefined)[] = [undefined]
  let originals: Record<string, string> | undefined
  return {
    issues,
    get originals() {
      return originals
    },
    enter(segment) {
      stack.push(publishedName(segment))
      renamed.push(undefined)
    },
    leave() {
      stack.pop()
      renamed.pop()
    },
    rename(names) {
      if (names !== undefined) renamed[renamed.length - 1] = names
    },
    report(code, key, sample) {
      if (issues.length > MAX_ISSUES) return
      if (issues.length === MAX_ISSUES) issues.push(createIssue('MORE_ISSUES', ''))
      else issues.push(createIssue(code, pathOf(key), isPersonalPlace(stack, key) ? undefined : sample))
    },
    keepOriginal(key, value) {
      originals ??= {}
      originals[pathOf(key)] = value
    },
  }

  function pathOf(key: string | undefined): string {
    return renderPath(stack, key === undefined ? undefined : publishedName(key))
  }

  function publishedName(segment: string): string
  function publishedName(segment: string | number): string | number
  function publishedName(segment: string | number): string | number {
    return renamed.at(-1)?.[segment] ?? segment
  }
}

/** One issue with the table's severity and sentence; the sample is cut short and left out where it could name a person. */
export function createIssue(code: StandardIssueCode, path: string, sample?: unknown): RecordIssue {
  const shown = shownSample(sample, WORDS_ARE_DUE.has(code))
  return { code, ...issueKinds[code], path, ...present({ sample: shown }) }
}

function renderPath(stack: readonly (string | number)[], key: string | undefined): string {
  let path = ''
  for (const segment of stack) path = joinSegment(path, segment)
  return key === undefined ? path : joinSegment(path, key)
}

function joinSegment(path: string, segment: string | number): string {
  if (typeof segment === 'number') return `${path}[${segment}]`
  if (segment === '') return path
  return path === '' ? segment : `${path}.${segment}`
}

function isPersonalPlace(stack: readonly (string | number)[], key: string | undefined): boolean {
  if (key !== undefined && (PERSONAL_PLACES.has(key) || isPersonalField(key))) return true
  return stack.some(
    (segment) =>
      typeof segment === 'string' && (PERSONAL_PLACES.has(segment.replace(/\[.*$/, '')) || isPersonalField(segment)),
  )
}

function shownSample(sample: unknown, wordsAreDue: boolean): string | undefined {
  if (typeof sample === 'number' || typeof sample === 'boolean') return String(sample)
  if (typeof sample !== 'string' || sample.includes('@')) return undefined
  const begun = sample.slice(0, 4 * MAX_SAMPLE_CHARACTERS)
  if (holdsAddress(begun) || (!wordsAreDue && looksLikeName(begun))) return undefined
  const printable = begun.replace(UNPRINTABLE, ' ')
  return printable.length > MAX_SAMPLE_CHARACTERS ? `${printable.slice(0, MAX_SAMPLE_CHARACTERS)}…` : printable
}
