import { InputError } from '../model/input-error.ts'
import type { FactWorld, Path } from './fact.ts'
import { DAYS_ARE_EXACT } from './opening.ts'
import { comingDates, questionAt, weekdaysAsked, type OpeningQuestion } from './opening-question.ts'
import { rowSql, type RowSql } from './row-sql.ts'
import { present } from '../model/present.ts'

const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
const EVERY_DAY = 127

type Weekday = (typeof WEEKDAYS)[number]

/** `at` alone: open then; `on`: that day; `days`: an occurrence on any of them in the next 35 days; `from`–`to` (`HH:MM`, London) within the day. */
export interface OpenAt {
  /** RFC 3339 instant. */
  readonly at?: string
  readonly on?: string
  readonly days?: readonly Weekday[]
  readonly from?: string
  readonly to?: string
}

/** Whether records are open then. `is_open` looks at the rules only where the weekdays can't decide; null is "not known". */
export function compileOpening(openAt: OpenAt, path: Path, { nowMs }: FactWorld): RowSql {
  const question = questionOf(openAt, nowMs(), path)
  const { all, ordinary } = weekdaysAsked(question)
  const isAboutDays = question.from === undefined && question.to === undefined
  return rowSql(
    ['sid', 'days'],
    (s) => {
      const isOrdinary = `(${s('days')} & ${DAYS_ARE_EXACT}) <> 0 AND (${s('days')} & ${ordinary}) <> 0`
      return `CASE WHEN ${s('days')} IS NULL THEN NULL WHEN (${s('days')} & ?) = 0 THEN 0
        ${isAboutDays ? `WHEN ${isOrdinary} THEN 1` : ''}
        ELSE is_open((SELECT x.rules FROM service_schedule x WHERE x.sid = ${s('sid')}),
          (SELECT x.nations FROM service x WHERE x.sid = ${s('sid')}), ?) END`
    },
    [all, JSON.stringify(question)],
  )
}

function questionOf(openAt: OpenAt, nowMs: number, path: Path): OpeningQuestion {
  const { at, on, days, from, to } = openAt
  const given = [at, on, days].filter((value) => value !== undefined).length
  if (given === 0 && from === undefined && to === undefined) {
    throw new InputError('BAD_USER_INPUT', 'Say when: give at, on or days, or a time from or to.', path)
  }
  if (given > 1)
    throw new InputError('BAD_USER_INPUT', 'Give one of at, on and days: an instant, a date, or weekdays.', path)
  if (at !== undefined && (from !== undefined || to !== undefined)) {
    throw new InputError('BAD_USER_INPUT', 'An instant (at) has no from and to: use on or days with them.', path)
  }
  if (from !== undefined && to !== undefined && to <= from) {
    throw new InputError(
      'BAD_USER_INPUT',
      'The time from which must be before the time to which, within one day.',
      path,
    )
  }
  if (at !== undefined) return questionAt(new Date(at).toISOString())
  const within = present({ from, to })
  if (on !== undefined) return { dates: [on], ...within }
  const mask = days === undefined ? EVERY_DAY : days.reduce((bits, day) => bits | (1 << WEEKDAYS.indexOf(day)), 0)
  return { dates: comingDates(mask, nowMs), ...within }
}
