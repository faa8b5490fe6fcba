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
  const since = sinceBefore(today)
  for (const cluster of clusters) counts[classOf(newestOf(cluster, today), since)] += 1
  return counts
}

/** The class of one cluster. */
export function freshnessClassOf(cluster: Pick<Cluster, 'records'>, today: string): keyof Freshness {
  return classOf(newestOf(cluster, today), sinceBefore(today))
}

function newestOf({ records }: Pick<Cluster, 'records'>, today: string): string | undefined {
  let newest: string | undefined
  for (const { assured } of records) {
    if (assured !== undefined && assured <= today && (newest === undefined || assured > newest)) newest = assured
  }
  return newest
}

/** The first day of each class: days of one form compare as texts, which a count over all services is quicker with than with numbers of days. */
type Since = Readonly<Record<'d90' | 'd180' | 'd365', string>>

function sinceBefore(today: string): Since {
  const before = (days: number): string => new Date(Date.parse(today) - days * DAY_MS).toISOString().slice(0, 10)
  return { d90: before(90), d180: before(180), d365: before(365) }
}

function classOf(newest: string | undefined, since: Since): keyof Freshness {
  if (newest === undefined) return 'unknown'
  if (newest >= since.d90) return 'd90'
  if (newest >= since.d180) return 'd180'
  return newest >= since.d365 ? 'd365' : 'older'
}
