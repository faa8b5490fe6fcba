import type { OpenAt } from '../../../src/catalogue/service-query.ts'
import { once } from './once.ts'
import { NOW, type StatedSchedule } from './stated-records.ts'

type Truth = boolean | 'unknown'

const DAY_MS = 86_400_000
const DAY_MINUTES = 1440
const WEEKDAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY']

/**
 * Bank holidays of any nation from October 2026 to December 2027, as gov.uk/bank-holidays lists them, and the weekend days
 * that they stand in for. The region's areas are of no real nation, so that any of them leaves open what recurs.
 */
const BANK_HOLIDAYS = new Set([
  ...['2026-11-30', '2026-12-25', '2026-12-26', '2026-12-28', '2027-01-01', '2027-01-02', '2027-01-04'],
  ...['2027-03-17', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-07-12', '2027-08-02'],
  ...['2027-08-30', '2027-11-30', '2027-12-25', '2027-12-26', '2027-12-27', '2027-12-28'],
])

/** Whether it is open at some minute that the question asks about, found by trying the days and minutes one by one. */
export function openAt(schedules: readonly StatedSchedule[], question: OpenAt): Truth {
  const stating = schedules.filter(
    (schedule) =>
      schedule.closed !== true &&
      (hasDay(schedule) || (schedule.freq ?? schedule.opensAt ?? schedule.closesAt) !== null),
  )
  if (stating.length === 0) return 'unknown'
  const closed = schedules.filter(
    (schedule) => schedule.closed === true && (schedule.validFrom ?? schedule.validTo) !== null,
  )
  const isShut = (date: string): boolean =>
    closed.some(({ validFrom, validTo }) => date >= (validFrom ?? '') && date <= (validTo ?? '9'))
  const { dates, from, to } = spanOf(question)
  let answer: Truth = false
  for (const date of dates) {
    for (const schedule of stating) {
      for (const daysAgo of [0, 1]) {
        const begins = new Date(Date.parse(date) - daysAgo * DAY_MS).toISOString().slice(0, 10)
        const isIn = hasHours(schedule, from + daysAgo * DAY_MINUTES, to + daysAgo * DAY_MINUTES)
        if (isIn === false || isShut(begins) || (hasDay(schedule) && !happensOn(schedule, begins))) continue
        const isDoubtful =
          !hasDay(schedule) || (isRecurring(schedule) && (BANK_HOLIDAYS.has(begins) || isForTerms(schedule)))
        if (isIn === 'unknown' || isDoubtful) answer = 'unknown'
        else return true
      }
    }
  }
  return answer
}

/** Without one, any day may be meant. */
function hasDay({ byday, bymonthday, byweekno, byyearday, dtstart }: StatedSchedule): boolean {
  return (byday ?? bymonthday ?? byweekno ?? byyearday ?? dtstart) !== null
}

function isRecurring({ freq, byday, bymonthday }: StatedSchedule): boolean {
  return (freq ?? byday ?? bymonthday) !== null
}

/** The only words on schedules in the region that leave days out. */
function isForTerms({ description, notes }: StatedSchedule): boolean {
  return /term time/i.test(`${description ?? ''} ${notes ?? ''}`)
}

const spanOf = once((question: OpenAt): { dates: string[]; from: number; to: number } => {
  const moment = question.at === undefined ? undefined : inLondon(question.at)
  return {
    dates: datesOf(question, moment?.date),
    from: minutes(moment?.time ?? question.from ?? '00:00'),
    to: minutes(moment?.time ?? question.to ?? '23:59'),
  }
})

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

function datesOf({ on, days }: OpenAt, date: string | undefined): string[] {
  if (date !== undefined) return [date]
  if (on !== undefined) return [on]
  const today = Date.parse(inLondon(new Date(NOW).toISOString()).date)
  const coming = Array.from({ length: 35 }, (_, offset) => new Date(today + offset * DAY_MS))
  const wanted = coming.filter((day) => days === undefined || days.some((name) => name === WEEKDAYS[day.getUTCDay()]))
  return wanted.map((day) => day.toISOString().slice(0, 10))
}

/** In the hour that is shown twice, the second time as if it were over. */
function inLondon(instant: string): { date: string; time: string } {
  const clock = (ms: number): string => new Date(ms).toLocaleString('sv-SE', { timeZone: 'Europe/London' })
  const shown = clock(Date.parse(instant))
  const [date = '', time = ''] = shown.split(' ')
  const isAgain = clock(Date.parse(instant) - 3_600_000) === shown
  return { date, time: isAgain ? `${time.slice(0, 2)}:59` : time.slice(0, 5) }
}

/** Minutes count on from the midnight of the day that the occurrence begins on. Of hours not stated only the day is known. */
function hasHours({ opensAt, closesAt }: StatedSchedule, from: number, to: number): Truth {
  if (opensAt === null || closesAt === null) {
    if (opensAt !== null || closesAt !== null) throw new RangeError('the region states both times or neither')
    if (from >= DAY_MINUTES) return false
    return from === 0 && to === DAY_MINUTES - 1 ? true : 'unknown'
  }
  const [opens, stated] = [minutes(opensAt), minutes(closesAt)]
  const closes = stated % DAY_MINUTES === DAY_MINUTES - 1 ? DAY_MINUTES : stated
  for (let minute = from; minute <= to; minute += 1) {
    if (minute >= opens && minute < (closes > opens ? closes : closes + DAY_MINUTES)) return true
  }
  return false
}

/** By counting days and weeks, without a recurrence library; the region has no rule by week number or day of the year. */
function happensOn(schedule: StatedSchedule, date: string): boolean {
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
  const start = new Date(dtstart ?? '2024-01-01')
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
