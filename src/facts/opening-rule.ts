import { Temporal } from 'temporal-polyfill'
import { RRuleTemporal } from 'rrule-temporal'

/** One schedule as the search keeps it: iCal-like, dates `YYYY-MM-DD`, times `HH:MM` London wall time. */
export interface OpeningRule {
  /** DAILY stands for a closed window, ONCE for a schedule that gives a date and no rule. */
  readonly freq: 'WEEKLY' | 'MONTHLY' | 'DAILY' | 'ONCE'
  readonly interval?: number
  readonly byday?: string
  readonly bymonthday?: string
  readonly byweekno?: string
  readonly byyearday?: string
  readonly dtstart?: string
  readonly validFrom?: string
  readonly validTo?: string
  readonly until?: string
  readonly count?: number
  readonly wkst?: string
  readonly opensAt?: string
  readonly closesAt?: string
  readonly closed?: boolean
}

const DAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const EVERY_DAY = 127

/** Weekdays on which the rule can occur, bit 0 Monday; more than it really has, never fewer. */
export function daysOfRule(rule: OpeningRule): number {
  if (rule.byday !== undefined) {
    const mask = rule.byday.split(',').reduce((days, day) => days | (1 << DAY_CODES.indexOf(day.trim().slice(-2))), 0)
    return mask & EVERY_DAY
  }
  if (
    rule.dtstart !== undefined &&
    (rule.freq === 'ONCE' || (rule.freq === 'WEEKLY' && rule.byyearday === undefined))
  ) {
    return 1 << weekdayOf(rule.dtstart)
  }
  return EVERY_DAY
}

/** 0 is Monday. `date` is `YYYY-MM-DD`. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** Whether the rule has an occurrence on that date, validity window included. */
export function occursOn(rule: OpeningRule, date: string): boolean {
  const { validFrom, validTo, until, dtstart } = rule
  if ((validFrom !== undefined && date < validFrom) || (validTo !== undefined && date > validTo)) return false
  if ((until !== undefined && date > until) || (dtstart !== undefined && date < dtstart)) return false
  if (((daysOfRule(rule) >> weekdayOf(date)) & 1) === 0) return false
  if (rule.freq === 'ONCE') return date === dtstart
  if (rule.freq === 'DAILY' || isDecidedByWeekday(rule)) return true
  return occursByRecurrence(rule, date)
}

function isDecidedByWeekday(rule: OpeningRule): boolean {
  return (
    rule.freq === 'WEEKLY' &&
    (rule.interval ?? 1) === 1 &&
    rule.count === undefined &&
    rule.byweekno === undefined &&
    rule.byyearday === undefined
  )
}

/** RFC 5545 through the library, on dates alone: clock changes move wall times, never days. */
function occursByRecurrence(rule: OpeningRule, date: string): boolean {
  const start = rule.dtstart ?? rule.validFrom ?? '2024-01-01'
  const recurrence = new RRuleTemporal({
    freq: rule.freq === 'MONTHLY' ? 'MONTHLY' : 'WEEKLY',
    interval: rule.interval ?? 1,
    dtstart: Temporal.ZonedDateTime.from(`${start}T00:00:00[UTC]`),
    ...(rule.count === undefined ? {} : { count: rule.count }),
    ...(rule.byday === undefined ? {} : { byDay: rule.byday.split(',').map((day) => day.trim()) }),
    ...(rule.bymonthday === undefined ? {} : { byMonthDay: wholeNumbers(rule.bymonthday) }),
    ...(rule.byweekno === undefined ? {} : { byWeekNo: wholeNumbers(rule.byweekno) }),
    ...(rule.byyearday === undefined ? {} : { byYearDay: wholeNumbers(rule.byyearday) }),
    ...(rule.wkst === undefined ? {} : { wkst: rule.wkst }),
  })
  const day = Temporal.ZonedDateTime.from(`${date}T00:00:00[UTC]`)
  return recurrence.between(day, day.add({ hours: 23 }), true).length > 0
}

function wholeNumbers(list: string): number[] {
  return list.split(',').map(Number).filter(Number.isInteger)
}
