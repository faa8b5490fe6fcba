import { InputError } from '../model/input-error.ts'
import { present } from '../model/present.ts'
import type { Fact, Path } from './fact.ts'
import { DAYS_ARE_EXACT, deriveOpening } from './opening.ts'
import { comingDates, questionAt, weekdaysAsked, type OpeningQuestion } from './opening-question.ts'
import { rowSql } from './row-sql.ts'

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

/** When a service happens, by its schedules and those of it at its places: the weekdays on which it can, and its rules. */
export const openAt = {
  derive(service) {
    const opening = deriveOpening(service)
    return {
      columns: { days: opening?.days ?? null },
      tables: { service_schedule: opening === undefined ? [] : [[JSON.stringify(opening.rules)]] },
    }
  },
  // `is_open` looks at the rules only where the weekdays can't decide.
  ask(asked, path, { nowMs }, places) {
    const question = questionOf(asked, nowMs(), path)
    const { all, ordinary } = weekdaysAsked(question)
    const isAboutDays = question.from === undefined && question.to === undefined
    const rules = (sid: string): string => `(SELECT x.rules FROM service_schedule x WHERE x.sid = ${sid}),
            (SELECT x.nations FROM service x WHERE x.sid = ${sid}), ?`
    if (places !== undefined) {
      // The weekdays are those of all places together.
      const on = (alias: string): string =>
        `CASE WHEN ${alias}.days IS NOT NULL THEN is_open(${rules(`${alias}.sid`)}, ${places.on(alias)}) END`
      return { columns: ['sid', 'days'], values: [JSON.stringify(question), ...places.values], on }
    }
    return rowSql(
      ['sid', 'days'],
      (s) => {
        const isOrdinary = `(${s('days')} & ${DAYS_ARE_EXACT}) <> 0 AND (${s('days')} & ${ordinary}) <> 0`
        return `CASE WHEN ${s('days')} IS NULL THEN NULL WHEN (${s('days')} & ?) = 0 THEN 0
          ${isAboutDays ? `WHEN ${isOrdinary} THEN 1` : ''}
          ELSE is_open(${rules(s('sid'))}, '[]') END`
      },
      [all, JSON.stringify(question)],
    )
  },
} satisfies Fact<OpenAt>

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
