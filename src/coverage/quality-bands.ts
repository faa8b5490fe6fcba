import type { Cluster } from '../catalogue/figures/cluster.ts'
import { bandOf, type QualityBand, type QualityBandCounts } from '../model/quality.ts'

const KEYS = { A: 'a', B: 'b', C: 'c', D: 'd' } as const

/** M28 qualityBands: clusters by the highest score of their records: A from 80, B from 60, C from 40, D below. Undefined where none is scored. */
export function qualityBandsOf(clusters: readonly Cluster[]): QualityBandCounts | undefined {
  const bands = { a: 0, b: 0, c: 0, d: 0 }
  for (const cluster of clusters) {
    const band = qualityBandOf(cluster)
    if (band !== undefined) bands[KEYS[band]] += 1
  }
  return bands.a + bands.b + bands.c + bands.d === 0 && clusters.length > 0 ? undefined : bands
}

/** The band of a cluster's best record; undefined where none is scored. */
export function qualityBandOf({ records }: Pick<Cluster, 'records'>): QualityBand | undefined {
  const scores = records.flatMap(({ quality }) => quality ?? [])
  return scores.length === 0 ? undefined : bandOf(Math.max(...scores))
}
