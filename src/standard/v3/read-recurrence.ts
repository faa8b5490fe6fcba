import type { Schedule, ScheduleFrequency } from '../../model/schedule.ts'
import { toDate } from '../fields/date.ts'
import { toDay, toDays } from '../fields/day.ts'
import { toFrequency } from '../fields/frequency.ts'
import { toNumberList, toMonthList } from '../fields/number-list.ts'
import { toNumber } from '../fields/number.ts'
import { parseRrule } from '../fields/rrule.ts'
import { present } from '../../model/present.ts'
import { isUnstated } from '../raw-object.ts'
import { createMemberReader, type MemberReader } from './member-reader.ts'

/** The members of a schedule by which it recurs, its dates among them. */
export type Recurrence = Pick<
  Schedule,
  | 'freq'
  | 'interval'
  | 'count'
  | 'byday'
  | 'bymonthday'
  | 'byweekno'
  | 'byyearday'
  | 'bymonth'
  | 'bysetpos'
  | 'exdate'
  | 'rdate'
  | 'wkst'
  | 'dtstart'
  | 'until'
>

const BEYOND_HSDS = ['exdate', 'rdate', 'bymonth', 'bysetpos', 'rrule']
const EVERY_DAY = 'MO,TU,WE,TH,FR,SA,SU'
// How SQL and .NET write "no date", and how others write "no end".
const NO_DATE = /^(?:0000|0001|1753|1900|9999)/

/** The recurrence of a schedule, from its own members and from its `rrule`; where the two contradict each other, what is said twice is unreadable. */
export function readRecurrence(reader: MemberReader): Recurrence {
  const own = readMembers(reader)
  const rule = readRule(reader)
  for (const key of BEYOND_HSDS) if (!isUnstated(reader.raw[key])) reader.issues.report('RECURRENCE_BEYOND_HSDS', key)
  reportMissingStart({ ...rule, ...own }, reader)
  if (rule === undefined) return own
  const contrary = Object.entries(own).filter(([name, value]) => !isSame(name, value, Object.entries(rule)))
  if (contrary.length > 0) {
    reader.issues.report('BAD_RECURRENCE', 'rrule', reader.raw['rrule'])
    reader.unreadable.add('rrule')
    reader.issues.keepUnread('rrule', reader.raw['rrule'])
  }
  return { ...rule, ...own }
}

/** RFC 5545 reckons INTERVAL and COUNT from DTSTART. */
function reportMissingStart({ interval = 1, count, dtstart }: Recurrence, { raw, issues }: MemberReader): void {
  if (dtstart !== undefined) return
  if (interval > 1) issues.report('RECURRENCE_NO_START', 'interval', interval)
  if (count !== undefined) issues.report('RECURRENCE_NO_START', isUnstated(raw['count']) ? 'freq' : 'count', count)
}

function isSame(name: string, value: unknown, rule: readonly (readonly [string, unknown])[]): boolean {
  const other = rule.find(([each]) => each === name)?.[1]
  return other === undefined || sorted(value) === sorted(other)
}

// Lists are the same in any order.
function sorted(value: unknown): unknown {
  return typeof value === 'string' ? value.split(',').toSorted().join(',') : value
}

function readRule({ raw, issues, unreadable }: MemberReader): Recurrence | undefined {
  const value = issues.take(raw, 'rrule')
  if (isUnstated(value)) return undefined
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value]
  const [text] = texts
  const parsed = texts.length === 1 && typeof text === 'string' ? parseRrule(text) : undefined
  const names = Object.fromEntries(Object.keys(parsed?.members ?? {}).map((name) => [name, '']))
  issues.enter('rrule')
  issues.rename(names)
  const inner = createMemberReader(parsed?.members ?? {}, issues)
  const rule = readMembers(inner)
  issues.leave()
  if (parsed?.isWhole !== true) issues.report('BAD_RECURRENCE', 'rrule', value)
  if (parsed?.isWhole !== true || inner.unreadable.size > 0) {
    unreadable.add('rrule')
    issues.keepUnread('rrule', value)
  }
  return rule
}

function readMembers(reader: MemberReader): Recurrence {
  const { raw, issues } = reader
  const frequency = reader.read('freq', 'freq', toFrequency)
  if (frequency !== undefined && !isStandard(raw['freq'])) issues.report('FREQUENCY_WORD', 'freq', raw['freq'])
  const days = reader.read('byday', 'byday', toDays)
  if (days?.isInWords) issues.report('DAYS_IN_WORDS', 'byday', raw['byday'])
  const stated = reader.read('interval', 'interval', toCount)
  const worded = frequency?.interval ?? days?.interval
  // "Every other week" with an interval of 1, which is every schedule's default, is every other week.
  const interval = worded !== undefined && (stated ?? 1) === 1 ? worded : stated
  if (worded !== undefined && interval !== worded) {
    issues.report('BAD_RECURRENCE', 'interval', raw['interval'])
    reader.unreadable.add('interval')
  }
  return present({
    ...plainDays(frequency?.freq, days?.byday ?? frequency?.byday, interval, raw),
    interval,
    // What happens once has one of the days that it names.
    count:
      reader.read('count', 'count', toCount) ??
      (frequency !== undefined && frequency.freq === undefined && days !== undefined ? 1 : undefined),
    bymonthday: reader.read('bymonthday', 'bymonthday', (value) => toNumberList(value, 31)),
    byweekno: reader.read('byweekno', 'byweekno', (value) => toNumberList(value, 53)),
    byyearday: reader.read('byyearday', 'byyearday', (value) => toNumberList(value, 366)),
    bymonth: reader.read('bymonth', 'bymonth', toMonthList),
    bysetpos: reader.read('bysetpos', 'bysetpos', (value) => toNumberList(value, 366)),
    exdate: reader.read('exdate', 'exdate', toDateList),
    rdate: reader.read('rdate', 'rdate', toDateList),
    dtstart: readDay(reader, 'dtstart', 'dtstart'),
    until: readDay(reader, 'until', 'until'),
    wkst: readWeekStart(reader),
  })
}

/** A day of a schedule; a stand-in for "none" is reported and left out. */
export function readDay(
  reader: MemberReader,
  key: string,
  member: 'dtstart' | 'until' | 'validFrom' | 'validTo',
): string | undefined {
  const value = reader.issues.take(reader.raw, key)
  if (typeof value === 'string' && NO_DATE.test(value.trim())) {
    if (!value.startsWith('0000')) reader.issues.report('PLACEHOLDER', key, value)
    return undefined
  }
  return reader.read(key, member, toDate, 'BAD_DATE')
}

// "Daily" is every day of the week, which the standard says by weeks.
function plainDays(
  freq: ScheduleFrequency | undefined,
  byday: string | undefined,
  interval: number | undefined,
  raw: MemberReader['raw'],
): Pick<Recurrence, 'freq' | 'byday'> {
  const isPlain = ['bymonthday', 'byweekno', 'byyearday', 'bysetpos'].every((key) => isUnstated(raw[key]))
  if (freq === 'DAILY' && (interval ?? 1) === 1 && isPlain) return { freq: 'WEEKLY', byday: byday ?? EVERY_DAY }
  return present({ freq, byday })
}

function isStandard(value: unknown): boolean {
  return typeof value === 'string' && /^(?:weekly|monthly)$/i.test(value.trim())
}

function toCount(value: unknown): number | undefined {
  const number = toNumber(value)
  return number !== undefined && Number.isSafeInteger(number) && number >= 1 ? number : undefined
}

function toDateList(value: unknown): string | undefined {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  const parts = values.flatMap((part) => (typeof part === 'string' ? part.split(/[,;\n]+|\s+and\s+/) : [part]))
  const dates = parts.filter((part) => !isUnstated(part)).map((part) => toDate(withoutZone(part)))
  return dates.length > 0 && dates.every((date) => date !== undefined) ? [...new Set(dates)].join(',') : undefined
}

// "TZID=Europe/London:20270216T100000" and "VALUE=DATE:20270216", as in a calendar file.
function withoutZone(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().replace(/^(?:EXDATE|RDATE)?;?(?:TZID|VALUE)=[\w/+-]+:/i, '') : value
}

function readWeekStart({ raw, issues }: MemberReader): string | undefined {
  const value = issues.take(raw, 'wkst')
  if (isUnstated(value)) return undefined
  const day = typeof value === 'string' ? toDay(value) : undefined
  if (day === undefined) issues.report('BAD_RECURRENCE', 'wkst', value)
  return day
}
