import type { OpenAt } from '../../../src/catalogue/service-query.ts'
import { once } from './once.ts'
import { NOW, type ToldSchedule } from './told-records.ts'

const DAY_MS = 86_400_000
export const ANY_TIME: OpenAt = {}
const WEEKDAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY']

/** Whether any schedule has an occurrence that answers the question. */
export function openAt(schedules: readonly ToldSchedule[], question: OpenAt): boolean | 'unknown' {
  const telling = schedules.filter(
    (schedule) =>
      schedule.closed !== true &&
      (schedule.byday ?? schedule.bymonthday ?? schedule.byweekno ?? schedule.byyearday ?? schedule.dtstart) !== null,
  )
  if (telling.length === 0) return 'unknown'
  const closed = schedules.filter(
    (schedule) => schedule.closed === true && (schedule.validFrom ?? schedule.validTo) !== null,
  )
  const { dates, from, to } = spanOf(question)
  return dates.some(
    (date) =>
      !closed.some(({ validFrom, validTo }) => date >= (validFrom ?? '') && date <= (validTo ?? '9')) &&
      telling.some((schedule) => hasHours(schedule, from, to) && happensOn(schedule, date)),
  )
}

const spanOf = once((question: OpenAt): { dates: string[]; from: string; to: string } => {
  const moment = question.at === undefined ? undefined : inLondon(question.at)
  return {
    dates: datesOf(question, moment?.date),
    from: moment?.time ?? question.from ?? '00:00',
    to: moment?.time ?? question.to ?? '23:59',
  }
})

function datesOf({ on, days }: OpenAt, date: string | undefined): string[] {
  if (date !== undefined) return [date]
  if (on !== undefined) return [on]
  const today = Date.parse(inLondon(new Date(NOW).toISOString()).date)
  const coming = Array.from({ length: 35 }, (_, offset) => new Date(today + offset * DAY_MS))
  const wanted = coming.filter((day) => days === undefined || days.some((name) => name === WEEKDAYS[day.getUTCDay()]))
  return wanted.map((day) => day.toISOString().slice(0, 10))
}

function inLondon(instant: string): { date: string; time: string } {
  const [date = '', time = ''] = new Date(instant).toLocaleString('sv-SE', { timeZone: 'Europe/London' }).split(' ')
  return { date, time: time.slice(0, 5) }
}

function hasHours({ opensAt, closesAt }: ToldSchedule, from: string, to: string): boolean {
  const opens = (opensAt ?? '00:00').slice(0, 5)
  const told = (closesAt ?? '24:00').slice(0, 5)
  const closes = told <= opens || told === '23:59' ? '24:00' : told
  return opens <= to && closes > from
}

/** By counting days and weeks, without a recurrence library; the region has no rule by week number or day of the year. */
function happensOn(schedule: ToldSchedule, date: string): boolean {
  const { dtstart, validFrom, validTo, until, byday, bymonthday, count } = schedule
  if (date < (dtstart ?? '') || date < (validFrom ?? '') || date > (validTo ?? '9') || date > (until ?? '9'))
    return false
  const day = new Date(date)
  const codes = byday?.split(',').map((code) => code.trim()) ?? []
  const code = (WEEKDAYS[day.getUTCDay()] ?? '').slice(0, 2)
  const isMonthly =
    /\d/.test(byday ?? '') || schedule.freq === 'MONTHLY' || (schedule.freq === null && bymonthday !== null)
  if (schedule.freq === null && byday === null && bymonthday === null) return date === dtstart
  const isOn = isMonthly
    ? isMonthlyOn(day, codes, code, bymonthday, dtstart)
    : codes.length > 0
      ? codes.includes(code)
      : dtstart !== null && new Date(dtstart).getUTCDay() === day.getUTCDay()
  if (!isOn) return false
  const start = new Date(dtstart ?? validFrom ?? '2024-01-01')
  const interval = schedule.interval ?? 1
  const steps = isMonthly
    ? (day.getUTCFullYear() - start.getUTCFullYear()) * 12 + day.getUTCMonth() - start.getUTCMonth()
    : Math.floor((mondayOf(day) - mondayOf(start)) / (7 * DAY_MS))
  if (steps % interval !== 0) return false
  if (count === null) return true
  let earlier = 0
  for (let ms = start.getTime(); ms < day.getTime(); ms += DAY_MS) {
    if (happensOn({ ...schedule, count: null }, new Date(ms).toISOString().slice(0, 10))) earlier += 1
  }
  return earlier < count
}

function mondayOf(day: Date): number {
  return day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY_MS
}

function isMonthlyOn(
  day: Date,
  codes: readonly string[],
  code: string,
  bymonthday: string | null,
  dtstart: string | null,
): boolean {
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate()
  const ordinal = Math.ceil(day.getUTCDate() / 7)
  const ordinalFromEnd = -Math.ceil((last - day.getUTCDate() + 1) / 7)
  const isDay =
    codes.length === 0 || [code, `${ordinal}${code}`, `${ordinalFromEnd}${code}`].some((own) => codes.includes(own))
  const dates = bymonthday?.split(',').map(Number) ?? []
  const isDate = dates.length === 0 || dates.includes(day.getUTCDate()) || dates.includes(day.getUTCDate() - last - 1)
  if (codes.length > 0 || dates.length > 0) return isDay && isDate
  return dtstart !== null && new Date(dtstart).getUTCDate() === day.getUTCDate()
}
