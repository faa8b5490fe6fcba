import type { Cluster } from './cluster.ts'
import { shareOf, type Share } from './share.ts'

/**
 * M21 free: clusters that are free / clusters whose cost is known. It is known where the records that state it agree; how
 * many are unknown is all services less the denominator. Null where no cost is known.
 */
export function freeShareOf(clusters: readonly Cluster[]): Share {
  const said = clusters.map(({ records }) => new Set(records.flatMap(({ free }) => free ?? [])))
  const known = said.filter(({ size }) => size === 1)
  return shareOf(known.filter((answers) => answers.has(true)).length, known.length)
}
