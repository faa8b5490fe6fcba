import type { Cluster } from './cluster.ts'

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
  const stating = clusters.flatMap(({ records }) => {
    const spans = records.filter(({ minimumAge, maximumAge }) => minimumAge !== undefined || maximumAge !== undefined)
    return spans.length === 0 ? [] : [spans]
  })
  return BANDS.map((band) => {
    const end = 'to' in band ? band.to + 1 : Number.POSITIVE_INFINITY
    const overlapping = stating.filter((spans) =>
      spans.some(
        ({ minimumAge = 0, maximumAge = Number.POSITIVE_INFINITY }) => minimumAge < end && maximumAge >= band.from,
      ),
    )
    return { ...band, serviceCount: overlapping.length, unknownCount: clusters.length - stating.length }
  })
}
