import type { AreaBasis, AreaRow } from './placement-rows.ts'

/** A bit per basis in the column `bases` of `service_area`. */
export const BASIS_BITS: Readonly<Record<AreaBasis, number>> = { PUBLISHER: 1, LOCATED: 2, SERVES: 4, AVAILABLE: 8 }

/**
 * Rows of one service in `service_area`, as [row number of an area, bases]. A service that counts for all of an area has
 * a second row under the negative number: it counts for every area below, and these are found by the few numbers above them.
 */
export function areaBits(
  rows: readonly AreaRow[],
  aidOf: (code: string) => number,
): readonly (readonly [number, number])[] {
  const bits = new Map<number, number>()
  const add = (aid: number, bit: number): void => void bits.set(aid, (bits.get(aid) ?? 0) | bit)
  for (const { basis, code, share } of rows) {
    const aid = aidOf(code)
    add(aid, BASIS_BITS[basis])
    if (share === 'FULL') add(-aid, BASIS_BITS[basis])
  }
  return [...bits]
}
