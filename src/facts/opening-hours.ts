import type { OpeningRule } from './opening-rule.ts'
import type { Truth } from './truth.ts'

const HOUR = 60
/** Minutes of a day. */
export const DAY = 24 * HOUR

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
 * Opening and closing times as a rule has them. To close at or before the time of opening is to close on the next day;
 * 23:59 means to the end of the day, as HSDS asks, and a minute before the time of opening means round the clock.
 */
export function hoursOf(
  opensAt: string | undefined,
  closesAt: string | undefined,
): Pick<OpeningRule, 'opens' | 'closes'> {
  const opens = opensAt === undefined ? undefined : minuteOf(opensAt)
  const closes = closesAt === undefined ? undefined : minuteOf(closesAt)
  if (closes === undefined) return opens === undefined || opens === DAY ? {} : { opens }
  const ends = closes === DAY - 1 || closes + 1 === opens ? closes + 1 : closes
  if (opens === undefined) return ends === 0 ? {} : { closes: ends }
  return { opens, closes: ends <= opens ? ends + DAY : ends }
}

/**
 * Whether an occurrence of the rule is open at some minute of the span, whose minutes count from the start of the day that
 * the occurrence begins on. Without both times it lies somewhere within that day.
 */
export function isOpenDuring({ opens, closes, isUtc }: OpeningRule, span: Span, isSummer: boolean): Truth {
  const asPublished = overlaps(opens, closes, span)
  if (isUtc !== true || !isSummer) return asPublished
  const later = overlaps(anHourLater(opens), anHourLater(closes), span)
  return later === asPublished ? later : undefined
}

function anHourLater(minute: number | undefined): number | undefined {
  return minute === undefined ? undefined : minute + HOUR
}

/** Certain where every hour that the known times allow has it so. */
function overlaps(opens: number | undefined, closes: number | undefined, { from, to }: Span): Truth {
  if (to < (opens ?? 0) || from >= (closes ?? DAY)) return false
  const latestOpening = opens ?? (closes ?? DAY) - 1
  const earliestClosing = closes ?? (opens ?? 0) + 1
  return latestOpening <= to && earliestClosing > from ? true : undefined
}
