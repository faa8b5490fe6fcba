import type { Cluster } from '../catalogue/figures/cluster.ts'
import type { FiguresQuestion, FiguresReader, RecordsInAreas } from '../catalogue/figures/figures-reader.ts'
import { mentionsFacts } from '../catalogue/figures/mentions-facts.ts'
import type { CountedRow } from './counted-rows.ts'
import type { Parts } from './coverage-parts.ts'
import { memo, once } from './once.ts'
import { createWiderFeeds } from './wider-feeds.ts'

/** What is read of a question: as it is, by feeds' own areas, with what does not state a fact, and where that serves too. */
export type ReadingName = 'OWN' | 'PUBLISHED' | 'KEPT' | 'WIDE'

type Reading = ReturnType<typeof createReading>

/** The records of a question in each group of areas, read once. */
export function createReading(
  figures: FiguresReader,
  question: FiguresQuestion,
  groups: readonly (readonly string[])[],
) {
  const found = once((): RecordsInAreas => figures.readRecords(question, groups))
  const here = memo((at: number) => found().here(at))
  return {
    here,
    clusters: (at: number): readonly Cluster[] => found().clusters[at] ?? [],
    recordsAt: (at: number) => found().records.filter(({ record }) => here(at).has(record)),
  }
}

/** The question of a reading. */
export function readingOf({ filter, unknowns, basis }: FiguresQuestion, name: ReadingName): FiguresQuestion {
  const kept = mentionsFacts(filter) ? 'INCLUDE' : unknowns
  if (name === 'PUBLISHED') return { filter, unknowns, basis: 'PUBLISHER' }
  if (name === 'KEPT') return { filter, unknowns: kept, basis }
  if (name === 'WIDE') return { filter, unknowns: kept, basis: basis === 'SERVES' ? 'AVAILABLE' : basis }
  return { filter, unknowns, basis }
}

/** A service of an area, counted or possible. */
export type ServiceRow = Pick<CountedRow, 'key' | 'state' | 'cluster' | 'certain' | 'possible' | 'services'>

/** The services of an area, or of all where undefined, and those that may be, by the evidence of `createPossibleCounts`. */
export function createMayCount(
  { question, source }: Parts,
  read: (name: ReadingName) => Reading,
): (area: string | undefined, at: number) => readonly ServiceRow[] {
  const wide = readingOf(question, 'WIDE')
  const feeds = createWiderFeeds(wide.basis, source)
  const unplaced = memo((slug: string) =>
    createReading(source.figures, { ...wide, filter: { and: [wide.filter, feeds.onlyPublished(slug)] } }, [
      feeds.ownAreas(slug),
    ]),
  )
  // The union of areas has no cells: of it only what does not state a fact may count.
  const readingsAt = (area: string | undefined, at: number): readonly (readonly [Reading, number])[] =>
    area === undefined
      ? [[read('KEPT'), at]]
      : [[read('WIDE'), at], ...feeds.of(area).map((slug) => [unplaced(slug), 0] as const)]
  return (area, at) => {
    const numberOf = ({ records }: Cluster): number => records[0]?.cluster ?? -1
    const recordsIn = (reading: Reading, place: number) => (cluster: Cluster) =>
      cluster.records.flatMap(({ record }) => (reading.here(place).has(record) ? [record] : []))
    const own = new Map(
      read('OWN')
        .clusters(at)
        .map((cluster) => [numberOf(cluster), cluster]),
    )
    const kept = new Set(read('KEPT').clusters(at).map(numberOf))
    const possible = new Map<number, { readonly cluster: Cluster; readonly records: number[] }>()
    for (const [reading, place] of readingsAt(area, at)) {
      for (const cluster of reading.clusters(place)) {
        const known = possible.get(numberOf(cluster)) ?? { cluster, records: [] }
        known.records.push(...recordsIn(reading, place)(cluster))
        possible.set(numberOf(cluster), known)
      }
    }
    return [...new Set([...own.keys(), ...possible.keys()])]
      .toSorted((a, b) => a - b)
      .flatMap((number) => {
        const [counted, other] = [own.get(number), possible.get(number)]
        const cluster = counted ?? other?.cluster
        if (cluster === undefined) return []
        const certain = counted === undefined ? [] : recordsIn(read('OWN'), at)(counted)
        const state = counted !== undefined ? 'COUNTED' : kept.has(number) ? 'FACT_UNKNOWN' : 'AREA_UNKNOWN'
        const rest = (other?.records ?? []).filter((record) => !certain.includes(record))
        return [{ ...serviceOf(cluster), state, certain, possible: rest }]
      })
  }
}

/** A cluster as one counted service. */
function serviceOf(cluster: Cluster) {
  return { key: `c${cluster.records[0]?.cluster}`, cluster, services: 1 }
}
