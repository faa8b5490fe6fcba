import type { CellState } from './cell-state.ts'
import { shareOf, type Share } from './share.ts'
import { present } from '../model/present.ts'

/** One row of a matrix as gaps are looked for in it. */
export interface GapRow {
  readonly term: string
  /** By area code; areas and comparators alike. */
  readonly states: ReadonlyMap<string, CellState>
  /** The median rate of the comparators other than an area; undefined where none has a rate. */
  medianRateWithout(area: string): number | undefined
}

/** A term that an area lacks and its comparators have. */
export interface Gap {
  readonly term: string
  readonly area: string
  /** Other comparators in which it is PRESENT / other comparators for which it is known. */
  readonly presentIn: Share
  readonly comparatorMedianRate?: number
}

/**
 * M10 gaps: terms whose state is ABSENT in the area and PRESENT in at least the given share of the comparators that are
 * another area and themselves PRESENT or ABSENT; what is UNCERTAIN, NOT_CLASSIFIED or NO_DATA leaves both sides. Ordered by comparator presence, then comparator median rate, both
 * falling, then term and area.
 */
export function findGaps(
  rows: readonly GapRow[],
  areas: readonly string[],
  comparators: readonly string[],
  presentInShare: number,
): readonly Gap[] {
  const gaps = rows.flatMap((row) =>
    areas
      .filter((area) => row.states.get(area) === 'ABSENT')
      .flatMap((area) => findGap(row, area, comparators, presentInShare) ?? []),
  )
  return gaps.toSorted(
    (a, b) =>
      (b.presentIn.value ?? 0) - (a.presentIn.value ?? 0) ||
      (b.comparatorMedianRate ?? 0) - (a.comparatorMedianRate ?? 0) ||
      compareText(a.term, b.term) ||
      compareText(a.area, b.area),
  )
}

function findGap(
  { term, states, medianRateWithout }: GapRow,
  area: string,
  comparators: readonly string[],
  presentInShare: number,
): Gap | undefined {
  const known = comparators
    .filter((code) => code !== area)
    .map((code) => states.get(code))
    .filter((state) => state === 'PRESENT' || state === 'ABSENT')
  const presentIn = shareOf(known.filter((state) => state === 'PRESENT').length, known.length)
  if (presentIn.value === undefined || presentIn.value < presentInShare) return undefined
  const median = medianRateWithout(area)
  return { term, area, presentIn, ...present({ comparatorMedianRate: median }) }
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
