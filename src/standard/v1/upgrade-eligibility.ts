import { readAgeSpan } from '../fields/age.ts'
import { createIssueCollector } from '../issue-collector.ts'
import { isUnstated, publishedNames, publishedNamesOf, statedAs } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'

type Bound = 'minimum_age' | 'maximum_age'

/**
 * What 3.x says once of several eligibilities: their words as one sentence, and one age span, the least minimum to the
 * greatest maximum, open where one of them is open. Rows without ages say nothing of them; one that can't be read
 * passes as published, so that it is reported. What the service itself says stands. The rows stay in the extensions.
 */
export function withEligibility(raw: RawObject, eligibilities: readonly RawObject[]): RawObject {
  const rows = eligibilities.filter((row) => !isUnstated(row['minimum_age']) || !isUnstated(row['maximum_age']))
  const minimum = isUnstated(raw['minimum_age']) ? outermost(rows, 'minimum_age', Math.min) : undefined
  const maximum = isUnstated(raw['maximum_age']) ? outermost(rows, 'maximum_age', Math.max) : undefined
  return {
    minimum_age: minimum === undefined ? raw['minimum_age'] : minimum.age,
    maximum_age: maximum === undefined ? raw['maximum_age'] : maximum.age,
    eligibility_description: raw['eligibility_description'] ?? wordsOf(eligibilities),
    [publishedNames]: {
      ...publishedNamesOf(raw),
      ...nameOf('minimum_age', minimum?.row),
      ...nameOf('maximum_age', maximum?.row),
    },
  }
}

function wordsOf(eligibilities: readonly RawObject[]): string | undefined {
  const words = eligibilities
    .map((row) => row['eligibility'])
    .filter((word) => typeof word === 'string')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  return words.length > 0 ? [...new Set(words)].join(', ') : undefined
}

interface Outermost {
  readonly age: unknown
  /** Whose it is, where one row says it. */
  readonly row?: RawObject
}

function outermost(
  rows: readonly RawObject[],
  bound: Bound,
  choose: (...ages: readonly number[]) => number,
): Outermost | undefined {
  const [only, ...others] = rows
  if (only === undefined) return undefined
  if (others.length === 0) return { age: only[bound], row: only }
  const spans = rows.map((row) => ({ row, span: readAgeSpan(row, createIssueCollector()) }))
  const unread = spans.find(({ span }) => span.hasUnreadableAges)
  if (unread !== undefined) return { age: unread.row[bound], row: unread.row }
  const ages = spans
    .map(({ span }) => (bound === 'minimum_age' ? span.minimumAge : span.maximumAge))
    .filter((age) => age !== undefined)
  return ages.length === rows.length ? { age: choose(...ages) } : undefined
}

function nameOf(bound: Bound, row: RawObject | undefined): Readonly<Record<string, string>> {
  const place = row?.[statedAs]
  return typeof place === 'string' ? { [bound]: `${place}.${bound}` } : {}
}
