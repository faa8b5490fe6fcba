import type { Schedule } from '../model/schedule.ts'
import { calendarDay, dayNumber } from './calendar-day.ts'
import { hoursOf } from './opening-hours.ts'
import { recursOn, type OpeningRule } from './opening-rule.ts'
import type { OpeningWords } from '../model/opening-words.ts'
import { present } from '../model/present.ts'
import { frequencyOf, isOften, isRecurring, isUnread } from '../model/recurrence.ts'

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
/** A window of so many days with hours and no rule is a holiday's; a longer one says from when to when something else holds. */
const MOST_HOLIDAY_DAYS = 14
/** A number of times that is not reached in so many days is not reached in any that somebody asks about. */
const MOST_COUNTED_DAYS = 10_000

type Days = Pick<OpeningRule, 'weekdays' | 'monthDays' | 'weeks' | 'yearDays' | 'months' | 'positions'>
type Mutable = { -readonly [K in keyof OpeningRule]: OpeningRule[K] }

/**
 * The rules of one schedule; several where part of what it says is not known. None where it says nothing of when: a text
 * alone does not. What can't be evaluated makes its rule uncertain, and no rule fails or takes long to be asked.
 */
export function readOpeningRules(schedule: Schedule): readonly OpeningRule[] {
  const rules = schedule.closed === true ? closedRules(schedule) : openRules(schedule)
  const hours = {
    ...hoursOf(schedule.opensAt, schedule.closesAt),
    ...(schedule.utcTimes === true ? { isUtc: true as const } : {}),
    ...(isUnread(schedule, 'closesAt') ? { hasUnreadClosing: true as const } : {}),
  }
  return rules.map((rule) => ({ ...rule, ...hours }))
}

function openRules(schedule: Schedule): readonly OpeningRule[] {
  const bounds = boundsOf(schedule)
  const extra = datesIn(schedule.rdate)
  if (isRecurring(schedule)) {
    const others: OpeningRule[] = isUnread(schedule, 'rdate') ? [{ ...bounds, freq: 'DAILY', isUncertain: true }] : []
    return [recurringRule(schedule), ...others]
  }
  const { dtstart, closed, opensAt, closesAt } = schedule
  const start = dtstart === undefined ? undefined : dayNumber(dtstart)
  const days = [...(start === undefined ? [] : [start]), ...extra]
  const isVague: OpeningRule = { ...bounds, freq: 'DAILY', isUncertain: true }
  const hasUnread = (['dtstart', 'rdate', 'rrule'] as const).some((member) => isUnread(schedule, member))
  if (days.length > 0) {
    const goesOn = hasUnread || (start !== undefined && (bounds.last ?? start) > start)
    return [{ freq: 'NEVER', extra: days, isDated: true }, ...(goesOn ? [isVague] : [])]
  }
  const hasHours =
    opensAt !== undefined || closesAt !== undefined || isUnread(schedule, 'opensAt') || isUnread(schedule, 'closesAt')
  if (bounds.first !== undefined && bounds.last !== undefined && (hasHours || closed === false)) {
    const isHoliday = closed === false || bounds.last - bounds.first < MOST_HOLIDAY_DAYS
    return isHoliday ? [{ ...bounds, freq: 'DAILY', isDated: true, ...doubt(hasUnreadBound(schedule)) }] : [isVague]
  }
  return hasHours || hasUnread ? [isVague] : []
}

/** A closed schedule is for its window, its days or its recurrence; for none of them it says nothing. */
function closedRules(schedule: Schedule): readonly OpeningRule[] {
  if (isRecurring(schedule)) return [{ ...recurringRule(schedule), isClosed: true }]
  const bounds = boundsOf(schedule)
  const { dtstart, validFrom } = schedule
  // A start alone is the day itself, as it is of an open schedule.
  const single = dtstart !== undefined && validFrom === undefined && bounds.last === undefined ? [dtstart] : []
  const extra = datesIn([...single, schedule.rdate ?? ''].join(','))
  if (extra.length > 0) return [{ freq: 'NEVER', extra, isClosed: true }]
  const isDoubtful = hasUnreadBound(schedule)
  if (bounds.first === undefined && bounds.last === undefined) {
    return isDoubtful ? [{ freq: 'DAILY', isClosed: true, isUncertain: true }] : []
  }
  const window: OpeningRule = { ...bounds, freq: 'DAILY', isClosed: true, ...doubt(isDoubtful) }
  if (bounds.first === undefined || bounds.last !== undefined) return [window]
  // How long it stays closed is not known.
  return [
    { ...window, last: bounds.first },
    { ...window, isUncertain: true },
  ]
}

function recurringRule(schedule: Schedule): OpeningRule {
  const freq = frequencyOf(schedule)
  const { days, isWhole } = daysOf(schedule, freq)
  const start = schedule.dtstart === undefined ? undefined : dayNumber(schedule.dtstart)
  const named = isWhole ? namedDays(days, freq, start) : undefined
  const rule: Mutable = { freq, ...boundsOf(schedule), ...days, ...named }
  const { interval = 1, count, wkst } = schedule
  const isCounted = interval === 1 || start !== undefined
  const isWholeInterval = Number.isInteger(interval) && interval >= 1
  if (start !== undefined) rule.start = start
  if (interval > 1 && isWholeInterval && isCounted) rule.interval = interval
  const weekStart = WEEKDAYS.indexOf(wkst ?? 'MO')
  if (weekStart > 0) rule.weekStart = weekStart
  if (schedule.exdate !== undefined) rule.except = datesIn(schedule.exdate)
  const extra = datesIn(schedule.rdate)
  if (extra.length > 0) rule.extra = extra
  const isKnown = isWhole && named !== undefined && isCounted && isWholeInterval && weekStart >= 0
  const isEnded = count === undefined || (isKnown && count >= 1 && endAfter(rule, count))
  if (!isKnown || !isEnded || hasUnreadMember(schedule) || isSomeOfItsDays(rule)) rule.isUncertain = true
  if (rule.first !== undefined && rule.first === rule.last) rule.isDated = true
  return rule
}

/**
 * Every Tuesday, said of a month or a year: so RFC 5545 has it, but who publishes it mostly means one of them and does not say
 * which.
 */
function isSomeOfItsDays({ freq, weekdays, monthDays, positions, weeks, yearDays }: OpeningRule): boolean {
  if (freq !== 'MONTHLY' && freq !== 'YEARLY') return false
  const isNarrowed = [monthDays, positions, weeks, yearDays].some((list) => list !== undefined)
  return !isNarrowed && weekdays !== undefined && weekdays.some(([, nth]) => nth === 0)
}

/** Puts the last day on a rule that happens so many times; false where its first day is not known. */
function endAfter(rule: Mutable, count: number): boolean {
  if (rule.start === undefined) return false
  let times = 0
  for (let day = rule.start; day < rule.start + MOST_COUNTED_DAYS; day += 1) {
    if (recursAt(rule, day)) times += 1
    if (times < count) continue
    rule.last = Math.min(day, rule.last ?? day)
    return true
  }
  return true
}

function recursAt(rule: OpeningRule, number: number): boolean {
  return recursOn(rule, calendarDay(number))
}

/** The members that pick days; `isWhole` is false where one was not read or holds what no calendar has: the days are then some of these. */
function daysOf(schedule: Schedule, freq: OpeningRule['freq']): { readonly days: Days; readonly isWhole: boolean } {
  const read = {
    weekdays: schedule.byday === undefined ? undefined : weekdaysIn(schedule.byday, freq === 'YEARLY' ? 53 : 5),
    monthDays: numbersIn(schedule.bymonthday, 31),
    weeks: numbersIn(schedule.byweekno, 53),
    yearDays: numbersIn(schedule.byyearday, 366),
    months: numbersIn(schedule.bymonth, 12, 1),
  }
  const positions = numbersIn(schedule.bysetpos, 366)
  const isWhole = [...Object.values(read), positions].every((list) => list !== 'bad') && !hasUnreadDay(schedule)
  const days = Object.fromEntries(Object.entries(read).filter(([, list]) => list !== undefined && list !== 'bad'))
  // The first of days that are not all known is not known.
  return { days: isWhole && positions !== undefined ? { ...days, positions } : days, isWhole }
}

function hasUnreadDay(schedule: Schedule): boolean {
  const members = ['freq', 'byday', 'bymonthday', 'byweekno', 'byyearday', 'bymonth', 'bysetpos', 'rrule'] as const
  return members.some((member) => isUnread(schedule, member))
}

function numbersIn(list: string | undefined, most: number, least = -most): readonly number[] | 'bad' | undefined {
  if (list === undefined) return undefined
  const numbers = list.split(',').map(Number)
  const isSound = numbers.every((each) => Number.isInteger(each) && each !== 0 && each >= least && each <= most)
  return isSound ? numbers : 'bad'
}

function weekdaysIn(list: string, most: number): OpeningRule['weekdays'] | 'bad' {
  const days = list.split(',').map((code) => {
    const [, nth = '0', name = ''] = /^\s*([+-]?\d{0,2})(MO|TU|WE|TH|FR|SA|SU)\s*$/.exec(code) ?? []
    return [WEEKDAYS.indexOf(name), Number(nth)] as const
  })
  return days.every(([weekday, nth]) => weekday >= 0 && Math.abs(nth) <= most) ? days : 'bad'
}

/** Where no member names a day the start does (RFC 5545); undefined where there is none. */
function namedDays(days: Days, freq: OpeningRule['freq'], start: number | undefined): Days | undefined {
  const { weekdays, monthDays, yearDays, weeks } = days
  if (freq === 'DAILY' || (weekdays ?? monthDays ?? yearDays) !== undefined) return {}
  if (start === undefined) return undefined
  const { weekday, date, month } = calendarDay(start)
  if (freq === 'WEEKLY' || weeks !== undefined) return { weekdays: [[weekday, 0]] }
  return freq === 'YEARLY' && days.months === undefined ? { months: [month], monthDays: [date] } : { monthDays: [date] }
}

function boundsOf({ dtstart, validFrom, validTo, until }: Schedule): Pick<OpeningRule, 'first' | 'last'> {
  const numbers = (dates: readonly (string | undefined)[]): number[] =>
    dates.flatMap((date) => (date === undefined ? [] : (dayNumber(date) ?? [])))
  const [firsts, lasts] = [numbers([dtstart, validFrom]), numbers([until, validTo])]
  return {
    ...(firsts.length === 0 ? {} : { first: Math.max(...firsts) }),
    ...(lasts.length === 0 ? {} : { last: Math.min(...lasts) }),
  }
}

function datesIn(list: string | undefined): readonly number[] {
  return list === undefined ? [] : list.split(',').flatMap((date) => dayNumber(date.trim()) ?? [])
}

/** A rule of the schedule with what that says in words; a closed or dated one speaks for itself. */
export function withWords(rule: OpeningRule, schedule: Schedule, words: OpeningWords): OpeningRule {
  if (rule.isClosed === true || rule.isDated === true) return rule
  const { bankHolidays, doubtful, doubtfulHours, isUncertain, isRarer } = words
  return {
    ...rule,
    ...present({ bankHolidays }),
    ...(doubtful.length === 0 ? {} : { doubtful }),
    ...(doubtfulHours.length === 0 ? {} : { doubtfulHours }),
    ...doubt(rule.isUncertain === true || isUncertain || (isRarer && isOften(schedule))),
  }
}

function doubt(isDoubtful: boolean): Pick<OpeningRule, 'isUncertain'> {
  return isDoubtful ? { isUncertain: true } : {}
}

function hasUnreadBound(schedule: Schedule): boolean {
  return (['dtstart', 'until', 'validFrom', 'validTo'] as const).some((member) => isUnread(schedule, member))
}

/** Times that could not be read leave the day certain. */
function hasUnreadMember(schedule: Schedule): boolean {
  return schedule.unreadable?.some((member) => !['opensAt', 'closesAt', 'rdate'].includes(member)) ?? false
}
