import { beginsMonth } from '../../model/canonical-instant.ts'
import { cachedByText } from '../../model/cached-by-text.ts'
import { isUnstated } from '../raw-object.ts'
import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { fromLondon } from '../../model/london-time.ts'
import { toMonth } from './month.ts'

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:Z|[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i
// As iCalendar writes it (RFC 5545 §3.3.5), with or without a time.
const BASIC = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(?:[.,](\d{1,9}))?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/
const IN_WORDS =
  /^(?:[a-z]{3,9},? )?(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([a-z]{3,9}\.?),?[ -](\d{4}|\d{2})(?:,? (\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i
const MONTH_FIRST = /^(?:[a-z]{3,9},? )?([a-z]{3,9}\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i
const BRITISH = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/
// Later than any publisher's clock is wrong by chance.
const TOLERANCE_MS = 86_400_000
const EARLIEST_PLAUSIBLE_MS = Date.UTC(1990, 0, 1)

/** A point in time as stated: milliseconds of the clock it was read from, and that clock's offset. */
export interface StatedMoment {
  /** As if the digits were UTC. */
  readonly wallMs: number
  /** Undefined: no zone was stated, so London's clocks are meant. */
  readonly offsetMinutes: number | undefined
  readonly hasTime: boolean
}

/** The digits of an ISO 8601 date or date-time in its extended or basic form, of a British `dd/MM/yyyy` one, or of one in words ("3rd March 2026", "3-Mar-26"); undefined for impossible ones. */
export function parseMoment(value: unknown): StatedMoment | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  const iso = ISO.exec(text) ?? BASIC.exec(text) ?? YEAR_FIRST.exec(text)
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso
    return moment([year, month, day, hour, minute, second], fraction, zone)
  }
  const dayFirst = BRITISH.exec(text) ?? IN_WORDS.exec(text)
  const [, day, month, year, hour, minute, second, zone] = dayFirst ?? inBritishOrder(MONTH_FIRST.exec(text)) ?? []
  // Whether 98 is past or to come nobody can say.
  const fullYear = year?.length === 2 ? (year < '50' ? `20${year}` : undefined) : year
  return moment([fullYear, monthOf(month), day, hour, minute, second], undefined, zone)
}

function inBritishOrder(match: RegExpExecArray | null): readonly (string | undefined)[] | undefined {
  return match === null ? undefined : [match[0], match[2], match[1], match[3]]
}

// Zero is no month, so a word that names none makes no moment.
function monthOf(text: string | undefined): string {
  if (text === undefined) return '0'
  return /^\d/.test(text) ? text : String(toMonth(text) ?? 0)
}

/** The moment as milliseconds of universal time. */
export function toInstantMs(stated: StatedMoment): number {
  return stated.offsetMinutes === undefined ? fromLondon(stated.wallMs) : stated.wallMs - stated.offsetMinutes * 60_000
}

/** An instant in RFC 3339, UTC; wall time in London where no zone was given, a bare date its first moment in UTC; undefined where none or no real one. */
export function toInstant(value: unknown): string | undefined {
  return find(value)?.instant
}

/** The same from a field, with issues for impossible and, where `now` is known, future values; those are kept. */
export function readInstant(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  now: number | undefined,
): string | undefined {
  const value = issues.take(raw, key)
  if (isUnstated(value)) return undefined
  const found = find(value)
  if (found === undefined) issues.report('BAD_DATE', key, value)
  else if (!isPlausible(found.instantMs, now)) issues.report('DATE_IMPLAUSIBLE', key, value)
  return found?.instant
}

interface Found {
  readonly instant: string
  readonly instantMs: number
}

const inText = cachedByText(findInText)

function find(value: unknown): Found | undefined {
  // RPDE and JavaScript producers give milliseconds.
  if (typeof value === 'number' && value > 1e11 && value < 1e13) return at(new Date(value))
  return typeof value === 'string' ? inText(value) : undefined
}

function findInText(text: string): Found | undefined {
  const stated = parseMoment(text)
  if (stated === undefined) return undefined
  // A day without a time stays that day, also for whoever shows the date of the instant.
  return at(new Date(stated.hasTime ? toInstantMs(stated) : stated.wallMs))
}

function at(date: Date): Found {
  return { instant: date.toISOString(), instantMs: date.getTime() }
}

/** Between 1990 and tomorrow. */
export function isPlausible(instantMs: number, now: number | undefined): boolean {
  return instantMs >= EARLIEST_PLAUSIBLE_MS && (now === undefined || instantMs <= now + TOLERANCE_MS)
}

function moment(
  digits: readonly (string | undefined)[],
  fraction: string | undefined,
  zone: string | undefined,
): StatedMoment | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = digits.map((part) => Number(part ?? 0))
  if (hour > 23 || minute > 59 || second > 60 || year < 1000 || year > 9000) return undefined
  const isLeap = second === 60
  const wall = new Date(Date.UTC(year, month - 1, day, hour, minute, isLeap ? 59 : second))
  // 31 February rolls over into March.
  if (wall.getUTCMonth() !== month - 1 || wall.getUTCDate() !== day) return undefined
  const milliseconds = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000)
  const offsetMinutes = zone === undefined ? undefined : offsetOf(zone)
  if (zone !== undefined && offsetMinutes === undefined) return undefined
  const wallMs = wall.getTime() + milliseconds + (isLeap ? 1_000 : 0)
  const stated = { wallMs, offsetMinutes, hasTime: digits[3] !== undefined }
  return isLeap && !beginsMonth(new Date(toInstantMs(stated))) ? undefined : stated
}

/** Minutes ahead of UTC of `Z`, `+01:00`, `+0100` or `+01`; undefined where no clock can be so far ahead or behind. */
export function offsetOf(zone: string): number | undefined {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (match === null) return 0
  const [hours, rest] = [Number(match[2]), Number(match[3] ?? 0)]
  if (hours > 23 || rest > 59) return undefined
  const minutes = hours * 60 + rest
  return match[1] === '-' ? -minutes : minutes
}
