import { areOtherHours } from '../model/meeting-words.ts'
import type { Schedule } from '../model/schedule.ts'
import type { Service } from '../model/service.ts'
import { DAY } from '../model/spoken-hours.ts'
import { latestEnd } from './opening-hours.ts'
import { startingDays, type OpeningRule } from './opening-rule.ts'
import { readOpeningWords } from '../model/opening-words.ts'
import { isOften, recurringSchedules } from '../model/recurrence.ts'
import { readOpeningRules, withWords } from './read-opening-rules.ts'
import { readServiceWords } from '../model/service-words.ts'

/** What the schedules of a service say of when it takes place, in the form the search needs. */
export interface Opening {
  /**
   * Bit 0 is Monday, 6 Sunday: weekdays on which it can be open at all. Bit 7: on a day that is not a bank holiday they
   * alone decide, without the rules.
   */
  readonly days: number
  readonly rules: readonly OpeningRule[]
}

export const DAYS_ARE_EXACT = 128

/** Undefined where no schedule states when: the fact is unknown, which is not "never". */
export function deriveOpening(
  service: Pick<Service, 'schedules' | 'serviceAtLocations' | 'description' | 'alert'>,
): Opening | undefined {
  const rules = withServiceWords(rulesOf(service), service)
  const open = rules.filter((rule) => rule.isClosed !== true)
  if (open.length === 0) return undefined
  const days = open.reduce((mask, rule) => mask | openDays(rule), 0)
  return { days: rules.every(isPlainWeekly) ? days | DAYS_ARE_EXACT : days, rules }
}

interface PlacedSchedule {
  readonly schedule: Schedule
  readonly place: number | undefined
}

/** Of the service's own schedules and those of it at its places; words that stand alone are said of all beside them. */
function rulesOf({ schedules = [], serviceAtLocations = [] }: Pick<Service, 'schedules' | 'serviceAtLocations'>) {
  const placed: PlacedSchedule[] = [
    ...schedules.map((schedule) => ({ schedule, place: placeNamed(schedule, serviceAtLocations) })),
    ...serviceAtLocations.flatMap(({ schedules: own = [] }, place) => own.map((schedule) => ({ schedule, place }))),
  ]
  const read = placed.map((own) => ({ ...own, rules: readOpeningRules(own.schedule), texts: textsOf(own.schedule) }))
  const alone = read.filter(({ rules, texts }) => rules.length === 0 && texts.length > 0)
  return read.flatMap(({ schedule, rules, texts, place }) => {
    const beside = alone.filter((other) => other.place === undefined || other.place === place)
    const said = [...texts, ...beside.flatMap((other) => other.texts)]
    const words = said.length === 0 ? undefined : readOpeningWords(said)
    const at = place === undefined ? {} : { place }
    return rules.map((rule): OpeningRule => ({
      ...(words === undefined ? rule : withWords(rule, schedule, words)),
      ...at,
    }))
  })
}

/** What the service says of itself holds for each of its rules, but rarer days that one of them has itself. */
function withServiceWords(
  rules: readonly OpeningRule[],
  service: Pick<Service, 'schedules' | 'serviceAtLocations' | 'description' | 'alert'>,
): readonly OpeningRule[] {
  if (rules.length === 0) return rules
  const { isUncertain, isRarer, meeting, doubtful } = readServiceWords(service)
  const hasRarer = !recurringSchedules(service).every(isOften)
  const others = otherDays(rules, meeting.weekdays)
  // Where it speaks of none of the days that the schedules give, either may be wrong.
  const isContradicted =
    (others.length > 0 && others.length === meeting.weekdays.length) || areOtherHours(hoursOfAll(rules), meeting.hours)
  const isDoubtful = isUncertain || isContradicted || (isRarer && !hasRarer)
  const said = rules.map((rule): OpeningRule => {
    if (rule.isClosed === true || rule.isDated === true) return rule
    return {
      ...rule,
      ...(doubtful.length === 0 ? {} : { doubtful: [...(rule.doubtful ?? []), ...doubtful] }),
      ...(isDoubtful ? { isUncertain: true } : {}),
    }
  })
  if (others.length === 0) return said
  return [...said, { freq: 'WEEKLY', weekdays: others.map((day) => [day, 0] as const), isUncertain: true }]
}

/** Those of the weekdays that no rule has; none where a rule recurs by something else. */
function otherDays(rules: readonly OpeningRule[], weekdays: readonly number[]): readonly number[] {
  const open = rules.filter((rule) => rule.isClosed !== true)
  if (open.some((rule) => rule.weekdays === undefined)) return []
  const own = new Set(open.flatMap((rule) => rule.weekdays?.map(([day]) => day) ?? []))
  return weekdays.filter((day) => !own.has(day))
}

/** The hours of all rules that recur and are open; empty where one has none. */
function hoursOfAll(rules: readonly OpeningRule[]): readonly (readonly [from: number, to: number])[] {
  const open = rules.filter((rule) => rule.isClosed !== true && rule.isDated !== true)
  const hours = open.flatMap(({ opens, closes }) =>
    opens === undefined || closes === undefined ? [] : [[opens, closes] as const],
  )
  return hours.length < open.length ? [] : hours
}

function textsOf({ description, notes }: Schedule): string[] {
  return [description, notes].filter((text) => text !== undefined)
}

/** The position of the place that a service's own schedule says it is for; undefined: for all. */
function placeNamed(
  { serviceAtLocationId, locationId }: Schedule,
  places: NonNullable<Service['serviceAtLocations']>,
): number | undefined {
  if (serviceAtLocationId === undefined && locationId === undefined) return undefined
  const at = places.findIndex(({ id, location }) =>
    serviceAtLocationId === undefined ? location?.id === locationId : id === serviceAtLocationId,
  )
  return at < 0 ? undefined : at
}

/** Weekdays on which an occurrence can begin or go on after midnight. */
function openDays(rule: OpeningRule): number {
  const days = startingDays(rule)
  return goesOnPastMidnight(rule) ? days | ((days << 1) & 127) | (days >> 6) : days
}

function goesOnPastMidnight(rule: OpeningRule): boolean {
  return latestEnd(rule) + (rule.isUtc === true && rule.closes !== undefined ? 60 : 0) > DAY
}

function isPlainWeekly(rule: OpeningRule): boolean {
  return rule.freq === 'WEEKLY' && Object.keys(rule).every((member) => PLAIN.has(member)) && !goesOnPastMidnight(rule)
}

const PLAIN = new Set(['freq', 'weekdays', 'opens', 'closes', 'isUtc', 'bankHolidays', 'place', 'hasUnreadClosing'])
