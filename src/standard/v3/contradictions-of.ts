import { areOtherHours, readMeetingWords } from '../../model/meeting-words.ts'
import type { Schedule } from '../../model/schedule.ts'
import type { Service } from '../../model/service.ts'
import { minutesOf } from '../../model/spoken-hours.ts'
import { weekdaysOf } from './contradicted-days.ts'

const DAY = 1440

type Scheduled = Pick<Service, 'description' | 'schedules' | 'serviceAtLocations'>

/** What the description says of when the service takes place, and none of its schedules does. */
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
    ...(isOfDays && said.weekdays.some((day) => !own.has(day)) ? (['DAYS_CONTRADICTED'] as const) : []),
    ...(hours.length === open.length && areOtherHours(hours, said.hours) ? (['HOURS_CONTRADICTED'] as const) : []),
  ]
}

function hoursOf({ opensAt, closesAt }: Schedule): readonly (readonly [number, number])[] {
  const [opens, closes] = [opensAt, closesAt].map((time) =>
    time === undefined ? undefined : minutesOf([time.slice(0, 2), time.slice(3, 5)]),
  )
  return opens === undefined || closes === undefined ? [] : [[opens, closes <= opens ? closes + DAY : closes]]
}
