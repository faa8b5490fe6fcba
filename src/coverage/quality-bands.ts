import type { Cluster } from './cluster.ts'

/** Services by the band of their best record's score. */
export interface QualityBands {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
}

/** M28 qualityBands: clusters by the highest score of their records: A from 80, B from 60, C from 40, D below. Undefined where none is scored. */
export function qualityBandsOf(clusters: readonly Cluster[]): QualityBands | undefined {
  const bands = { a: 0, b: 0, c: 0, d: 0 }
  for (const { records } of clusters) {
    const scores = records.flatMap(({ quality }) => quality ?? [])
    if (scores.length > 0) bands[bandOf(Math.max(...scores))] += 1
  }
  return bands.a + bands.b + bands.c + bands.d === 0 && clusters.length > 0 ? undefined : bands
}

function bandOf(score: number): keyof QualityBands {
  if (score >= 80) return 'a'
  if (score >= 60) return 'b'
  return score >= 40 ? 'c' : 'd'
}
