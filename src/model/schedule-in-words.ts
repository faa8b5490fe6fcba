import type { Schedule, ScheduleFrequency } from './schedule.ts'

const UNITS = {
  DAILY: ['day', 'days'],
  WEEKLY: ['week', 'weeks'],
  MONTHLY: ['month', 'months'],
  YEARLY: ['year', 'years'],
} as const satisfies Record<ScheduleFrequency, readonly [string, string]>

const DAYS: Readonly<Record<string, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

/**
 * A schedule in one line a person reads: how often, on which days, from when to when, with what is left out and the
 * publisher's own words at the end. What could not be read is named, never guessed; undefined where nothing is stated.
 */
export function scheduleInWords(schedule: Schedule): string | undefined {
  const { description, notes, unreadable = [], closed } = schedule
  const rule = [...recurrenceOf(schedule), ...hoursOf(schedule), ...boundsOf(schedule)].join(', ')
  const words = [description, notes].flatMap((text) => text?.replaceAll(/\s+/g, ' ').trim() || [])
  const lost = unreadable.length === 0 ? [] : [`not readable: ${unreadable.join(', ')}`]
  const parts = [...(rule === '' ? [] : [closed === true ? `closed ${rule}` : rule]), ...words, ...lost]
  return parts.length === 0 ? undefined : parts.join('; ')
}

function recurrenceOf(schedule: Schedule): readonly string[] {
  const { freq, byday, bymonthday, byweekno, byyearday, bymonth, bysetpos } = schedule
  const on = (text: string | undefined, words: (member: string) => string, before: string, after = ''): string =>
    text === undefined ? '' : ` ${before} ${listed(text, words)}${after}`
  const days = [
    on(byday, dayOf, 'on'),
    on(bymonthday, numberOf, 'on the', ' of the month'),
    on(byweekno, numberOf, 'in the', ' week of the year'),
    on(byyearday, numberOf, 'on the', ' day of the year'),
    on(bymonth, (month) => MONTHS[Number(month) - 1] ?? month, 'in'),
    on(bysetpos, numberOf, 'and of these days the'),
  ].join('')
  const often = freq === undefined ? '' : everyOf(periodOf(freq, byday), schedule.interval ?? 1)
  const said = `${often}${days}`.trim()
  return said === '' ? [] : [said]
}

/** No week has a third Thursday: such days are of the month. */
function periodOf(freq: ScheduleFrequency, byday = ''): ScheduleFrequency {
  return freq === 'WEEKLY' && byday.split(',').every((day) => /^[+-]?\d/.test(day.trim())) ? 'MONTHLY' : freq
}

function everyOf(freq: ScheduleFrequency, interval: number): string {
  const [one, several] = UNITS[freq]
  return interval === 1 ? `every ${one}` : `every ${interval} ${several}`
}

/** `MO` is a Monday, `2MO` the second and `-1FR` the last of its period. */
function dayOf(member: string): string {
  const [, ordinal = '', code = ''] = /^([+-]?\d*)([A-Z]{2})$/.exec(member.trim()) ?? []
  const day = DAYS[code] ?? member.trim()
  return ordinal === '' ? day : `the ${numberOf(ordinal)} ${day}`
}

/** 1 is the 1st, -1 the last, -2 the 2nd from the end. */
function numberOf(member: string): string {
  const number = Number(member)
  if (!Number.isInteger(number) || number === 0) return member.trim()
  if (number === -1) return 'last'
  const size = Math.abs(number)
  const ending = size % 100 >= 11 && size % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][size % 10] ?? 'th')
  return number > 0 ? `${size}${ending}` : `${size}${ending} from the end`
}

function listed(text: string, words: (member: string) => string): string {
  const members = text.split(',').map((member) => words(member))
  return members.length < 2 ? members.join('') : `${members.slice(0, -1).join(', ')} and ${members.at(-1)}`
}

function hoursOf({ opensAt, closesAt, utcTimes }: Schedule): readonly string[] {
  if (opensAt === undefined && closesAt === undefined) return []
  const span = opensAt === undefined ? `to ${closesAt}` : closesAt === undefined ? `from ${opensAt}` : undefined
  return [`${span ?? `${opensAt} to ${closesAt}`}${utcTimes === true ? ' UTC' : ''}`]
}

function boundsOf({ dtstart, validFrom, until, validTo, count, rdate, exdate }: Schedule): readonly string[] {
  const [from, to] = [dtstart ?? validFrom, until ?? validTo]
  const days = (text: string): string => listed(text, (day) => day.trim())
  return [
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(to === undefined ? [] : [`until ${to}`]),
    ...(count === undefined ? [] : [count === 1 ? 'once' : `${count} times`]),
    ...(rdate === undefined ? [] : [`also on ${days(rdate)}`]),
    ...(exdate === undefined ? [] : [`not on ${days(exdate)}`]),
  ]
}
