import { areOtherHours, readMeetingWords } from '../../model/meeting-words.ts'
import type { Schedule } from '../../model/schedule.ts'
import type { Service } from '../../model/service.ts'
import { isOften, isRecurring, recurringSchedules } from '../../model/recurrence.ts'
import { readOpeningWords } from '../../model/opening-words.ts'
import { readServiceWords } from '../../model/service-words.ts'
import { DAY, minutesOf } from '../../model/spoken-hours.ts'
import { weekdaysOf } from './contradicted-days.ts'

type Scheduled = Pick<Service, 'description' | 'alert' | 'schedules' | 'serviceAtLocations'>

/** What the prose of a service says of when it takes place, and none of its schedules does: other days or hours, or that some of its days are left out. */
export function contradictionsOf(service: Scheduled): readonly ('DAYS_CONTRADICTED' | 'HOURS_CONTRADICTED')[] {
  const { schedules = [], serviceAtLocations = [], description } = service
  const all = [...schedules, ...serviceAtLocations.flatMap((each) => each.schedules ?? [])]
  const open = all.filter(({ closed }) => closed !== true)
  const said = readMeetingWords(description)
  const days = open.map(({ byday }) => weekdaysOf(byday))
  const own = new Set(days.flatMap((each) => each ?? []))
  const isOfDays = days.length > 0 && !days.includes(undefined)
  const hours = open.flatMap(hoursOf)
  return [
    ...((isOfDays && said.weekdays.some((day) => !own.has(day))) || areLeftOut(service)
      ? (['DAYS_CONTRADICTED'] as const)
      : []),
    ...(hours.length === open.length && areOtherHours(hours, said.hours) ? (['HOURS_CONTRADICTED'] as const) : []),
  ]
}

function areLeftOut(service: Scheduled): boolean {
  const recurring = recurringSchedules(service)
  const { isUncertain, isRarer, doubtful } = readServiceWords(service)
  return recurring.length > 0 && (isUncertain || doubtful.length > 0 || (isRarer && recurring.every(isOften)))
}

/** Whether words of a schedule say that it does not hold on all of its days, and not for certain on which. */
export function leavesOutDays(schedule: Schedule, texts: readonly string[]): boolean {
  if (texts.length === 0 || schedule.closed === true || !isRecurring(schedule)) return false
  const { isUncertain, isRarer, doubtful } = readOpeningWords(texts)
  return isUncertain || doubtful.length > 0 || (isRarer && isOften(schedule))
}

function hoursOf({ opensAt, closesAt }: Schedule): readonly (readonly [number, number])[] {
  const [opens, closes] = [opensAt, closesAt].map((time) =>
    time === undefined ? undefined : minutesOf([time.slice(0, 2), time.slice(3, 5)]),
  )
  return opens === undefined || closes === undefined ? [] : [[opens, closes <= opens ? closes + DAY : closes]]
}
