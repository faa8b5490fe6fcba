import type { Cluster } from '../catalogue/figures/cluster.ts'

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
  for (const cluster of clusters) counts[freshnessClassOf(cluster, today)] += 1
  return counts
}

/** The class of one cluster. */
export function freshnessClassOf({ records }: Pick<Cluster, 'records'>, today: string): keyof Freshness {
  const dates = records.flatMap(({ assured }) => (assured !== undefined && assured <= today ? [assured] : []))
  return classOf(dates.toSorted().at(-1), today)
}

function classOf(newest: string | undefined, today: string): keyof Freshness {
  if (newest === undefined) return 'unknown'
  const days = Math.round((Date.parse(today) - Date.parse(newest)) / DAY_MS)
  if (days <= 90) return 'd90'
  if (days <= 180) return 'd180'
  return days <= 365 ? 'd365' : 'older'
}
