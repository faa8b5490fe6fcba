import type { Schedule } from '../../model/schedule.ts'
import { parseMoment } from '../fields/instant.ts'
import { isHalfStated, mayBeAfternoon, toClockTime, toTimeSpan, type ClockTime } from '../fields/time.ts'
import { DAY } from '../../model/spoken-hours.ts'
import { present } from '../../model/present.ts'
import { isUnstated } from '../raw-object.ts'
import type { MemberReader } from './member-reader.ts'
import type { Recurrence } from './read-recurrence.ts'

/** Longer than from an early evening to the next morning: it is rather that the two stand in each other's place. */
const LONGEST_NIGHT = 18 * 60
/** Nothing that goes on for the night begins before. */
const FIRST_EVENING = 16 * 60
const ORDER = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The times of a schedule on London's clocks, and how many days later in London it opens than published. */
export interface OpeningTimes extends Pick<Schedule, 'opensAt' | 'closesAt' | 'utcTimes'> {
  readonly days: number
}

/** `opens_at` and `closes_at`; `date` is a day on which the schedule holds, where one is known. Both may stand in one of them. Neither is read where it closes before it opens and may be meant by the clock of twelve hours. */
export function readOpeningTimes(reader: MemberReader, date: string | undefined): OpeningTimes {
  const [opens, closes] = readBoth(reader, date)
  // Midnight at the end of the day may be that at its beginning.
  const isAtEnd = opens !== undefined && /^24[:.]?00/.test(String(reader.raw['opens_at']).trim())
  const isEither = mayBeAfternoon(reader.raw['opens_at'], reader.raw['closes_at'])
  if (isAtEnd || isEither || (opens !== undefined && closes !== undefined && isDoubtful(opens, closes, reader.raw))) {
    leaveUnread(reader)
    return { days: opens?.days ?? 0 }
  }
  const zones = [opens?.zone, closes?.zone]
  return {
    ...present({ opensAt: opens?.time, closesAt: closes?.time }),
    ...(zones.includes('UTC') ? { utcTimes: true } : {}),
    days: opens?.days ?? 0,
  }
}

function isDoubtful(opens: ClockTime, closes: ClockTime, { opens_at, closes_at }: MemberReader['raw']): boolean {
  const [from, to] = [minuteOf(opens.time), minuteOf(closes.time)]
  // Midnight ends the day itself, and a minute before the opening is round the clock.
  if (
    to === 0 ||
    to >= from - 1 ||
    areOnDates(opens_at, closes_at) ||
    isHalfStated(isUnstated(closes_at) ? opens_at : closes_at)
  )
    return false
  // "10:00 to 02:00" may be meant by the clock of twelve hours, "14:00 to 01:00" can't.
  const isLaterByTwelveHours = to + DAY / 2 > from
  return to + DAY - from > LONGEST_NIGHT || (from < FIRST_EVENING && isLaterByTwelveHours)
}

/** Whether each is written with its own date, so that the night is stated. */
function areOnDates(opens: unknown, closes: unknown): boolean {
  if (typeof opens !== 'string' || typeof closes !== 'string') return false
  return hasTime(opens) && hasTime(closes) && opens.slice(0, 10) !== closes.slice(0, 10)
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

function leaveUnread({ raw, issues, unreadable }: MemberReader): void {
  const keys = ['opens_at', 'closes_at'].filter((key) => !isUnstated(raw[key]))
  issues.report('HOURS_DOUBTFUL', keys.at(-1), raw[keys.at(-1) ?? ''])
  unreadable.add('opensAt').add('closesAt')
  for (const key of keys) issues.keepUnread(key, raw[key])
}

function readBoth(
  reader: MemberReader,
  date: string | undefined,
): readonly [ClockTime | undefined, ClockTime | undefined] {
  const { raw, issues } = reader
  const [opens, closes] = [issues.take(raw, 'opens_at'), issues.take(raw, 'closes_at')]
  const one = isUnstated(opens) ? closes : opens
  const span = isUnstated(opens) || isUnstated(closes) || opens === closes ? toTimeSpan(one, date) : undefined
  if (span !== undefined) {
    reader.issues.report('TIMES_TOGETHER', isUnstated(opens) ? 'closes_at' : 'opens_at', one)
    return span
  }
  return [readTime(reader, 'opens_at', 'opensAt', date), readTime(reader, 'closes_at', 'closesAt', date)]
}

function readTime(
  reader: MemberReader,
  key: string,
  member: 'opensAt' | 'closesAt',
  date: string | undefined,
): ClockTime | undefined {
  const time = reader.read(key, member, (value) => toClockTime(value, date), 'BAD_TIME')
  if (time === undefined || time.zone === 'NONE' || time.zone === 'LONDON') return time
  reader.issues.report(time.zone === 'UTC' ? 'TIME_IN_UTC' : 'TIME_CONVERTED', key, reader.raw[key])
  reader.issues.keepUnread(key, reader.raw[key])
  return time
}

/** The recurrence on the days that its converted times fall on in London; days of a month can't be moved so, and are unreadable. */
export function moveDays(recurrence: Recurrence, days: number, { raw, unreadable }: MemberReader): Recurrence {
  const { byday, bymonthday, byweekno, byyearday, bysetpos } = recurrence
  if (days === 0) return recurrence
  if (/\d/.test(byday ?? '') || [bymonthday, byweekno, byyearday, bysetpos].some((member) => member !== undefined)) {
    unreadable.add('byday')
    return recurrence
  }
  const moved = (key: 'dtstart' | 'until' | 'exdate' | 'rdate') =>
    hasTime(raw[key]) ? recurrence[key] : eachOf(recurrence[key], (date) => moveDate(date, days))
  return present({
    ...recurrence,
    byday: eachOf(byday, (day) => ORDER[(ORDER.indexOf(day) + days + ORDER.length) % ORDER.length] ?? day),
    dtstart: moved('dtstart'),
    until: moved('until'),
    exdate: moved('exdate'),
    rdate: moved('rdate'),
  })
}

function eachOf(list: string | undefined, change: (member: string) => string): string | undefined {
  return list?.split(',').map(change).join(',')
}

// A day that was published with its time is the one in London already.
function hasTime(value: unknown): boolean {
  return parseMoment(value)?.hasTime === true
}

function moveDate(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}
