import { Temporal } from 'temporal-polyfill'
import { occursOn, weekdayOf, type OpeningRule } from './opening-rule.ts'

/** A question of opening, worked out once per search: on which dates, between which wall times. */
export interface OpeningQuestion {
  /** `YYYY-MM-DD`, London; any of them. */
  readonly dates: readonly string[]
  /** `HH:MM`; a service with hours must overlap from–to; a service without stated hours passes. */
  readonly from?: string
  readonly to?: string
}

const HORIZON_DAYS = 35

/** London's date and wall time of an instant. */
export function londonTime(instant: string): { readonly date: string; readonly time: string } {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/London')
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString().slice(0, 5) }
}

/** The dates from today (London) to 35 days on that fall on one of the weekdays in the mask, bit 0 Monday. */
export function comingDates(days: number, nowMs: number): string[] {
  const today = Temporal.PlainDate.from(londonTime(new Date(nowMs).toISOString()).date)
  const dates = Array.from({ length: HORIZON_DAYS }, (_, offset) => today.add({ days: offset }).toString())
  return dates.filter((date) => ((days >> weekdayOf(date)) & 1) === 1)
}

/** Whether any rule has an occurrence that answers the question, and no closed window covers that date. */
export function isOpen(rules: readonly OpeningRule[], question: OpeningQuestion): boolean {
  return question.dates.some((date) => {
    if (rules.some((rule) => rule.closed === true && occursOn(rule, date))) return false
    return rules.some((rule) => rule.closed !== true && overlaps(rule, question) && occursOn(rule, date))
  })
}

function overlaps(rule: OpeningRule, { from, to }: OpeningQuestion): boolean {
  if (rule.opensAt === undefined && rule.closesAt === undefined) return true
  const opens = rule.opensAt ?? '00:00'
  const closes = closesAfter(opens, rule.closesAt ?? '24:00')
  return (to === undefined || opens <= to) && (from === undefined || closes > from)
}

/** Midnight as a closing time ends the day it opened on. */
function closesAfter(opens: string, closes: string): string {
  return closes === '00:00' || closes === '23:59' || closes <= opens ? '24:00' : closes
}
