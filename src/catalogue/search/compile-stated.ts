import { InputError } from '../../model/input-error.ts'
import { rowSql } from '../../facts/row-sql.ts'
import type { ScheduleMatch, Weekday } from '../service-query.ts'
import type { Condition } from './condition.ts'

const WEEKDAYS: readonly Weekday[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']

/** Whether a service states that age and it compares so; never a hit where it does not state it. */
export function compileStatedAge(column: 'minimum_age' | 'maximum_age', by: '>=' | '<=', years: number): Condition {
  return rowSql([column], (s) => `coalesce(${s(column)} ${by} ?, 0)`, [years])
}

/**
 * Whether one of a service's schedules states all of what is asked, as published: on what dates it takes place is not looked
 * at. Never a hit where no schedule states it. InputError where nothing is asked.
 */
export function compileScheduled(
  { day, opensFrom, closesTo }: ScheduleMatch,
  path: readonly (string | number)[],
): Condition {
  const weekday = day === undefined ? undefined : WEEKDAYS.indexOf(day)
  const asked = [
    ...(weekday === undefined ? [] : [{ sql: ON_WEEKDAY, values: [weekday] }]),
    ...(opensFrom === undefined ? [] : [{ sql: "r.value ->> 'opens' >= ?", values: [minutesOf(opensFrom)] }]),
    ...(closesTo === undefined ? [] : closesBy(minutesOf(closesTo))),
  ]
  if (asked.length === 0)
    throw new InputError('BAD_USER_INPUT', 'Say what a schedule must state: give day, opensFrom or closesTo.', path)
  return rowSql(
    ['sid', 'days'],
    (s) => `(${s('days')} IS NOT NULL AND EXISTS (SELECT 1 FROM service_schedule x, json_each(x.rules) r
      WHERE x.sid = ${s('sid')} AND r.value ->> 'isClosed' IS NULL AND ${asked.map(({ sql }) => sql).join(' AND ')}))`,
    asked.flatMap(({ values }) => values),
  )
}

/** A rule without weekdays that recurs has all of them, unless by days of the month or year. */
const ON_WEEKDAY = `CASE WHEN r.value ->> 'weekdays' IS NOT NULL
  THEN EXISTS (SELECT 1 FROM json_each(r.value, '$.weekdays') w WHERE w.value ->> 0 = ?)
  ELSE r.value ->> 'freq' = 'DAILY' AND r.value ->> 'isUncertain' IS NULL END`

/** What closes past midnight closes later than any time of the day, but at the time that it states. */
function closesBy(minutes: number): readonly { readonly sql: string; readonly values: readonly number[] }[] {
  const closes = "r.value ->> 'closes'"
  // The last minute of a day is kept as its end.
  const last = minutes === MINUTES_OF_DAY - 1 ? MINUTES_OF_DAY : minutes
  return [{ sql: `(${closes} <= ? OR ${closes} = ?)`, values: [last, minutes + MINUTES_OF_DAY] }]
}

const MINUTES_OF_DAY = 1440

/** Of `HH:MM`. */
function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}
