import type { Cluster } from './cluster.ts'
import { shareOf, type Share } from './share.ts'

/**
 * M21 free: clusters that are free / clusters whose cost is known. The newest assured record that states it decides; how
 * many are unknown is all services less the denominator. Null where no cost is known.
 */
export function freeShareOf(clusters: readonly Cluster[]): Share {
  const known = clusters.flatMap((cluster) => newestStated(cluster, ({ free }) => free) ?? [])
  return shareOf(known.filter(Boolean).length, known.length)
}

/** A fact from the newest assured record of the cluster that states it; the first record where dates tie. */
function newestStated<T>(
  { records }: Cluster,
  fact: (facts: Cluster['records'][number]) => T | undefined,
): T | undefined {
  const stating = records.filter((facts) => fact(facts) !== undefined)
  const newest = stating.toSorted((a, b) => (b.assured ?? '').localeCompare(a.assured ?? ''))[0]
  return newest === undefined ? undefined : fact(newest)
}
