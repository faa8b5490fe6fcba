import type { AreaType } from '../../geography/area.ts'
import type { Gazetteer } from '../../geography/gazetteer.ts'
import type { AreaBasis } from '../../geography/placement-rows.ts'
import { readList } from '../../store/columns.ts'
import type { Counted, CountHits } from '../search/count-hits.ts'
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
  // Which rows put a service into which areas: own ones, and those for all of an area above.
  const covered = new Map<number, number[]>()
  for (const [at, { code }] of counted.entries())
    for (const aid of rows.aidsFor(code)) covered.set(aid, [...(covered.get(aid) ?? []), at])
  const sets = count({
    columns: [],
    // From the hits on (`+` keeps SQLite from looking every area up for each): hits are counted part by part, and to begin with the areas
    // would go through all services for each part.
    from: `hit CROSS JOIN service_area a ON a.sid = hit.sid AND (a.bases & ${BASIS_BITS[basis]}) <> 0
      AND +a.aid IN (SELECT value FROM json_each('${JSON.stringify([...covered.keys()])}'))`,
    key: 'a.aid',
    kind: 'SETS',
  })
  const found = countCovered(sets, covered)
  return [...found]
    .map(([at, count]) => ({ key: counted[at]?.code ?? '', count }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
    .slice(0, first)
}

/** What each area is given by the sets of rows that services have: a service of several rows that put it there counts once. */
function countCovered(
  sets: readonly Counted[],
  covered: ReadonlyMap<number, readonly number[]>,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const { key, count } of sets) {
    const areas = new Set(readList(key).flatMap((aid) => covered.get(Number(aid)) ?? []))
    for (const at of areas) counts.set(at, (counts.get(at) ?? 0) + count)
  }
  return counts
}
