import { toAge } from '../fields/age.ts'
import { isUntold } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'

type Bound = 'minimum_age' | 'maximum_age'

/**
 * One age span of several eligibilities: the least minimum to the greatest maximum, open where one of them is open.
 * Rows without ages say nothing of them. A span that the service itself tells stands. The rows stay in the extensions.
 */
export function spanOfAges(raw: RawObject, eligibilities: readonly RawObject[]): RawObject {
  const rows = eligibilities.filter((row) => !isUntold(row['minimum_age']) || !isUntold(row['maximum_age']))
  return {
    minimum_age: isUntold(raw['minimum_age']) ? outermost(rows, 'minimum_age', Math.min) : raw['minimum_age'],
    maximum_age: isUntold(raw['maximum_age']) ? outermost(rows, 'maximum_age', Math.max) : raw['maximum_age'],
  }
}

/** The words of the eligibilities as one sentence; undefined where there are none. */
export function wordsOfEligibility(eligibilities: readonly RawObject[]): string | undefined {
  const words = eligibilities
    .map((row) => row['eligibility'])
    .filter((word) => typeof word === 'string')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  return words.length > 0 ? [...new Set(words)].join(', ') : undefined
}

function outermost(rows: readonly RawObject[], bound: Bound, choose: (...ages: readonly number[]) => number): unknown {
  const [only, ...others] = rows
  // A single row passes as told, so that what is wrong with it is reported.
  if (only === undefined || others.length === 0) return only?.[bound]
  const ages = rows.map((row) => toAge(row[bound], bound)).filter((age) => age !== undefined)
  return ages.length === rows.length ? choose(...ages) : undefined
}
