import { toDays } from '../fields/day.ts'
import { isUnstated } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { moved } from './moved.ts'
import { renamed } from './renamed.ts'

/** The schedules of a service or a service at a location, however 1.0 and its speakers name them. */
export function schedulesOf(raw: RawObject): readonly unknown[] {
  return [
    ...['regular_schedules', 'regular_schedule'].flatMap((name) => moved(raw, name, upgradeSchedule)),
    ...['holiday_schedules', 'holidayScheduleCollection'].flatMap((name) => moved(raw, name, upgradeHolidaySchedule)),
  ]
}

/** `weekday` ("Thursday") is a weekly recurrence in 3.x. */
function upgradeSchedule(stated: RawObject): RawObject {
  const schedule = renamed(stated, { weekday: 'byday' })
  if (isUnstated(stated['weekday']) || !isUnstated(stated['freq'])) return schedule
  const byday = toDays(schedule['byday'])?.byday
  return byday === undefined || /\d/.test(byday) ? schedule : { ...schedule, freq: 'WEEKLY' }
}

// HSDS 3.x has no holiday schedules: its guidance is a schedule that is valid for those days only.
function upgradeHolidaySchedule(stated: RawObject): RawObject {
  return renamed(stated, { start_date: 'valid_from', end_date: 'valid_to', open_at: 'opens_at', close_at: 'closes_at' })
}
