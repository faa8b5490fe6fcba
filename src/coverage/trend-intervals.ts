import { InputError } from '../model/input-error.ts'

/** How long an interval of a trend is. */
export type TrendStep = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'

/** Calendar days, `YYYY-MM-DD` in UTC, both included. */
export interface Interval {
  readonly from: string
  readonly to: string
}

const DAY_MS = 86_400_000
const MOST_INTERVALS = 400
const MONTHS: Readonly<Record<Exclude<TrendStep, 'DAY' | 'WEEK'>, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 }

/**
 * The intervals from a day to another, the last cut short where they do not fit. Months begin on the day of `from`, in a
 * shorter month on its last. InputError where the days are the wrong way round, or more than 400 intervals lie between them.
 */
export function intervalsBetween(from: string, to: string, step: TrendStep): readonly Interval[] {
  if (from > to) throw new InputError('BAD_USER_INPUT', `\`from\` (${from}) is after \`to\` (${to}).`, ['from'])
  const intervals: Interval[] = []
  for (let number = 0; ; number += 1) {
    const begin = beginOf(from, step, number)
    if (begin > to) return intervals
    if (number >= MOST_INTERVALS)
      throw new InputError(
        'BAD_USER_INPUT',
        `From ${from} to ${to} there are more than ${MOST_INTERVALS} intervals of ${step}: ask for a longer step, or fewer days.`,
        ['step'],
      )
    const last = dayBefore(beginOf(from, step, number + 1))
    intervals.push({ from: begin, to: last < to ? last : to })
  }
}

/**
 * So many intervals of the calendar up to a day, the last cut short by it: weeks from Monday, months, quarters and years from
 * their first day. InputError where it is not 1 to 400 of them.
 */
export function latestIntervals(to: string, step: TrendStep, latest: number): readonly Interval[] {
  if (latest < 1 || latest > MOST_INTERVALS)
    throw new InputError('BAD_USER_INPUT', `\`latest\` takes 1 to ${MOST_INTERVALS} intervals, not ${latest}.`, [
      'latest',
    ])
  return intervalsBetween(beginOf(calendarBegin(to, step), step, 1 - latest), to, step)
}

/** The first day of the interval of the calendar that a day lies in. */
function calendarBegin(day: string, step: TrendStep): string {
  const date = new Date(day)
  if (step === 'DAY') return day
  if (step === 'WEEK') return dayOf(date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY_MS)
  const months = MONTHS[step]
  return dayOf(Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months, 1))
}

/** The first day of the interval of that number, 0 being the first. */
function beginOf(from: string, step: TrendStep, number: number): string {
  if (step === 'DAY' || step === 'WEEK') return dayOf(Date.parse(from) + number * (step === 'DAY' ? 1 : 7) * DAY_MS)
  const date = new Date(from)
  const month = date.getUTCMonth() + number * MONTHS[step]
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate()
  return dayOf(Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastDay)))
}

function dayBefore(day: string): string {
  return dayOf(Date.parse(day) - DAY_MS)
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
