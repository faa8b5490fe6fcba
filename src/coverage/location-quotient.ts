/** Counts of one term and of everything, in one area or in all comparators that have data together. */
export interface TermCounts {
  readonly term: number
  readonly all: number
}

const FEWEST = 5

/**
 * M11 locationQuotient(t, a): (M2(t, a) / M2(a)) / (Σ M2(t) / Σ M2 over the comparators that feeds cover,
 * the area itself among them where it is one): how many times more, or fewer,
 * of the area's services are for t than the comparators' are. Undefined where the comparators have under 5 services for t
 * or the area has none at all.
 */
export function locationQuotient(area: TermCounts, comparators: TermCounts): number | undefined {
  if (comparators.term < FEWEST || area.all === 0 || comparators.all === 0) return undefined
  return area.term / area.all / (comparators.term / comparators.all)
}
