import type { Cluster } from '../catalogue/figures/cluster.ts'
import { countRecords, countServices } from './count-services.ts'
import { shareOf, type Share } from './share.ts'

/** M5 duplication: (M1 − M2) / M1, the share of records that repeat what another publishes. Null where there is no record. */
export function duplicationOf(clusters: readonly Cluster[]): Share {
  const records = countRecords(clusters)
  return shareOf(records - countServices(clusters), records)
}

/** M6 crossListed: clusters with records of two feeds or more / M2. Null where there is no service. */
export function crossListedOf(clusters: readonly Cluster[]): Share {
  return shareOf(clusters.filter(isCrossListed).length, clusters.length)
}

/** Whether a cluster has records of two feeds or more. */
export function isCrossListed({ records }: Pick<Cluster, 'records'>): boolean {
  return new Set(records.map(({ feed }) => feed)).size > 1
}

/** What two feeds have in common. */
export interface FeedOverlap {
  readonly feedA: string
  readonly feedB: string
  /** Clusters with a record of feed A. */
  readonly servicesA: number
  readonly servicesB: number
  readonly both: number
  /** both / the smaller of the two; absent where one of them has none. */
  readonly share?: number
}

/** M6 overlaps: for every pair of the feeds, in their order, n(A∩B) / min(n(A), n(B)) over the clusters. */
export function overlapsOf(clusters: readonly Cluster[], feeds: readonly string[]): readonly FeedOverlap[] {
  const counts = new Map<string, number>()
  for (const { records } of clusters) {
    const [first, ...others] = records
    // Nearly all are stated by one.
    if (first !== undefined && others.length === 0) {
      add(counts, first.feed)
      continue
    }
    const stated = [...new Set(records.map(({ feed }) => feed))]
    for (const [at, feed] of stated.entries()) {
      add(counts, feed)
      for (const other of stated.slice(at + 1)) add(counts, [feed, other].toSorted().join('\n'))
    }
  }
  return feeds.flatMap((feedA, at) =>
    feeds.slice(at + 1).map((feedB) => {
      const [servicesA, servicesB] = [counts.get(feedA) ?? 0, counts.get(feedB) ?? 0]
      const both = counts.get([feedA, feedB].toSorted().join('\n')) ?? 0
      const smaller = Math.min(servicesA, servicesB)
      return { feedA, feedB, servicesA, servicesB, both, ...(smaller === 0 ? {} : { share: both / smaller }) }
    }),
  )
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
