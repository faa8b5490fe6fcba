import { cachedByText } from '../../model/cached-by-text.ts'
import { isUnstated } from '../raw-object.ts'
import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { isPlausible, parseMoment, toInstantMs } from './instant.ts'
import { toLondon } from '../../model/london-time.ts'

// .NET and SQL writes its "no date" so.
const EMPTY_DATES = new Set(['0001-01-01', '1900-01-01', '1753-01-01', '9999-12-31'])

// The last minute of a day in UTC stands for that day, though in summer it is the next in London.
const END_OF_DAY_MS = 86_400_000 - 60_000

/** A day in London as `YYYY-MM-DD`, of a date or date-time in any form that `parseMoment` knows, or of a number `YYYYMMDD`; undefined where none or no real one. */
export function toDate(value: unknown): string | undefined {
  if (typeof value === 'number') return dayOf(String(value))
  return typeof value === 'string' ? dayOf(value) : undefined
}

const dayOf = cachedByText(readDayOf)

function readDayOf(text: string): string | undefined {
  const stated = parseMoment(text)
  if (stated === undefined) return undefined
  const isEndOfDay = stated.offsetMinutes === 0 && stated.wallMs % 86_400_000 >= END_OF_DAY_MS
  if (stated.hasTime && stated.offsetMinutes !== undefined && !isEndOfDay) return toLondon(toInstantMs(stated)).date
  return new Date(stated.wallMs).toISOString().slice(0, 10)
}

/** The day under `key`, with issues for impossible ones. */
export function readDate(raw: RawObject, key: string, issues: IssueCollector): string | undefined {
  const value = issues.take(raw, key)
  if (isUnstated(value) || (typeof value === 'string' && value.startsWith('0000-00-00'))) return undefined
  const isEmpty = typeof value === 'string' && EMPTY_DATES.has(value.trim().slice(0, 10))
  const date = isEmpty ? undefined : toDate(value)
  if (date === undefined) issues.report(isEmpty ? 'PLACEHOLDER' : 'BAD_DATE', key, value)
  return date
}

/** The same for a day on which something was done: one before 1990 or after `now` is kept and reported. */
export function readPastDate(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  now: number | undefined,
): string | undefined {
  const date = readDate(raw, key, issues)
  if (date !== undefined && !isPlausible(Date.parse(date), now)) issues.report('DATE_IMPLAUSIBLE', key, date)
  return date
}
