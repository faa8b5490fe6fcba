import type { AreaType } from '../../geography/area.ts'
import type { Gazetteer } from '../../geography/gazetteer.ts'
import type { AreaBasis } from '../../geography/placement-rows.ts'
import type { CountHits } from '../search/count-hits.ts'
import type { FacetCount } from '../service-query.ts'
import { BASIS_BITS } from '../../geography/area-bits.ts'
import type { AreaRows } from './area-rows.ts'

/** Counting services by areas of one type. */
export interface AreaDimension {
  readonly by: 'areas'
  readonly type: AreaType
  readonly basis: AreaBasis
  readonly first: number
}

/**
 * Counts hits by the current areas of a type that they count for, most frequent first, ties by code. A service for all of a larger area counts for each area of the type in it.
 */
export function countAreas(
  { type, basis, first }: AreaDimension,
  rows: AreaRows,
  gazetteer: Gazetteer,
  count: CountHits,
): readonly FacetCount[] {
  const counted = gazetteer.areas.filter((area) => area.type === type && area.successors.length === 0)
  // Which rows put a service into which area: own ones, and those for all of an area above.
  const covers = counted.flatMap(({ code }, index) => rows.aidsFor(code).map((aid) => [aid, index]))
  // Of a column without a type SQLite makes no index.
  const pairs = `SELECT CAST(value ->> 0 AS INTEGER) AS aid, value ->> 1 AS at FROM json_each('${JSON.stringify(covers)}')`
  const found = count({
    columns: [],
    // From the hits on: hits are counted part by part, and to begin with the areas would go through all services for each part.
    from: `hit CROSS JOIN service_area a ON a.sid = hit.sid AND (a.bases & ${BASIS_BITS[basis]}) <> 0
      CROSS JOIN (WITH pair AS MATERIALIZED (${pairs}) SELECT * FROM pair) c ON c.aid = a.aid`,
    key: 'c.at',
    isRepeated: true,
  })
  return found
    .map(({ key, count }) => ({ key: counted[Number(key)]?.code ?? '', count }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
    .slice(0, first)
}
