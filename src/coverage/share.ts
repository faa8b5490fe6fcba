import { wilsonInterval, type Interval } from './interval.ts'

/** A part of a whole, never the quotient alone. `value` and `ci95` are absent where the denominator is 0. */
export interface Share {
  readonly value?: number
  readonly numerator: number
  readonly denominator: number
  /** Wilson's. */
  readonly ci95?: Interval
}

/** The share with its interval. */
export function shareOf(numerator: number, denominator: number): Share {
  const ci95 = wilsonInterval(numerator, denominator)
  return ci95 === undefined
    ? { numerator, denominator }
    : { value: numerator / denominator, numerator, denominator, ci95 }
}
