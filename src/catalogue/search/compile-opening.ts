import { InputError } from '../../model/input-error.ts'
import { comingDates, questionAt, weekdaysAsked, type OpeningQuestion } from '../../facts/opening-question.ts'
import { DAYS_ARE_EXACT } from '../../facts/opening.ts'
import type { OpenAt, Weekday } from '../service-query.ts'
import type { Condition } from './condition.ts'
import type { SearchContext } from './search-context.ts'

const WEEKDAYS: readonly Weekday[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
const EVERY_DAY = 127

/** Records that are open then. `is_open` looks at the rules only where the weekdays can't decide; null is "not known". */
export function compileOpening(
  context: SearchContext,
  openAt: OpenAt,
  unstated: 0 | 1,
  path: readonly (string | number)[],
): Condition {
  const question = questionOf(openAt, context.nowMs(), path)
  const { all, ordinary } = weekdaysAsked(question)
  const isAboutDays = question.from === undefined && question.to === undefined
  const decided = isAboutDays ? `WHEN (s.days & ${DAYS_ARE_EXACT}) <> 0 AND (s.days & ${ordinary}) <> 0 THEN 1` : ''
  return {
    sql: `coalesce(CASE WHEN s.days IS NULL THEN NULL WHEN (s.days & ?) = 0 THEN 0 ${decided}
      ELSE is_open((SELECT x.rules FROM service_schedule x WHERE x.sid = s.sid),
        (SELECT n.nations FROM service n WHERE n.sid = s.sid), ?) END, ${unstated})`,
    values: [all, JSON.stringify(question)],
  }
}

function questionOf(openAt: OpenAt, nowMs: number, path: readonly (string | number)[]): OpeningQuestion {
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
  const within = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  if (on !== undefined) return { dates: [on], ...within }
  const mask = days === undefined ? EVERY_DAY : days.reduce((bits, day) => bits | (1 << WEEKDAYS.indexOf(day)), 0)
  return { dates: comingDates(mask, nowMs), ...within }
}
