import type { Cluster } from './cluster.ts'
import { type QualityBandCounts, bandOf } from '../model/quality.ts'

const KEYS = { A: 'a', B: 'b', C: 'c', D: 'd' } as const

/** M28 qualityBands: clusters by the highest score of their records: A from 80, B from 60, C from 40, D below. Undefined where none is scored. */
export function qualityBandsOf(clusters: readonly Cluster[]): QualityBandCounts | undefined {
  const bands = { a: 0, b: 0, c: 0, d: 0 }
  for (const { records } of clusters) {
    const scores = records.flatMap(({ quality }) => quality ?? [])
    if (scores.length > 0) bands[KEYS[bandOf(Math.max(...scores))]] += 1
  }
  return bands.a + bands.b + bands.c + bands.d === 0 && clusters.length > 0 ? undefined : bands
}
