import type { Schedule } from '../../model/schedule.ts'
import type { ServiceAtLocation } from '../../model/service.ts'
import { toClockTime } from '../fields/time.ts'

interface Timed {
  readonly schedules?: readonly Schedule[] | undefined
  readonly serviceAtLocations?: readonly ServiceAtLocation[] | undefined
}

const MENTIONED =
  /\b(\d{1,2})(?:[:.]([0-5]\d))?\s*(am|pm|a\.m\.|p\.m\.|o['’]clock)?(?:\s*(?:-|–|to|until)\s*\d{1,2}(?:[:.][0-5]\d)?\s*(am|pm))?(?![\d/%])/gi
const MAX_CHARACTERS = 20_000

/** The schedules with their times marked as UTC settled where words beside them, or the service's `text`, say which hour of the clock in London is meant. */
export function settleUtcTimes<T extends Timed>(timed: T, text: string | undefined): T {
  const { schedules, serviceAtLocations } = timed
  if (!isAnyInUtc(schedules) && serviceAtLocations?.some((place) => isAnyInUtc(place.schedules)) !== true) return timed
  const settleAll = (list: readonly Schedule[]) => list.map((schedule) => settle(schedule, text))
  return {
    ...timed,
    ...(schedules === undefined ? {} : { schedules: settleAll(schedules) }),
    ...(serviceAtLocations === undefined
      ? {}
      : {
          serviceAtLocations: serviceAtLocations.map((place) =>
            place.schedules === undefined ? place : { ...place, schedules: settleAll(place.schedules) },
          ),
        }),
  }
}

function isAnyInUtc(schedules: readonly Schedule[] | undefined): boolean {
  return schedules !== undefined && schedules.some(({ utcTimes }) => utcTimes === true)
}

function settle(schedule: Schedule, text: string | undefined): Schedule {
  const { utcTimes, ...certain } = schedule
  const { opensAt, closesAt } = schedule
  if (utcTimes !== true || opensAt === undefined) return schedule
  const mentioned = timesIn(
    [schedule.description, schedule.notes, text].filter((each) => each !== undefined).join('\n'),
  )
  if (mentioned.has(opensAt)) return certain
  const [opensLater, closesLater] = [hourLater(opensAt), hourLater(closesAt)]
  // Where it closes an hour after it opens, "10" may be either.
  if (opensLater === undefined || !mentioned.has(opensLater) || opensLater === closesAt) return schedule
  if (closesAt === undefined) return { ...certain, opensAt: opensLater }
  return closesLater === undefined ? schedule : { ...certain, opensAt: opensLater, closesAt: closesLater }
}

/** The times of day that a text mentions, as `HH:MM`; both halves of the day where it does not say which. */
function timesIn(text: string): ReadonlySet<string> {
  const times = new Set<string>()
  for (const [, hour = '', minutes, suffix, ofRange] of text.slice(0, MAX_CHARACTERS).matchAll(MENTIONED)) {
    const half = suffix?.toLowerCase().replaceAll('.', '')
    const isClock = half !== undefined && half.startsWith('o')
    if (half === undefined && minutes === undefined && ofRange === undefined) continue
    const halves = isClock ? ['am', 'pm'] : [half ?? ofRange ?? '']
    for (const each of halves) {
      const time = toClockTime(`${hour}:${minutes ?? '00'} ${each}`.trim(), undefined)?.time
      if (time !== undefined) times.add(time)
    }
  }
  return times
}

function hourLater(time: string | undefined): string | undefined {
  const hour = time === undefined ? 24 : Number(time.slice(0, 2)) + 1
  return hour > 23 ? undefined : `${String(hour).padStart(2, '0')}${time?.slice(2) ?? ''}`
}
