import type { RecordIssue } from './issue.ts'

/** The bands of a score, the best first. */
export type QualityBand = 'A' | 'B' | 'C' | 'D'

/** The lowest score (0 to 100) of each band. */
export const BAND_FROM: Readonly<Record<QualityBand, number>> = { A: 80, B: 60, C: 40, D: 0 }

/** What a field holds: a usable value, a value that says something else than the field asks, a stand-in, a wrong one, none, or one no shared scheme knows. */
type FieldState = 'VALID' | 'OTHER' | 'DEFAULT' | 'INVALID' | 'MISSING' | 'UNMAPPED'

/** Why a record lost points. `path` is in the words of HSDS 3. */
export interface QualityIssue extends RecordIssue {
  readonly vodim: Exclude<FieldState, 'VALID'>
}

/** A record's score with all that it is made of. Components are 0 to 1. */
export interface Quality {
  /** 0 to 100, to one decimal. */
  readonly score: number
  readonly band: QualityBand
  readonly richness: number
  /** The standard's own measure, for comparison; not part of the score. */
  readonly richnessOruk: number
  readonly freshness: number
  readonly findability: number
  readonly validity: number
  readonly version: string
  /** What lowers the score, warnings first. */
  readonly issues: readonly QualityIssue[]
}

/** The band of a score: `BAND_FROM` says from where. */
export function bandOf(score: number): QualityBand {
  if (score >= BAND_FROM.A) return 'A'
  if (score >= BAND_FROM.B) return 'B'
  return score >= BAND_FROM.C ? 'C' : 'D'
}

/** Records, or services, by the band of their score. */
export interface QualityBandCounts {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
}
