import { pairKeyOf } from './match-record.ts'
import type { PairJudgement } from './judge-pair.ts'
import type { MatchTier } from '../model/match.ts'
import { present } from '../model/present.ts'

/** How predicted pairs agree with true ones. A share is undefined where its denominator is 0. */
export interface Agreement {
  readonly predicted: number
  readonly right: number
  /** True pairs there are. */
  readonly truth: number
  readonly precision?: number
  readonly recall?: number
  /** Harmonic mean of the two. */
  readonly f1?: number
}

/** Agreement of what is merged unasked, and of that together with what a person is shown. */
export interface Evaluation {
  readonly auto: Agreement
  readonly autoAndReview: Agreement
}

/** Compares judged pairs with the true ones, given as `pairKeyOf` keys; pairs of tiers not asked for count as not predicted. */
export function evaluate(
  pairs: Iterable<Pick<PairJudgement, 'a' | 'b' | 'tier'>>,
  truth: ReadonlySet<string>,
): Evaluation {
  const tiers: Record<MatchTier, Set<string>> = { AUTO: new Set(), REVIEW: new Set(), REJECT: new Set() }
  for (const pair of pairs) tiers[pair.tier].add(pairKeyOf(pair.a, pair.b))
  return { auto: measure(tiers.AUTO, truth), autoAndReview: measure(tiers.AUTO.union(tiers.REVIEW), truth) }
}

/** Agreement of one set of predicted pairs with the true ones. */
export function measure(predicted: ReadonlySet<string>, truth: ReadonlySet<string>): Agreement {
  const right = [...predicted].filter((key) => truth.has(key)).length
  const precision = predicted.size === 0 ? undefined : right / predicted.size
  const recall = truth.size === 0 ? undefined : right / truth.size
  const f1 = right === 0 ? undefined : (2 * right) / (predicted.size + truth.size)
  return {
    predicted: predicted.size,
    right,
    truth: truth.size,
    ...present({ precision, recall, f1 }),
  }
}
