import { Temporal } from 'temporal-polyfill'
import { bankHolidayNations } from './bank-holidays.ts'
import { calendarDay, dateOf, dayNumber, weekdayOf, type CalendarDay } from './calendar-day.ts'
import { DAY } from '../model/spoken-hours.ts'
import { minuteOf, type Span } from './opening-hours.ts'

/** A question of opening, worked out once per search: on which dates, between which wall times. */
export interface OpeningQuestion {
  /** `YYYY-MM-DD`, London; any of them. */
  readonly dates: readonly string[]
  /** `HH:MM`, both in the span: open at some minute of it. Absent: from the start, to the end of the day. */
  readonly from?: string
  readonly to?: string
}

const HORIZON_DAYS = 35
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const LAST_MINUTE = DAY - 1

/** London's date and wall time of an instant. */
function londonTime(instant: string): { readonly date: string; readonly time: string } {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/London')
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString().slice(0, 5) }
}

/**
 * The question whether it is open at an instant. The hour that London's clocks show twice is asked of as if it were over:
 * a time within it means the first pass (RFC 5545), which has gone by in the second.
 */
export function questionAt(instant: string): OpeningQuestion {
  const { date, time } = londonTime(instant)
  const before = londonTime(new Date(Date.parse(instant) - HOUR_MS).toISOString())
  const isSecondPass = before.date === date && before.time === time
  const minute = isSecondPass ? `${time.slice(0, 2)}:59` : time
  return { dates: [date], from: minute, to: minute }
}

/** The dates from today (London) to 35 days on that fall on one of the weekdays in the mask, bit 0 Monday. */
export function comingDates(days: number, nowMs: number): string[] {
  const today = dayNumber(londonTime(new Date(nowMs).toISOString()).date) ?? 0
  return Array.from({ length: HORIZON_DAYS }, (_, offset) => today + offset)
    .filter((day) => ((days >> weekdayOf(day)) & 1) === 1)
    .map(dateOf)
}

/** The weekdays asked of, bit 0 Monday: all of them, and those of dates that are no bank holiday anywhere. */
export function weekdaysAsked({ dates }: OpeningQuestion): { readonly all: number; readonly ordinary: number } {
  let [all, ordinary] = [0, 0]
  for (const day of dates.flatMap((date) => dayNumber(date) ?? [])) {
    all |= 1 << weekdayOf(day)
    if (bankHolidayNations(day) === 0) ordinary |= 1 << weekdayOf(day)
  }
  return { all, ordinary }
}

/** A question as it is put to many services. */
export interface PreparedQuestion {
  /** Days on which an occurrence may begin that answers, and the span asked of, in minutes from the start of that day. */
  readonly days: readonly (AskedDay & { readonly span: Span })[]
}

/** A day that an occurrence may begin on. */
export interface AskedDay {
  readonly day: CalendarDay
  readonly isSummer: boolean
  /** Nations in which it is a bank holiday, as bits. */
  readonly holidayIn: number
}

/** Looks at the calendar once for all that are asked. Dates that the calendar does not have are asked of no one. */
export function prepareQuestion({ dates, from, to }: OpeningQuestion): PreparedQuestion {
  const span = { from: minuteOf(from ?? '00:00') ?? 0, to: Math.min(minuteOf(to ?? '24:00') ?? DAY, LAST_MINUTE) }
  const yesterday = { from: span.from + DAY, to: span.to + DAY }
  return {
    days: dates.flatMap((date) => {
      const number = dayNumber(date)
      return number === undefined
        ? []
        : [
            { ...asked(number), span },
            { ...asked(number - 1), span: yesterday },
          ]
    }),
  }
}

function asked(number: number): AskedDay {
  // The day before the year 0 has no date as a text.
  const noon = Temporal.Instant.fromEpochMilliseconds((number + 0.5) * DAY_MS).toZonedDateTimeISO('Europe/London')
  return { day: calendarDay(number), isSummer: noon.offsetNanoseconds > 0, holidayIn: bankHolidayNations(number) }
}
