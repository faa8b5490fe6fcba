import type { Schedule } from '../model/schedule.ts'
import { daysOfRule, type OpeningRule } from './opening-rule.ts'

/** What the schedules of a service say of when it happens, in the form the search needs. */
export interface Opening {
  /** Bit 0 is Monday, 6 Sunday: weekdays on which it can happen at all. Bit 7: the days alone tell, without the rules. */
  readonly days: number
  readonly rules: readonly OpeningRule[]
}

export const DAYS_ARE_EXACT = 128

/** Undefined where no schedule states when: the fact is unknown, which is not "never". */
export function deriveOpening(schedules: readonly Schedule[]): Opening | undefined {
  const rules = schedules.flatMap((schedule) => readRule(schedule) ?? [])
  const open = rules.filter((rule) => rule.closed !== true)
  if (open.length === 0) return undefined
  const days = open.reduce((mask, rule) => mask | daysOfRule(rule), 0)
  return { days: rules.every(isPlainWeekly) ? days | DAYS_ARE_EXACT : days, rules }
}

/** A schedule says when where it has a rule, a day, or a date; a text alone does not. */
function readRule(schedule: Schedule): OpeningRule | undefined {
  const { freq, byday, bymonthday, dtstart, validFrom, validTo, closed } = schedule
  if (freq === undefined && byday === undefined && bymonthday === undefined && dtstart === undefined && closed !== true)
    return undefined
  if (freq === undefined && byday === undefined && bymonthday === undefined && closed !== true) {
    return dtstart === undefined ? undefined : withTimes({ freq: 'ONCE', dtstart }, schedule)
  }
  // Neither is a rule here yet: what is not evaluated is unknown.
  if (freq === 'DAILY' || freq === 'YEARLY') return undefined
  if (closed === true)
    return validFrom === undefined && validTo === undefined ? undefined : withTimes({ freq: 'DAILY' }, schedule)
  const days = [byday, bymonthday, schedule.byweekno, schedule.byyearday, dtstart]
  if (days.every((day) => day === undefined)) return undefined
  return withTimes({ freq: frequencyOf(schedule) }, schedule)
}

/** "The 2nd Monday" is monthly whatever else is said; what no frequency is told for happens every week or on its day of the month. */
function frequencyOf({ freq, byday, bymonthday }: Schedule): 'WEEKLY' | 'MONTHLY' {
  if (byday !== undefined && /\d/.test(byday)) return 'MONTHLY'
  if (freq === 'WEEKLY' || freq === 'MONTHLY') return freq
  return bymonthday === undefined ? 'WEEKLY' : 'MONTHLY'
}

function withTimes(rule: OpeningRule, schedule: Schedule): OpeningRule {
  const {
    interval,
    byday,
    bymonthday,
    byweekno,
    byyearday,
    dtstart,
    validFrom,
    validTo,
    until,
    count,
    wkst,
    opensAt,
    closesAt,
    closed,
  } = schedule
  const told = {
    interval,
    byday,
    bymonthday,
    byweekno,
    byyearday,
    dtstart,
    validFrom,
    validTo,
    until,
    count,
    wkst,
    opensAt,
    closesAt,
    closed,
  }
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
  return { ...given, ...rule }
}

function isPlainWeekly(rule: OpeningRule): boolean {
  const { freq, interval, byday, validFrom, validTo, until, count, byweekno, byyearday, dtstart, closed } = rule
  const isBounded = [validFrom, validTo, until, count, byweekno, byyearday, dtstart].some(
    (bound) => bound !== undefined,
  )
  return freq === 'WEEKLY' && (interval ?? 1) === 1 && byday !== undefined && !isBounded && closed !== true
}
