import type { AttendingType, Schedule } from '../model/schedule.ts'
import type { Service } from '../model/service.ts'
import { deriveFree } from './derive-free.ts'
import { sortableName } from './fold-text.ts'
import { deriveOpening, type Opening } from './opening.ts'

export const ATTENDING_TYPES: readonly AttendingType[] = ['IN_PERSON', 'ONLINE', 'PHONE', 'HOME_VISIT']

/** What search filters and orders by, derived once when a record is written. `undefined` is "not stated". */
export interface ServiceFacts {
  readonly nameSort: string
  readonly isActive: boolean
  readonly free: boolean | undefined
  /** Bit per `ATTENDING_TYPES`. */
  readonly attending: number | undefined
  readonly opening: Opening | undefined
  /** ISO 639 codes; the folded name where a language has no code. */
  readonly languages: readonly string[]
}

/** Derives the facts of a service from its canonical record alone. */
export function deriveFacts(service: Service): ServiceFacts {
  const schedules = schedulesOf(service)
  return {
    nameSort: sortableName(service.name),
    isActive: service.status === undefined || service.status === 'ACTIVE',
    free: deriveFree(service),
    attending: attendingMask([
      ...(service.attendingTypes ?? []),
      ...schedules.flatMap((schedule) => schedule.attendingTypes ?? []),
    ]),
    opening: deriveOpening(service),
    languages: [
      ...new Set((service.languages ?? []).flatMap(({ code, name }) => code ?? name?.toLowerCase() ?? [])),
    ].toSorted(),
  }
}

/** A service's own schedules and those of it at its places. */
function schedulesOf(service: Service): readonly Schedule[] {
  return [...(service.schedules ?? []), ...(service.serviceAtLocations ?? []).flatMap((at) => at.schedules ?? [])]
}

/** Undefined where nothing is stated. */
export function attendingMask(types: readonly AttendingType[]): number | undefined {
  return types.length === 0 ? undefined : types.reduce((mask, type) => mask | (1 << ATTENDING_TYPES.indexOf(type)), 0)
}
