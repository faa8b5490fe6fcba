import type { Cluster } from '../catalogue/figures/cluster.ts'

/** Services for people of some age from `from` to `to` years, both included; the last band is open. */
export interface AgeBandCount {
  readonly from: number
  readonly to?: number
  readonly serviceCount: number
  /** Services that state no age; the same in every band. */
  readonly unknownCount: number
}

const BANDS = [
  { from: 0, to: 4 },
  { from: 5, to: 11 },
  { from: 12, to: 17 },
  { from: 18, to: 24 },
  { from: 25, to: 64 },
  { from: 65 },
] as const

/**
 * M24 ageBands: for each band the clusters with a record whose ages overlap it; an open end is unbounded. Those that state
 * no age at all are unknown, apart, in no band.
 */
export function ageBandsOf(clusters: readonly Cluster[]): readonly AgeBandCount[] {
  const stating = clusters.flatMap((cluster) => {
    const bands = bandsOf(cluster)
    return bands === undefined ? [] : [new Set(bands)]
  })
  return BANDS.map((band) => ({
    ...band,
    serviceCount: stating.filter((bands) => bands.has(band)).length,
    unknownCount: clusters.length - stating.length,
  }))
}

/** The bands that a cluster's ages overlap, such as `0-4` and `65+`; undefined where it states no age. */
export function ageBandNamesOf(cluster: Pick<Cluster, 'records'>): readonly string[] | undefined {
  return bandsOf(cluster)?.map((band) => ('to' in band ? `${band.from}-${band.to}` : `${band.from}+`))
}

function bandsOf({ records }: Pick<Cluster, 'records'>): readonly (typeof BANDS)[number][] | undefined {
  const spans = records.filter(({ minimumAge, maximumAge }) => minimumAge !== undefined || maximumAge !== undefined)
  if (spans.length === 0) return undefined
  return BANDS.filter((band) => {
    const end = 'to' in band ? band.to + 1 : Number.POSITIVE_INFINITY
    return spans.some(
      ({ minimumAge = 0, maximumAge = Number.POSITIVE_INFINITY }) => minimumAge < end && maximumAge >= band.from,
    )
  })
}
