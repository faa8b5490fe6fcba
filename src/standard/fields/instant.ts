import { beginsMonth } from '../../model/canonical-instant.ts'
import { isUntold } from '../raw-object.ts'
import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { fromLondon } from '../../model/london-time.ts'

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i
const BRITISH = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/
// Later than any publisher's clock is wrong by chance.
const TOLERANCE_MS = 86_400_000
const EARLIEST_PLAUSIBLE_MS = Date.UTC(1990, 0, 1)

/** A point in time as told: milliseconds of the clock it was read from, and that clock's offset. */
export interface ToldMoment {
  /** As if the digits were UTC. */
  readonly wallMs: number
  /** Undefined: no zone was told, so London's clocks are meant. */
  readonly offsetMinutes: number | undefined
  readonly hasTime: boolean
}

/** The digits of an ISO 8601 date or date-time, or of a British `dd/MM/yyyy` one; undefined for impossible ones. */
export function parseMoment(value: unknown): ToldMoment | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  const iso = ISO.exec(text)
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso
    return moment([year, month, day, hour, minute, second], fraction, zone)
  }
  const british = BRITISH.exec(text)
  if (british === null) return undefined
  const [, day, month, year, hour, minute, second] = british
  return moment([year, month, day, hour, minute, second], undefined, undefined)
}

/** The moment as milliseconds of universal time. */
export function toInstantMs(told: ToldMoment): number {
  return told.offsetMinutes === undefined ? fromLondon(told.wallMs) : told.wallMs - told.offsetMinutes * 60_000
}

/** An instant in RFC 3339, UTC; wall time in London where no zone was told; undefined where none or no real one. */
export function toInstant(value: unknown): string | undefined {
  // RPDE and JavaScript producers give milliseconds.
  if (typeof value === 'number' && value > 1e11 && value < 1e13) return new Date(value).toISOString()
  const told = parseMoment(value)
  return told === undefined ? undefined : new Date(toInstantMs(told)).toISOString()
}

/** The same from a field, with issues for impossible and, where `now` is known, future values; those are kept. */
export function readInstant(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  now: number | undefined,
): string | undefined {
  const value = raw[key]
  if (isUntold(value)) return undefined
  const instant = toInstant(value)
  if (instant === undefined) issues.report('BAD_DATE', key, value)
  else if (!isPlausible(Date.parse(instant), now)) issues.report('DATE_IMPLAUSIBLE', key, value)
  return instant
}

/** Between 1990 and tomorrow. */
export function isPlausible(instantMs: number, now: number | undefined): boolean {
  return instantMs >= EARLIEST_PLAUSIBLE_MS && (now === undefined || instantMs <= now + TOLERANCE_MS)
}

function moment(
  digits: readonly (string | undefined)[],
  fraction: string | undefined,
  zone: string | undefined,
): ToldMoment | undefined {
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
  const told = { wallMs, offsetMinutes, hasTime: digits[3] !== undefined }
  return isLeap && !beginsMonth(new Date(toInstantMs(told))) ? undefined : told
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
