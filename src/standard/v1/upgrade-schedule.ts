import { toDays } from '../fields/day.ts'
import { isUntold } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { moved } from './moved.ts'

/** The schedules of a service or a service at a location, however 1.0 and its speakers name them. */
export function schedulesOf(raw: RawObject): readonly RawObject[] {
  return [
    ...['regular_schedules', 'regular_schedule'].flatMap((name) => moved(raw, name, upgradeSchedule)),
    ...['holiday_schedules', 'holidayScheduleCollection'].flatMap((name) => moved(raw, name, upgradeHolidaySchedule)),
  ]
}

/** `weekday` ("Thursday") is a weekly recurrence in 3.x. */
function upgradeSchedule(told: RawObject): RawObject {
  const { weekday, ...schedule } = told
  if (isUntold(weekday) || !isUntold(told['byday'])) return schedule
  const isWeekly = isUntold(told['freq']) && toDays(weekday) !== undefined
  return { ...schedule, byday: weekday, ...(isWeekly ? { freq: 'WEEKLY' } : {}) }
}

// HSDS 3.x has no holiday schedules: its guidance is a schedule that is valid for those days only.
function upgradeHolidaySchedule(told: RawObject): RawObject {
  const { start_date: start, end_date: end, open_at: opens, ...schedule } = told
  return {
    ...schedule,
    valid_from: isUntold(told['valid_from']) ? start : told['valid_from'],
    valid_to: isUntold(told['valid_to']) ? end : told['valid_to'],
    opens_at: isUntold(told['opens_at']) ? opens : told['opens_at'],
  }
}
