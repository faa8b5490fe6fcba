import type { AreaType } from '../../geography/area.ts'
import type { Gazetteer } from '../../geography/gazetteer.ts'
import { maybeNumberOf, numberOf, textOf } from '../row.ts'
import type { WriterStore } from '../write/writer-store.ts'
import { countCellsByTerm } from './cell-view.ts'
import { packCounts } from './packed-counts.ts'

/** Of these there are few enough to keep counts of all that any record counts for. */
const KEPT: ReadonlySet<AreaType> = new Set<AreaType>(['COUNTRY', 'REGION', 'COMBINED_AUTHORITY', 'COUNTY', 'DISTRICT', 'ICB'])

/** All active services, as an unfiltered question means them. */
export const ALL_ACTIVE = 's.active = 1'

/**
 * Counts anew, by term, the areas of which any cell changed since they were last counted, and keeps the counts with the
 * generation they are of. What is not counted yet is counted when asked for, so this may be left out, or done late.
 */
export function keepCounts(
  store: WriterStore,
  gazetteer: Gazetteer,
  geographyVersion: string,
  { isForced = false }: { readonly isForced?: boolean } = {},
): void {
  const aids = new Map(store.all('SELECT aid, code FROM area').map((row) => [textOf(row, 'code'), numberOf(row, 'aid')]))
  const touched = new Map(store.all('SELECT aid, generation FROM area_touched').map((row) => [numberOf(row, 'aid'), numberOf(row, 'generation')]))
  for (const [code, aid] of aids) {
    const area = gazetteer.find(code)
    if (area === undefined || !KEPT.has(area.type)) continue
    const numbers = [aid, ...gazetteer.ancestorsOf(code).flatMap((above) => aids.get(above) ?? []).map((above) => -above)]
    const held = store.get('SELECT generation, geography FROM area_count WHERE aid = ?', aid)
    const changedAt = Math.max(0, ...numbers.map((number) => touched.get(number) ?? 0))
    const isCurrent = held?.['geography'] === geographyVersion && (maybeNumberOf(held, 'generation') ?? 0) >= changedAt
    if (isForced || !isCurrent) keepArea(store, aid, numbers, geographyVersion)
  }
}

/** One area a transaction, so that other writing goes on between; what is counted is the same for whoever reads. */
function keepArea(store: WriterStore, aid: number, numbers: readonly number[], geographyVersion: string): void {
  store.transaction(() => {
    const generation = Number(store.get("SELECT value FROM meta WHERE key = 'generation'")?.['value'] ?? 0)
    const [counts] = countCellsByTerm(store, [{ area: 0, aids: numbers }], undefined, { sql: ALL_ACTIVE, values: [] })
    store.run(
      'INSERT OR REPLACE INTO area_count (aid, generation, geography, counts) VALUES (?, ?, ?, ?)',
      aid,
      generation,
      geographyVersion,
      packCounts(counts ?? new Map()),
    )
    return { visible: false }
  })
}
