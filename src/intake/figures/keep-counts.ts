import { isOfFew } from '../../geography/area.ts'
import type { Gazetteer } from '../../geography/gazetteer.ts'
import { maybeNumberOf, numberOf, textOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { countCellsByTerm, ALL_ACTIVE } from '../../store/cell-view.ts'
import { packCounts } from '../../store/packed-counts.ts'

/** An area that took long to count is left alone for this many times as long, so that counting never fills the writer's time. */
const REST = 20

/** Keeps counts by term of areas, in step with what changes. */
export interface CountKeeper {
  /**
   * Counts again the areas of which any cell changed since they were last counted, and keeps the counts with the generation
   * they are of. What is not counted is counted when asked for, so this may be left out or done late.
   */
  keep(geography: { readonly gazetteer: Gazetteer; readonly version: string }): void
}

/** The keeper of one store; `nowMs` measures how long counting takes. */
export function createCountKeeper(store: WriterStore, nowMs: () => number): CountKeeper {
  const restUntil = new Map<number, number>()
  return {
    keep({ gazetteer, version }) {
      for (const { aid, numbers } of outdatedAreas(store, gazetteer, version)) {
        const start = nowMs()
        if (start < (restUntil.get(aid) ?? 0)) continue
        keepArea(store, aid, numbers, version)
        restUntil.set(aid, nowMs() + REST * (nowMs() - start))
      }
    },
  }
}

interface KeptArea {
  readonly aid: number
  /** Under which its services are held, all of areas above it included. */
  readonly numbers: readonly number[]
}

function outdatedAreas(store: WriterStore, gazetteer: Gazetteer, version: string): readonly KeptArea[] {
  const aids = new Map(
    store.all('SELECT aid, code FROM area').map((row) => [textOf(row, 'code'), numberOf(row, 'aid')]),
  )
  const touched = new Map(
    store
      .all('SELECT aid, generation FROM area_touched')
      .map((row) => [numberOf(row, 'aid'), numberOf(row, 'generation')]),
  )
  return [...aids].flatMap(([code, aid]) => {
    const area = gazetteer.find(code)
    if (area === undefined || !isOfFew(area)) return []
    const above = gazetteer.ancestorsOf(code).flatMap((each) => aids.get(each) ?? [])
    const numbers = [aid, ...above.map((each) => -each)]
    const held = store.get('SELECT generation, geography FROM area_count WHERE aid = ?', aid)
    const changedAt = Math.max(0, ...numbers.map((number) => touched.get(number) ?? 0))
    const isCurrent = held?.['geography'] === version && (maybeNumberOf(held, 'generation') ?? 0) >= changedAt
    return isCurrent ? [] : [{ aid, numbers }]
  })
}

/** One area a transaction, so that other writing goes on between; what is counted is the same for whoever reads. */
function keepArea(store: WriterStore, aid: number, numbers: readonly number[], version: string): void {
  store.transaction(() => {
    const generation = Number(store.get("SELECT value FROM meta WHERE key = 'generation'")?.['value'] ?? 0)
    const [counts] = countCellsByTerm(store, [{ area: 0, aids: numbers }], undefined, { sql: ALL_ACTIVE, values: [] })
    store.run(
      'INSERT OR REPLACE INTO area_count (aid, generation, geography, counts) VALUES (?, ?, ?, ?)',
      aid,
      generation,
      version,
      packCounts(counts ?? new Map()),
    )
    return { visible: false }
  })
}
