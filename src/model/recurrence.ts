import type { Schedule, UnreadableMember } from './schedule.ts'
import type { Service } from './service.ts'

/** Whether a member was published that could not be read. */
export function isUnread({ unreadable }: Schedule, member: UnreadableMember): boolean {
  return unreadable?.includes(member) ?? false
}

/** Whether a schedule has a member by which it recurs, read or not; else it has dates, hours or words alone. */
export function isRecurring(schedule: Schedule): boolean {
  const members = ['freq', 'byday', 'bymonthday', 'byweekno', 'byyearday', 'bymonth'] as const
  return members.some((member) => schedule[member] !== undefined || isUnread(schedule, member))
}

/** "The 2nd Monday" is monthly unless it is of the year; without a frequency it follows from the days. */
export function frequencyOf({
  freq,
  byday,
  bymonthday,
  byweekno,
  byyearday,
  bymonth,
}: Schedule): NonNullable<Schedule['freq']> {
  if (freq !== 'YEARLY' && byday !== undefined && /\d/.test(byday)) return 'MONTHLY'
  if (freq === 'WEEKLY' && byday === undefined && bymonthday !== undefined) return 'MONTHLY'
  if (freq !== undefined) return freq
  if (bymonthday !== undefined) return 'MONTHLY'
  if (byday !== undefined) return 'WEEKLY'
  return byweekno === undefined && byyearday === undefined && bymonth === undefined ? 'WEEKLY' : 'YEARLY'
}

/** Whether a schedule that recurs does so every week or day, as far as its members say. */
export function isOften(schedule: Schedule): boolean {
  const freq = frequencyOf(schedule)
  return (freq === 'WEEKLY' || freq === 'DAILY') && (schedule.interval ?? 1) === 1
}

/** The schedules by which a service recurs, its own and those of it at its places, without closed ones. */
export function recurringSchedules({
  schedules = [],
  serviceAtLocations = [],
}: Pick<Service, 'schedules' | 'serviceAtLocations'>): readonly Schedule[] {
  const all = [...schedules, ...serviceAtLocations.flatMap((each) => each.schedules ?? [])]
  return all.filter((schedule) => schedule.closed !== true && isRecurring(schedule))
}
