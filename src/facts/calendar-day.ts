import { cachedByText } from '../model/cached-by-text.ts'

const DAY_MS = 86_400_000

/** A day as recurrences ask of it (RFC 5545). */
export interface CalendarDay {
  /** Days since 1 January 1970. */
  readonly number: number
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31. */
  readonly date: number
  readonly daysInMonth: number
  /** 0 is Monday. */
  readonly weekday: number
  /** 1 to 366. */
  readonly yearDay: number
  readonly daysInYear: number
}

/** Days since 1 January 1970 of a `YYYY-MM-DD`; undefined where the calendar has no such day. */
export const dayNumber = cachedByText(readDayNumber)

function readDayNumber(date: string): number | undefined {
  const ms = Date.parse(`${date}T00:00:00Z`)
  // Some engines take 30 February for 2 March.
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(date) ? ms / DAY_MS : undefined
}

/** `YYYY-MM-DD` of a number of days since 1 January 1970. */
export function dateOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

/** 0 is Monday. */
export function weekdayOf(number: number): number {
  return (((number + 3) % 7) + 7) % 7
}

/** The day of that number. */
export function calendarDay(number: number): CalendarDay {
  const at = new Date(number * DAY_MS)
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()]
  const newYear = firstOf(year, 0)
  return {
    number,
    year,
    month: month + 1,
    date: at.getUTCDate(),
    daysInMonth: firstOf(year, month + 1) - firstOf(year, month),
    weekday: weekdayOf(number),
    yearDay: number - newYear + 1,
    daysInYear: firstOf(year + 1, 0) - newYear,
  }
}

/** The number of the first day of a month, 0 being January, 12 January of the next year. */
export function firstOf(year: number, month: number): number {
  return Date.UTC(year, month, 1) / DAY_MS
}

/** The number of the first day of the week that the day lies in; `weekStart` is the weekday that weeks begin on. */
export function weekOf(number: number, weekStart: number): number {
  return number - ((weekdayOf(number) - weekStart + 7) % 7)
}

/** The week of the year, counted from both ends: week 1 is the first with four days or more in the year (RFC 5545 BYWEEKNO). */
export function weekNumbers(number: number, weekStart: number): readonly [fromStart: number, fromEnd: number] {
  const week = weekOf(number, weekStart)
  const year = new Date((week + 3) * DAY_MS).getUTCFullYear()
  const [first, next] = [year, year + 1].map((each) => weekOf(firstOf(each, 0) + 3, weekStart))
  if (first === undefined || next === undefined) throw new RangeError('two years have two first weeks')
  return [(week - first) / 7 + 1, (week - next) / 7]
}
