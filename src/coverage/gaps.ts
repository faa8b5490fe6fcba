import type { CellState } from './cell-state.ts'
import { shareOf, type Share } from './share.ts'

/** One row of a matrix as gaps are looked for in it. */
export interface GapRow {
  readonly term: string
  /** By area code; areas and comparators alike. */
  readonly states: ReadonlyMap<string, CellState>
  readonly comparatorMedianRate?: number
}

/** A term that an area lacks and its comparators have. */
export interface Gap {
  readonly term: string
  readonly area: string
  /** Comparators in which it is PRESENT / comparators for which it is known. */
  readonly presentIn: Share
  readonly comparatorMedianRate?: number
}

/**
 * M10 gaps: terms whose state is ABSENT in the area and PRESENT in at least the given share of the comparators that are
 * themselves neither NO_DATA nor NOT_CLASSIFIED. Ordered by comparator presence, then comparator median rate, both
 * falling, then term and area.
 */
export function findGaps(
  rows: readonly GapRow[],
  areas: readonly string[],
  comparators: readonly string[],
  presentInShare: number,
): readonly Gap[] {
  const gaps = rows.flatMap(({ term, states, comparatorMedianRate }) => {
    const stated = comparators
      .map((code) => states.get(code))
      .filter((state) => state === 'PRESENT' || state === 'ABSENT')
    const presentIn = shareOf(stated.filter((state) => state === 'PRESENT').length, stated.length)
    if (presentIn.value === undefined || presentIn.value < presentInShare) return []
    const median = comparatorMedianRate === undefined ? {} : { comparatorMedianRate }
    return areas.filter((area) => states.get(area) === 'ABSENT').map((area) => ({ term, area, presentIn, ...median }))
  })
  return gaps.toSorted(
    (a, b) =>
      (b.presentIn.value ?? 0) - (a.presentIn.value ?? 0) ||
      (b.comparatorMedianRate ?? 0) - (a.comparatorMedianRate ?? 0) ||
      compareText(a.term, b.term) ||
      compareText(a.area, b.area),
  )
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
