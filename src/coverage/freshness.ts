import type { Cluster } from '../catalogue/figures/cluster.ts'
import { memo } from './once.ts'

/** Services by the age of their newest assurance. */
export interface Freshness {
  /** 90 days or less. */
  readonly d90: number
  /** 91 to 180 days. */
  readonly d180: number
  /** 181 to 365 days. */
  readonly d365: number
  readonly older: number
  readonly unknown: number
}

const DAY_MS = 86_400_000

/**
 * M18 freshness: clusters by the age in days, on `today` (`YYYY-MM-DD`), of the newest assured date of their records:
 * ≤90, 91–180, 181–365, >365, unknown. A date in the future is a mistake and counts as none. Denominator: all clusters.
 */
export function freshnessOf(clusters: readonly Cluster[], today: string): Freshness {
  const counts = { d90: 0, d180: 0, d365: 0, older: 0, unknown: 0 }
  // Many have one date.
  const classOfDate = memo((newest: string | undefined) => classOf(newest, today))
  for (const cluster of clusters) counts[classOfDate(newestOf(cluster, today))] += 1
  return counts
}

/** The class of one cluster. */
export function freshnessClassOf(cluster: Pick<Cluster, 'records'>, today: string): keyof Freshness {
  return classOf(newestOf(cluster, today), today)
}

function newestOf({ records }: Pick<Cluster, 'records'>, today: string): string | undefined {
  let newest: string | undefined
  for (const { assured } of records) {
    if (assured !== undefined && assured <= today && (newest === undefined || assured > newest)) newest = assured
  }
  return newest
}

function classOf(newest: string | undefined, today: string): keyof Freshness {
  if (newest === undefined) return 'unknown'
  const days = Math.round((Date.parse(today) - Date.parse(newest)) / DAY_MS)
  if (days <= 90) return 'd90'
  if (days <= 180) return 'd180'
  return days <= 365 ? 'd365' : 'older'
}
