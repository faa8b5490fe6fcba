import { eachRange, type Steps } from '../steps.ts'
import type { EvidenceBasis, RecordFacts } from './record-facts.ts'

/** One real service as it counts for an area: what a resident would call one service. */
export interface Cluster {
  /** All its records that pass the filter, whether or not they count for this area, the preferred first; at least one. */
  readonly records: readonly RecordFacts[]
  /** By what evidence each of those records that count for this area does; at least one. */
  readonly bases: readonly EvidenceBasis[]
}

/** Of each record, by its position among records that come by cluster, all of its cluster: one list for all of them. */
export function* recordsOfClusters(records: readonly RecordFacts[]): Steps<readonly (readonly RecordFacts[])[]> {
  const lists: RecordFacts[][] = []
  let [last, cluster]: [RecordFacts[], number | undefined] = [[], undefined]
  yield* eachRange(records.length, (from, to) => {
    for (const facts of records.slice(from - 1, to)) {
      if (facts.cluster === cluster) last.push(facts)
      else [last, cluster] = [[facts], facts.cluster]
      lists.push(last)
    }
  })
  return lists
}

/**
 * The clusters that count for an area: those of which at least one record counts. `lists` are those of `recordsOfClusters`, `here`
 * the positions in ascending order of the records that count, by the basis that `basisAt` gives. In that order too.
 */
export function* clustersOf(
  lists: readonly (readonly RecordFacts[])[],
  here: Uint32Array,
  basisAt: (position: number) => EvidenceBasis | undefined,
): Steps<readonly Cluster[]> {
  const clusters: { readonly records: readonly RecordFacts[]; readonly bases: EvidenceBasis[] }[] = []
  let last: (typeof clusters)[number] | undefined
  yield* eachRange(here.length, (from, to) => {
    for (const position of here.subarray(from - 1, to)) {
      const [records, basis] = [lists[position], basisAt(position)]
      if (records === undefined || basis === undefined) continue
      // Records of one cluster come together.
      if (last?.records === records) last.bases.push(basis)
      else clusters.push((last = { records, bases: [basis] }))
    }
  })
  return clusters
}
