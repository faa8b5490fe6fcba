import { eachRange, type Steps } from '../steps.ts'
import type { EvidenceBasis, RecordFacts } from './record-facts.ts'

/** One real service as it counts for an area: what a resident would call one service. */
export interface Cluster {
  /** All its records that pass the filter, whether or not they count for this area, the preferred first; at least one. */
  readonly records: readonly RecordFacts[]
  /** By what evidence each of those records that count for this area does; at least one. */
  readonly bases: readonly EvidenceBasis[]
}

/** Records that pass a filter by their number, and by their cluster, each cluster's preferred first. */
export interface RecordIndex {
  readonly byRecord: ReadonlyMap<number, RecordFacts>
  readonly byCluster: ReadonlyMap<number, readonly RecordFacts[]>
}

/** Indexes records that come by cluster, each cluster's preferred first, once for all areas. */
export function* indexRecords(records: readonly RecordFacts[]): Steps<RecordIndex> {
  const byRecord = new Map<number, RecordFacts>()
  const byCluster = new Map<number, RecordFacts[]>()
  yield* eachRange(records.length, (from, to) => {
    for (const facts of records.slice(from - 1, to)) {
      byRecord.set(facts.record, facts)
      const known = byCluster.get(facts.cluster)
      if (known === undefined) byCluster.set(facts.cluster, [facts])
      else known.push(facts)
    }
  })
  return { byRecord, byCluster }
}

/**
 * The clusters that count for an area: those of which at least one record counts; `here` names such records with their basis, in
 * the order of the records indexed. In that order too.
 */
export function* clustersOf(
  { byRecord, byCluster }: RecordIndex,
  here: ReadonlyMap<number, EvidenceBasis>,
): Steps<readonly Cluster[]> {
  const clusters: { readonly records: readonly RecordFacts[]; readonly bases: EvidenceBasis[] }[] = []
  const counting = [...here]
  yield* eachRange(counting.length, (from, to) => {
    for (const [record, basis] of counting.slice(from - 1, to)) {
      const facts = byRecord.get(record)
      if (facts === undefined) continue
      const records = byCluster.get(facts.cluster) ?? []
      const last = clusters.at(-1)
      // Records of one cluster come together.
      if (last?.records === records) last.bases.push(basis)
      else clusters.push({ records, bases: [basis] })
    }
  })
  return clusters
}
