import type { Schedule } from '../../model/schedule.ts'
import { toAttendingTypes } from '../fields/attending.ts'
import { toBoolean } from '../fields/boolean.ts'
import { readDate } from '../fields/date.ts'
import { toDay, toDays } from '../fields/day.ts'
import { readEnum } from '../fields/enum.ts'
import { readInteger, readNumber } from '../fields/number.ts'
import { readId, readText } from '../fields/text.ts'
import { readTime } from '../fields/time.ts'
import { readUrl } from '../fields/url.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { present } from '../present.ts'
import { isUntold } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { readAttributed } from './read-attribute.ts'

const FREQUENCIES: ReadonlyMap<string, 'WEEKLY' | 'MONTHLY'> = new Map([
  ['weekly', 'WEEKLY'],
  ['monthly', 'MONTHLY'],
])
const NUMBERS = /^[+-]?\d{1,3}(?:,[+-]?\d{1,3})*$/

/** HSDS `schedule`, times on London's clocks; undefined where it says nothing but its id. */
export function readSchedule(raw: RawObject, issues: IssueCollector): Schedule | undefined {
  const dates = readDates(raw, issues)
  const day = dates.dtstart ?? dates.validFrom
  const attendingType = readText(raw, 'attending_type', issues)
  const told = {
    ...dates,
    ...readRecurrence(raw, issues),
    opensAt: readTime(raw, 'opens_at', issues, day),
    closesAt: readTime(raw, 'closes_at', issues, day),
    description: readText(raw, 'description', issues),
    scheduleLink: readUrl(raw, 'schedule_link', issues),
    attendingType,
    attendingTypes: toAttendingTypes(attendingType),
    notes: readText(raw, 'notes', issues),
    closed: toBoolean(raw['closed']),
  }
  if (Object.values(told).every((value) => value === undefined)) return undefined
  return present({
    ...readAttributed(raw, issues),
    ...told,
    serviceAtLocationId: readId(raw, 'service_at_location_id'),
    locationId: readId(raw, 'location_id'),
  })
}

function readDates(raw: RawObject, issues: IssueCollector) {
  return {
    validFrom: readDate(raw, 'valid_from', issues),
    validTo: readDate(raw, 'valid_to', issues),
    dtstart: readDate(raw, 'dtstart', issues),
    until: readDate(raw, 'until', issues),
  }
}

function readRecurrence(raw: RawObject, issues: IssueCollector) {
  return {
    freq: readEnum(raw, 'freq', issues, FREQUENCIES),
    interval: readInteger(raw, 'interval', issues),
    byday: readByday(raw, issues),
    bymonthday: readNumbers(raw, 'bymonthday', issues),
    byweekno: readNumbers(raw, 'byweekno', issues),
    byyearday: readNumbers(raw, 'byyearday', issues),
    count: readInteger(raw, 'count', issues),
    wkst: readWeekStart(raw, issues),
    timezone: readNumber(raw, 'timezone', issues),
  }
}

function readByday(raw: RawObject, issues: IssueCollector): string | undefined {
  const value = raw['byday']
  if (isUntold(value) || (Array.isArray(value) && value.length === 0)) return undefined
  const days = toDays(value)
  if (days === undefined) issues.report('BAD_RECURRENCE', 'byday', value)
  return days
}

function readNumbers(raw: RawObject, key: string, issues: IssueCollector): string | undefined {
  const value = raw[key]
  if (isUntold(value) || (Array.isArray(value) && value.length === 0)) return undefined
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value]
  const text = parts
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .join(',')
    .replaceAll(/\s/g, '')
  if (NUMBERS.test(text)) return text
  issues.report('BAD_RECURRENCE', key, value)
  return undefined
}

function readWeekStart(raw: RawObject, issues: IssueCollector): string | undefined {
  const text = readText(raw, 'wkst', issues)
  if (text === undefined) return undefined
  const day = toDay(text)
  if (day === undefined) issues.report('BAD_RECURRENCE', 'wkst', text)
  return day
}
