// coverage: figures between areas, each a function whose docstring is its definition, over plain facts.
// Must not know SQL, GraphQL, feeds' formats or the clock: counts, areas and dates are handed in.
import type { Cluster } from '../catalogue/figures/cluster.ts'
import type { EvidenceBasis, RecordFacts } from '../catalogue/figures/record-facts.ts'

const STRENGTH: readonly EvidenceBasis[] = ['SERVES', 'LOCATED', 'PUBLISHER']

/** The strongest of these: SERVES before LOCATED before PUBLISHER. */
export function strongestBasis(bases: readonly EvidenceBasis[]): EvidenceBasis | undefined {
  return STRENGTH.find((basis) => bases.includes(basis))
}

/** How many of the clusters have at least one record of which `holds` is true. */
export function countHaving(clusters: readonly Cluster[], holds: (facts: RecordFacts) => boolean): number {
  return clusters.filter(({ records }) => records.some(holds)).length
}
