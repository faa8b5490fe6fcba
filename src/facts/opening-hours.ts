import type { DoubtfulHours } from '../model/hours-in-words.ts'
import { DAY } from '../model/spoken-hours.ts'
import type { OpeningRule } from './opening-rule.ts'
import type { Truth } from './truth.ts'

const HOUR = 60
const EVENING = 18 * HOUR
const LATEST = 5 * HOUR

/** A stretch of a day in minutes, both ends in it; a moment begins and ends it. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Minutes from the start of the day of an `HH:MM`; 24:00 is 1440, undefined where it is no time of day. */
export function minuteOf(time: string): number | undefined {
  const [, hour, minute] = /^(\d{2}):(\d{2})/.exec(time) ?? []
  const minutes = Number(hour) * HOUR + Number(minute)
  return Number(minute) < HOUR && minutes <= DAY ? minutes : undefined
}

/**
 * Opening and closing times as a rule has them; none where the two are equal. To close before the time of opening is to close on the next day;
 * 23:59 means to the end of the day, as HSDS asks, and a minute before the time of opening means round the clock.
 */
export function hoursOf(
  opensAt: string | undefined,
  closesAt: string | undefined,
): Pick<OpeningRule, 'opens' | 'closes'> {
  const opens = opensAt === undefined ? undefined : minuteOf(opensAt)
  const closes = closesAt === undefined ? undefined : minuteOf(closesAt)
  if (closes === undefined) return opens === undefined || opens === DAY ? {} : { opens }
  // Round the clock, nothing at all, or two members that were never filled in.
  if (closes === opens) return {}
  const ends = closes === DAY - 1 || closes + 1 === opens ? closes + 1 : closes
  if (opens === undefined) return ends === 0 ? {} : { closes: ends }
  return { opens, closes: ends <= opens ? ends + DAY : ends }
}

/**
 * Whether an occurrence of the rule that begins on the weekday is open at some minute of the span, whose minutes count from
 * the start of that day. Without both times it lies somewhere within the day, or its night where its closing could not be read.
 */
export function isOpenDuring(rule: OpeningRule, span: Span, { isSummer, day }: BeginsOn): Truth {
  const doubtful = (rule.doubtfulHours ?? []).filter(([weekdays]) => ((weekdays >> day.weekday) & 1) === 1)
  const asPublished = overlaps(rule.opens, rule.closes, latestEnd(rule), span, doubtful)
  if (rule.isUtc !== true || !isSummer) return asPublished
  const closes = anHourLater(rule.closes)
  const later = overlaps(anHourLater(rule.opens), closes, closes ?? latestEnd(rule), span, doubtful)
  return later === asPublished ? later : undefined
}

/** The day that an occurrence begins on. */
interface BeginsOn {
  readonly day: { readonly weekday: number }
  readonly isSummer: boolean
}

function anHourLater(minute: number | undefined): number | undefined {
  return minute === undefined ? undefined : minute + HOUR
}

/** The last minute by which it may close, from the start of the day that it begins on: what begins in the evening and closes "late" may go on into the night. */
export function latestEnd({ opens = 0, closes, hasUnreadClosing }: OpeningRule): number {
  return closes ?? (hasUnreadClosing === true && opens >= EVENING ? DAY + LATEST : DAY)
}

/** Certain where every hour that the known times allow has it so, and not all of it lies in doubtful hours. */
function overlaps(
  opens: number | undefined,
  closes: number | undefined,
  latest: number,
  { from, to }: Span,
  doubtful: readonly DoubtfulHours[],
): Truth {
  if (to < (opens ?? 0) || from >= latest) return false
  const latestOpening = opens ?? (closes ?? DAY) - 1
  const earliestClosing = closes ?? (opens ?? 0) + 1
  if (latestOpening > to || earliestClosing <= from) return undefined
  const isWhole = opens === undefined || closes === undefined
  return isCovered([Math.max(from, opens ?? 0), Math.min(to, (closes ?? DAY) - 1)], doubtful, isWhole)
    ? undefined
    : true
}

/** Whether nothing of the stretch lies outside the doubtful hours; where its times are not known, whether they are the whole day. */
function isCovered(
  [from, to]: readonly [number, number],
  doubtful: readonly DoubtfulHours[],
  isWhole: boolean,
): boolean {
  let at = isWhole ? 0 : from
  for (const [, start, end] of doubtful.toSorted((a, b) => a[1] - b[1])) {
    if (start > at) break
    at = Math.max(at, end)
  }
  return at > (isWhole ? DAY : to)
}
