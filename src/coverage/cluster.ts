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

/**
 * The clusters that count for an area: those of which at least one record counts. `here` names such records with their
 * basis; `records` are all that pass the filter, each cluster's
 * preferred first. In order of cluster.
 */
export function clustersOf(
  records: Iterable<RecordFacts>,
  here: ReadonlyMap<number, EvidenceBasis>,
): readonly Cluster[] {
  const clusters = new Map<number, { records: RecordFacts[]; bases: EvidenceBasis[] }>()
  for (const facts of records) {
    const known = clusters.get(facts.cluster)
    const cluster = known ?? { records: [], bases: [] }
    if (known === undefined) clusters.set(facts.cluster, cluster)
    cluster.records.push(facts)
    const basis = here.get(facts.record)
    if (basis !== undefined) cluster.bases.push(basis)
  }
  return [...clusters]
    .filter(([, { bases }]) => bases.length > 0)
    .toSorted(([a], [b]) => a - b)
    .map(([, cluster]) => cluster)
}

/** How many of the clusters have at least one record of which `holds` is true. */
export function countHaving(clusters: readonly Cluster[], holds: (facts: RecordFacts) => boolean): number {
  return clusters.filter(({ records }) => records.some(holds)).length
}
