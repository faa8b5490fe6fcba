import type { Grade } from './judged-questions.ts'

/** nDCG of the first answers, from 0 to 1: gains of 2^grade − 1, discounted by rank, over those of the best order of all graded. */
export function discountedGain(found: readonly Grade[], all: readonly Grade[], first: number): number {
  return (
    sum(found, first) /
    sum(
      all.toSorted((a, b) => b - a),
      first,
    )
  )
}

function sum(grades: readonly Grade[], first: number): number {
  return grades.slice(0, first).reduce<number>((total, grade, at) => total + (2 ** grade - 1) / Math.log2(at + 2), 0)
}
