import type { Rate } from './rate.ts'
import { present } from '../model/present.ts'

/** An area's rate among its comparators', itself left out. */
export interface Comparison {
  /** 1 is the highest; absent where the area's interval overlaps another's, as no order is then known. */
  readonly rank?: number
  readonly median?: number
  readonly verdict?: 'LOWER' | 'SIMILAR' | 'HIGHER'
  /** How many comparators, other than the area, have a rate. */
  readonly comparators: number
}

/** The middle value, or the mean of the middle two; undefined of none. */
export function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}

/**
 * M27 comparison of a rate with its comparators': their median; the verdict by the area's 95 % interval against it, LOWER
 * where all of it lies below, HIGHER where above, else SIMILAR; the rank where no interval overlaps the area's own.
 * `comparators` are by area code; the area itself, and those without a rate, do not count. Undefined verdict and rank where
 * the area has no rate, or where feeds hold only a part of it (`isWhole` false): its rate is too low by what is missing.
 */
export function compareRate(
  area: string,
  rate: Rate | undefined,
  comparators: ReadonlyMap<string, Rate | undefined>,
  isWhole = true,
): Comparison {
  const others = [...comparators].flatMap(([code, other]) =>
    code === area || other?.value === undefined || other.ci95 === undefined
      ? []
      : [{ value: other.value, ci95: other.ci95 }],
  )
  const median = medianOf(others.map(({ value }) => value))
  const base = { comparators: others.length, ...present({ median }) }
  const own = rate?.ci95
  if (own === undefined || median === undefined || !isWhole) return base
  const verdict = own.high < median ? 'LOWER' : own.low > median ? 'HIGHER' : 'SIMILAR'
  if (others.some(({ ci95 }) => ci95.low <= own.high && ci95.high >= own.low)) return { ...base, verdict }
  return { ...base, verdict, rank: 1 + others.filter(({ ci95 }) => ci95.low > own.high).length }
}
