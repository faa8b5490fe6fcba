import type { ColumnValue, RowSql } from '../../facts/row-sql.ts'
import type { ServiceFilter } from '../service-query.ts'
import { isInBox, isInReach } from './compile-places.ts'
import type { Condition } from './condition.ts'
import { everyPart, type FilterPart } from './filter-parts.ts'
import type { SearchContext } from './search-context.ts'

/** SQL over a row `x` of `service_location` and the row of its service, by that alias. */
interface PlaceCondition {
  readonly values: readonly ColumnValue[]
  on(alias: string): string
}

/** The places of a service that a filter is about. */
interface PlacesMeant {
  /** JSON list of their positions. */
  readonly list: RowSql
  /** Whether there is any. Undefined where one condition alone makes them, since it asks that itself. */
  readonly exist: Condition | undefined
}

/**
 * The places at which must hold what holds at places: those that fulfil all that the filter requires of one, at its top or
 * under `and`. Undefined where it requires nothing of a place. What serves the point that is asked for may be had at any.
 */
export function placesMeant(context: SearchContext, filter: ServiceFilter): PlacesMeant | undefined {
  const asked = [...everyPart(filter)].flatMap((part) => (part.isAlternative ? [] : placeConditions(context, part)))
  if (asked.length === 0) return undefined
  const values = asked.flatMap((each) => each.values)
  const rows = (alias: string): string =>
    `FROM service_location x WHERE x.sid = ${alias}.sid AND ${asked.map(({ on }) => on(alias)).join(' AND ')}`
  const over = (sql: (rows: string) => string): RowSql => ({
    columns: ['sid'],
    values,
    on: (alias) => sql(rows(alias)),
  })
  return {
    list: over((found) => `(SELECT json_group_array(x.place) ${found})`),
    exist: asked.length === 1 ? undefined : over((found) => `EXISTS (SELECT 1 ${found})`),
  }
}

function placeConditions(context: SearchContext, { filter, path }: FilterPart): readonly PlaceCondition[] {
  const { near, within, location, areas } = filter
  const plain = (sql: string, values: readonly ColumnValue[]): PlaceCondition => ({ values, on: () => sql })
  const conditions: PlaceCondition[] = []
  const inReach = near === undefined ? undefined : isInReach(near, [...path, 'near'])
  if (near !== undefined && inReach !== undefined && (near.by?.includes('LOCATED') ?? true)) {
    const serves = near.by?.includes('SERVES') === true ? context.areas.servingAll(near.areaCodes ?? []) : undefined
    conditions.push({
      values: [...inReach.values, ...(serves?.values ?? [])],
      on: (alias) => `(${inReach.sql}${serves === undefined ? '' : ` OR ${serves.on(alias)}`})`,
    })
  }
  if (within !== undefined) {
    const { sql, values } = isInBox(within)
    conditions.push(plain(sql, values))
  }
  if (location !== undefined) {
    const uid = `${location.feed}/${location.originId}`
    conditions.push(plain('x.lid = (SELECT p.lid FROM location p WHERE p.uid = ?)', [uid]))
  }
  if (areas?.basis === 'LOCATED') {
    const aids = areas.anyOf
      .flatMap((code, index) => context.areas.currentCodes(code, [...path, 'areas', 'anyOf', index]))
      .flatMap((code) => context.areas.aidOf(code) ?? [])
    const sql = `EXISTS (SELECT 1 FROM location_area y WHERE y.lid = x.lid AND y.aid IN (SELECT value FROM json_each(?)))`
    conditions.push(plain(sql, [JSON.stringify(aids)]))
  }
  return conditions
}
