// coverage: figures between areas, each a function whose docstring is its definition, over plain facts.
// Must not know SQL, GraphQL, feeds' formats or the clock: counts, areas and dates are handed in.
import type { EvidenceBasis, RecordFacts } from '../catalogue/figures/record-facts.ts'

/** One real service as it counts for an area: what a resident would call one service. */
export interface Cluster {
  /** All its records that pass the filter, whether or not they count for this area, the preferred first; at least one. */
  readonly records: readonly RecordFacts[]
  /** By what evidence each of those records that count for this area does; at least one. */
  readonly bases: readonly EvidenceBasis[]
}

const STRENGTH: readonly EvidenceBasis[] = ['SERVES', 'LOCATED', 'PUBLISHER']

/** The strongest of these: SERVES before LOCATED before PUBLISHER. */
export function strongestBasis(bases: readonly EvidenceBasis[]): EvidenceBasis | undefined {
  return STRENGTH.find((basis) => bases.includes(basis))
}

/** Records that pass a filter by their number, and by their cluster, each cluster's preferred first. */
export interface RecordIndex {
  readonly byRecord: ReadonlyMap<number, RecordFacts>
  readonly byCluster: ReadonlyMap<number, readonly RecordFacts[]>
}

/** Indexes records, each cluster's preferred first, once for all areas. */
export function indexRecords(records: readonly RecordFacts[]): RecordIndex {
  return {
    byRecord: new Map(records.map((facts) => [facts.record, facts])),
    byCluster: Map.groupBy(records, ({ cluster }) => cluster),
  }
}

/** The clusters that count for an area: those of which at least one record counts; `here` names such records with their basis. In order of cluster. */
export function clustersOf(
  { byRecord, byCluster }: RecordIndex,
  here: ReadonlyMap<number, EvidenceBasis>,
): readonly Cluster[] {
  const counting = new Set([...here.keys()].flatMap((record) => byRecord.get(record)?.cluster ?? []))
  return [...counting]
    .toSorted((a, b) => a - b)
    .map((cluster) => {
      const records = byCluster.get(cluster) ?? []
      return { records, bases: records.flatMap(({ record }) => here.get(record) ?? []) }
    })
}

/** How many of the clusters have at least one record of which `holds` is true. */
export function countHaving(clusters: readonly Cluster[], holds: (facts: RecordFacts) => boolean): number {
  return clusters.filter(({ records }) => records.some(holds)).length
}
