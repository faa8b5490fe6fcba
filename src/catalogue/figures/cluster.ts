import { eachRange, type Steps } from '../steps.ts'
import type { EvidenceBasis, RecordFacts } from './record-facts.ts'

/** One real service as it counts for an area: what a resident would call one service. */
export interface Cluster {
  /** All its records that pass the filter, whether or not they count for this area, the preferred first; at least one. */
  readonly records: readonly RecordFacts[]
  /** By what evidence each of those records that count for this area does; at least one. */
  readonly bases: readonly EvidenceBasis[]
}

/** Of each record that passes a filter, by its number, all of its cluster that do, the preferred first: one list for all of them. */
export type RecordIndex = ReadonlyMap<number, readonly RecordFacts[]>

/** Indexes records that come by cluster, each cluster's preferred first, once for all areas. */
export function* indexRecords(records: readonly RecordFacts[]): Steps<RecordIndex> {
  const index = new Map<number, RecordFacts[]>()
  let [last, cluster]: [RecordFacts[], number | undefined] = [[], undefined]
  yield* eachRange(records.length, (from, to) => {
    for (const facts of records.slice(from - 1, to)) {
      if (facts.cluster === cluster) last.push(facts)
      else [last, cluster] = [[facts], facts.cluster]
      index.set(facts.record, last)
    }
  })
  return index
}

/**
 * The clusters that count for an area: those of which at least one record counts; `here` names such records with their basis, in
 * the order of the records indexed. In that order too.
 */
export function* clustersOf(index: RecordIndex, here: ReadonlyMap<number, EvidenceBasis>): Steps<readonly Cluster[]> {
  const clusters: { readonly records: readonly RecordFacts[]; readonly bases: EvidenceBasis[] }[] = []
  const counting = [...here]
  yield* eachRange(counting.length, (from, to) => {
    for (const [record, basis] of counting.slice(from - 1, to)) {
      const records = index.get(record)
      if (records === undefined) continue
      const last = clusters.at(-1)
      // Records of one cluster come together.
      if (last?.records === records) last.bases.push(basis)
      else clusters.push({ records, bases: [basis] })
    }
  })
  return clusters
}
