import type { Cluster } from '../catalogue/figures/cluster.ts'
import { shareOf, type Share } from './share.ts'

/**
 * M21 free: clusters that are free / clusters whose cost is known. It is known where the records that state it agree; how
 * many are unknown is all services less the denominator. Null where no cost is known.
 */
export function freeShareOf(clusters: readonly Cluster[]): Share {
  const known = clusters.flatMap((cluster) => freeOf(cluster) ?? [])
  return shareOf(known.filter((isFree) => isFree).length, known.length)
}

/** Whether a cluster is free; undefined where its records do not say, or contradict each other. */
export function freeOf({ records }: Pick<Cluster, 'records'>): boolean | undefined {
  const answers = new Set(records.flatMap(({ free }) => free ?? []))
  const [answer] = answers
  return answers.size === 1 ? answer : undefined
}
