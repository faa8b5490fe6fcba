import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { MAX_TEXT_CHARACTERS } from '../max-text-characters.ts'
import { joinSpaces } from './join-spaces.ts'
import { hasMarkup, readHtml } from './html.ts'

// Controls but tab and newlines; direction marks, overrides and isolates; byte order marks.
const UNWANTED = /[[\p{Cc}--[\t\n\r]]\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/v
// And half surrogate pairs, apart because looking for them costs twice as much as asking for them first.
const EVERY_UNWANTED = new RegExp(`${UNWANTED.source}|\\p{Cs}`, 'gv')

// Texts of which nothing has to be cleaned: Latin letters and signs, none that markup begins with, no spaces around them.
const PLAIN = /^[!-%'-;=-~¡-ÿ](?:[\t\n\r -%'-;=-~¡-ÿ]*[!-%'-;=-~¡-ÿ])?$/
const PLAIN_LINE = /^[!-%'-;=-~¡-ÿ]+(?: [!-%'-;=-~¡-ÿ]+)*$/

/** Plain text, trimmed; undefined where none was stated. Numbers count as text; markup is turned into text. */
export function readText(raw: RawObject, key: string, issues: IssueCollector): string | undefined {
  const value = issues.take(raw, key)
  return isShort(value) && PLAIN.test(value) ? value : plainText(value, key, issues)
}

/** The same on one line, as names stand in lists and tables: every run of spaces and line breaks one space. */
export function readName(raw: RawObject, key: string, issues: IssueCollector): string | undefined {
  const value = issues.take(raw, key)
  if (isShort(value) && PLAIN_LINE.test(value)) return value
  const text = plainText(value, key, issues)
  return text === undefined ? undefined : joinSpaces(text)
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT_CHARACTERS
}

function plainText(value: unknown, key: string, issues: IssueCollector): string | undefined {
  const stated = toText(value, key, issues)
  if (stated === undefined || stated === '') return undefined
  const plain = hasMarkup(stated) ? plainFromMarkup(stated, key, issues) : stated
  return cutText(plain, key, issues) || undefined
}

/** The string under `key`, trimmed and without what no text should hold; numbers as text; undefined for anything else. */
export function readString(raw: RawObject, key: string, issues: IssueCollector): string | undefined {
  return toText(issues.take(raw, key), key, issues)
}

function toText(value: unknown, key: string, issues: IssueCollector): string | undefined {
  if (typeof value === 'string') return PLAIN.test(value) ? value : cleanText(value, key, issues)
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number') return String(value)
  if (!Array.isArray(value) || value.length > 0) issues.report('WRONG_TYPE', key, value)
  return undefined
}

/** An id as text: trimmed, numbers written out; undefined where none was stated, or anything else, which is kept unread. */
export function readId(raw: RawObject, key: string, issues: IssueCollector): string | undefined {
  const value = issues.take(raw, key)
  if (value === undefined) return undefined
  const id = toId(value)
  if (id === undefined && typeof value !== 'string') issues.keepUnread(key, value)
  return id
}

/** The same of a value by itself. */
export function toId(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? value.trim() || undefined : undefined
}

/** The text without control characters, direction overrides and broken characters, trimmed. */
function cleanText(text: string, key: string, issues: IssueCollector): string {
  if (text.isWellFormed() && !UNWANTED.test(text)) return text.trim()
  issues.report('TEXT_CLEANED', key)
  return text.replace(EVERY_UNWANTED, '').trim()
}

/** The text at most 100,000 characters long, never cut inside a character. */
export function cutText(text: string, key: string, issues: IssueCollector): string {
  if (text.length <= MAX_TEXT_CHARACTERS) return text
  issues.report('TEXT_CUT', key)
  return text.slice(0, MAX_TEXT_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')
}

function plainFromMarkup(text: string, key: string, issues: IssueCollector): string {
  issues.report('HTML_IN_TEXT', key)
  return readHtml(text).text
}
