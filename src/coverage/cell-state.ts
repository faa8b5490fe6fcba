import type { FeedReach } from '../model/observation.ts'

export type CellState = 'PRESENT' | 'ABSENT' | 'UNCERTAIN' | 'NOT_CLASSIFIED' | 'NO_DATA'

/** What the state of a cell rests on. */
export interface CellEvidence {
  /** M2 of the term in the area. */
  readonly services: number
  /** Services that may count as well: they do not state a fact asked for, or do not declare where they serve. Asked where there are none for certain. */
  mayCount(): number
  readonly reach: FeedReach
  /** M9 of the area; undefined where it has no services. */
  readonly taxonomyCoverage: number | undefined
  readonly classifiedShare: number
}

/**
 * M8 state of a cell (term t, area a). NO_DATA: no ready feed's publisher area covers a. PRESENT: M2(t, a) > 0. UNCERTAIN:
 * none for certain, but some may count. Else, where ready feeds cover all of a, ABSENT if taxonomyCoverage(a) ≥ θ and
 * NOT_CLASSIFIED if less or unknown: a zero may be lack of tagging. Where they cover only part of a nothing can be said to
 * be absent: NO_DATA.
 */
export function cellStateOf({ services, mayCount, reach, taxonomyCoverage, classifiedShare }: CellEvidence): CellState {
  if (reach === 'NONE') return 'NO_DATA'
  if (services > 0) return 'PRESENT'
  if (mayCount() > 0) return 'UNCERTAIN'
  if (reach === 'PART') return 'NO_DATA'
  return taxonomyCoverage !== undefined && taxonomyCoverage >= classifiedShare ? 'ABSENT' : 'NOT_CLASSIFIED'
}
