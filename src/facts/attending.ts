import type { AttendingType, Schedule } from '../model/schedule.ts'
import type { Service } from '../model/service.ts'
import type { Fact } from './fact.ts'
import { rowSql } from './row-sql.ts'

const ATTENDING_TYPES: readonly AttendingType[] = ['IN_PERSON', 'ONLINE', 'PHONE', 'HOME_VISIT']

const BITS = ATTENDING_TYPES.map((type, bit) => `SELECT '${type}' AS type, ${1 << bit} AS bit`).join(' UNION ALL ')

/** How a service is attended, by itself and its schedules; a bit for each way. Asked: in any of these ways. */
export const attending = {
  derive(service) {
    const types = [
      ...(service.attendingTypes ?? []),
      ...schedulesOf(service).flatMap((schedule) => schedule.attendingTypes ?? []),
    ]
    return { columns: { attending: types.length === 0 ? null : bitsOf(types) } }
  },
  ask: (types) => rowSql(['attending'], (s) => `(${s('attending')} & ?) <> 0`, [bitsOf(types)]),
  facet: {
    columns: ['attending'],
    from: `hit CROSS JOIN (${BITS}) way ON (hit.attending & way.bit) <> 0`,
    key: 'way.type',
  },
} satisfies Fact<readonly AttendingType[]>

function bitsOf(types: readonly AttendingType[]): number {
  return types.reduce((bits, type) => bits | (1 << ATTENDING_TYPES.indexOf(type)), 0)
}

/** A service's own schedules and those of it at its places. */
function schedulesOf(service: Service): readonly Schedule[] {
  return [...(service.schedules ?? []), ...(service.serviceAtLocations ?? []).flatMap((at) => at.schedules ?? [])]
}
