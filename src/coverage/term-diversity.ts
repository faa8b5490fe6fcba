/**
 * M13 termDiversity: Shannon's H = −Σ p ln p over the scheme's top-level terms, p a term's share of all its counts in the
 * area, divided by ln(number of those terms present anywhere that was asked about): 0 all under one term, 1 evenly spread.
 * Undefined where the area has none of them, or where under two are present anywhere.
 */
export function termDiversity(counts: readonly number[], presentAnywhere: number): number | undefined {
  const all = counts.reduce((sum, count) => sum + count, 0)
  if (all === 0 || presentAnywhere < 2) return undefined
  const entropy = counts.reduce((sum, count) => (count === 0 ? sum : sum - (count / all) * Math.log(count / all)), 0)
  return entropy / Math.log(presentAnywhere)
}
