import { firstOf, weekNumbers, weekOf, weekdayOf, calendarDay, type CalendarDay } from './calendar-day.ts'
import type { DoubtfulHours } from '../model/hours-in-words.ts'
import type { Truth } from './truth.ts'

/**
 * What one schedule says of when a service takes place, as the search keeps it: everything in it can be evaluated. Days are
 * numbered as in `CalendarDay`, times are minutes from the start of the day on London's clocks.
 */
export interface OpeningRule {
  /** NEVER: on no days but `extra`. */
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY' | 'NEVER'
  /** 2 or more, and then `start` is there; absent: 1. */
  readonly interval?: number
  /** The day that the recurrence begins on. */
  readonly start?: number
  /** First and last day of all. */
  readonly first?: number
  readonly last?: number
  /** Weekday, 0 being Monday, and which of them in its month or year; 0: all of them. */
  readonly weekdays?: readonly (readonly [weekday: number, nth: number])[]
  /** Below 0: counted from the end. */
  readonly monthDays?: readonly number[]
  readonly weeks?: readonly number[]
  readonly yearDays?: readonly number[]
  readonly months?: readonly number[]
  /** Which of the days of a period; -1 is the last. */
  readonly positions?: readonly number[]
  /** Absent: Monday, 0. */
  readonly weekStart?: number
  readonly except?: readonly number[]
  readonly extra?: readonly number[]
  /** Absent: not known. */
  readonly opens?: number
  /** Past 1440 on the next day, and always after `opens`. Absent: not known. */
  readonly closes?: number
  /** What was stated of its closing ("late") could not be read. */
  readonly hasUnreadClosing?: true
  /** While London keeps summer time, the times may be an hour later. */
  readonly isUtc?: true
  /** The service does not take place then. */
  readonly isClosed?: true
  /** For single days, which it speaks of in place of the rules that recur. */
  readonly isDated?: true
  /** Whether it takes place on the days that the rest allows is not known. */
  readonly isUncertain?: true
  /** Stretches of every year that it may leave out, from and to as month × 100 + day; one may run over the new year. */
  readonly doubtful?: readonly (readonly [from: number, to: number])[]
  /** Hours that it may leave out. */
  readonly doubtfulHours?: readonly DoubtfulHours[]
  /** What the schedule says of bank holidays; absent: nothing, so that it is not known of them. */
  readonly bankHolidays?: 'OPEN' | 'CLOSED'
  /** Position of the only service-at-location that it is of; absent: of all. */
  readonly place?: number
}

/** Whether the rule has an occurrence that begins on the day, bank holidays aside. */
export function occursOn(rule: OpeningRule, day: CalendarDay): Truth {
  if (day.number < (rule.first ?? -Infinity) || day.number > (rule.last ?? Infinity)) return false
  if (rule.extra?.includes(day.number) === true) return true
  if (rule.except?.includes(day.number) === true || !recursOn(rule, day)) return false
  return rule.isUncertain === true || isDoubtful(rule, day) ? undefined : true
}

/** By the recurrence alone, without bounds and single days. */
export function recursOn(rule: OpeningRule, day: CalendarDay): boolean {
  return rule.freq !== 'NEVER' && matches(rule, day) && isInPeriod(rule, day) && isAtPosition(rule, day)
}

function isDoubtful({ doubtful = [] }: OpeningRule, { month, date }: CalendarDay): boolean {
  const at = month * 100 + date
  return doubtful.some(([from, to]) => (from <= to ? at >= from && at <= to : at >= from || at <= to))
}

function matches(rule: OpeningRule, day: CalendarDay): boolean {
  const { weekdays, monthDays, weeks, yearDays, months } = rule
  if (weekdays !== undefined && !weekdays.some((wanted) => isWeekday(rule, wanted, day))) return false
  if (months !== undefined && !months.includes(day.month)) return false
  if (monthDays !== undefined && !isOneOf(monthDays, day.date, day.daysInMonth)) return false
  if (yearDays !== undefined && !isOneOf(yearDays, day.yearDay, day.daysInYear)) return false
  return weeks === undefined || weekNumbers(day.number, rule.weekStart ?? 0).some((week) => weeks.includes(week))
}

function isOneOf(wanted: readonly number[], position: number, length: number): boolean {
  return wanted.includes(position) || wanted.includes(position - length - 1)
}

function isWeekday(
  { freq, months }: OpeningRule,
  [weekday, nth]: readonly [number, number],
  day: CalendarDay,
): boolean {
  if (weekday !== day.weekday) return false
  if (nth === 0) return true
  const isOfYear = freq === 'YEARLY' && months === undefined
  const [position, length] = isOfYear ? [day.yearDay, day.daysInYear] : [day.date, day.daysInMonth]
  return nth === Math.ceil(position / 7) || nth === -Math.ceil((length - position + 1) / 7)
}

function isInPeriod({ freq, interval = 1, start, weekStart = 0 }: OpeningRule, day: CalendarDay): boolean {
  if (interval === 1 || start === undefined) return true
  const begun = calendarDay(start)
  const years = day.year - begun.year
  switch (freq) {
    case 'DAILY':
      return (day.number - start) % interval === 0
    case 'WEEKLY':
      return ((weekOf(day.number, weekStart) - weekOf(start, weekStart)) / 7) % interval === 0
    case 'MONTHLY':
      return (years * 12 + day.month - begun.month) % interval === 0
    case 'YEARLY':
      return years % interval === 0
    case 'NEVER':
      return false
  }
}

/** RFC 5545 BYSETPOS: the days that the other members give in one period, counted from both ends. */
function isAtPosition(rule: OpeningRule, day: CalendarDay): boolean {
  if (rule.positions === undefined) return true
  const [from, length] = periodOf(rule, day)
  const on = Array.from({ length }, (_, offset) => calendarDay(from + offset)).filter((each) => matches(rule, each))
  const at = on.findIndex(({ number }) => number === day.number)
  return isOneOf(rule.positions, at + 1, on.length)
}

function periodOf({ freq, weekStart = 0 }: OpeningRule, day: CalendarDay): readonly [from: number, length: number] {
  if (freq === 'YEARLY') return [firstOf(day.year, 0), day.daysInYear]
  if (freq === 'MONTHLY') return [firstOf(day.year, day.month - 1), day.daysInMonth]
  return freq === 'WEEKLY' ? [weekOf(day.number, weekStart), 7] : [day.number, 1]
}

/** Weekdays on which an occurrence can begin, bit 0 Monday; more than it really has, never fewer. */
export function startingDays(rule: OpeningRule): number {
  const { freq, weekdays, extra = [] } = rule
  const recurring =
    freq === 'NEVER' ? 0 : (weekdays?.reduce((mask, [weekday]) => mask | (1 << weekday), 0) ?? EVERY_DAY)
  return extra.reduce((mask, number) => mask | (1 << weekdayOf(number)), recurring)
}

const EVERY_DAY = 127
