import type { Schedule } from '../../model/schedule.ts'
import { toAttendingTypes } from '../fields/attending.ts'
import { toBoolean } from '../fields/boolean.ts'
import { readNumber } from '../fields/number.ts'
import { readId, readText } from '../fields/text.ts'
import { readUrl } from '../fields/url.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { isBare, present } from '../../model/present.ts'
import { isUnstated } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { contradictedDays, weekdaysOf } from './contradicted-days.ts'
import { isHoursContradicted } from './contradicted-hours.ts'
import { leavesOutDays } from './contradictions-of.ts'
import { createMemberReader, type MemberReader } from './member-reader.ts'
import { readAttributed } from './read-attribute.ts'
import { moveDays, readOpeningTimes } from './read-opening-times.ts'
import { readDay, readRecurrence, type Recurrence } from './read-recurrence.ts'

/** HSDS `schedule`, times on London's clocks; undefined where it says nothing but its id. */
export function readSchedule(raw: RawObject, issues: IssueCollector): Schedule | undefined {
  const reader = createMemberReader(raw, issues)
  const validFrom = readDay(reader, 'valid_from', 'validFrom')
  const validTo = readDay(reader, 'valid_to', 'validTo')
  const recurrence = readRecurrence(reader)
  const { days, ...read } = readOpeningTimes(reader, recurrence.dtstart ?? validFrom)
  const description = readText(raw, 'description', issues)
  const notes = readText(raw, 'notes', issues)
  const times = isContradicted(read, [description, notes], weekdaysOf(recurrence.byday)) ? withoutTimes(reader) : read
  const attendingType = readText(raw, 'attending_type', issues)
  const stated = {
    validFrom,
    validTo,
    ...moveDays(withWords(recurrence, [description, notes], reader), days, reader),
    timezone: readNumber(raw, 'timezone', issues),
    ...times,
    description,
    scheduleLink: readUrl(raw, 'schedule_link', issues),
    attendingType,
    attendingTypes: toAttendingTypes(attendingType),
    notes,
    closed: readClosed(raw, issues),
    unreadable: reader.unreadable.size === 0 ? undefined : [...reader.unreadable],
  }
  if (isBare(stated)) return undefined
  const schedule = present(readAttributed(raw, issues), stated, {
    serviceAtLocationId: readId(raw, 'service_at_location_id', issues),
    locationId: readId(raw, 'location_id', issues),
  })
  reportLeftOut(schedule, reader)
  return schedule
}

/** Without days that the words contradict; where they contradict some alone, that is reported. */
function withWords(recurrence: Recurrence, texts: readonly (string | undefined)[], reader: MemberReader): Recurrence {
  const contradiction = contradictedDays(recurrence.byday, texts)
  if (contradiction === 'ALL') return withoutDays(recurrence, reader)
  if (contradiction === 'SOME') reader.issues.report('DAYS_CONTRADICTED', 'byday', reader.raw['byday'])
  return recurrence
}

/** Days that the words leave out, each text by its own path; what contradicts the days themselves is reported with them. */
function reportLeftOut(schedule: Schedule, { raw, issues }: MemberReader): void {
  for (const key of ['description', 'notes'] as const) {
    const text = schedule[key]
    if (text !== undefined && leavesOutDays(schedule, [text])) issues.report('DAYS_CONTRADICTED', key, raw[key])
  }
}

/** Times marked as UTC are settled by the words, with those of the whole service. */
function isContradicted(
  { opensAt, closesAt, utcTimes }: Pick<Schedule, 'opensAt' | 'closesAt' | 'utcTimes'>,
  texts: readonly (string | undefined)[],
  weekdays: readonly number[] | undefined,
): boolean {
  return utcTimes !== true && isHoursContradicted(opensAt, closesAt, texts, weekdays)
}

function withoutTimes({ raw, issues, unreadable }: MemberReader): Pick<Schedule, 'opensAt' | 'closesAt' | 'utcTimes'> {
  issues.report('HOURS_CONTRADICTED', 'opens_at', raw['opens_at'])
  unreadable.add('opensAt').add('closesAt')
  for (const key of ['opens_at', 'closes_at']) if (!isUnstated(raw[key])) issues.keepUnread(key, raw[key])
  return {}
}

function withoutDays({ byday: _, ...others }: Recurrence, { raw, issues, unreadable }: MemberReader): Recurrence {
  issues.report('DAYS_CONTRADICTED', 'byday', raw['byday'])
  unreadable.add('byday')
  issues.keepUnread('byday', raw['byday'])
  return others
}

function readClosed(raw: RawObject, issues: IssueCollector): boolean | undefined {
  const value = issues.take(raw, 'closed')
  if (isUnstated(value)) return undefined
  const closed = toBoolean(value)
  if (closed === undefined) issues.report('WRONG_TYPE', 'closed', value)
  return closed
}
