import { isUnstated } from '../raw-object.ts'
import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { toNumber } from './number.ts'
import { parseAges } from './parse-ages.ts'
import { present } from '../../model/present.ts'

const OLDEST = 130

type Bound = 'minimum_age' | 'maximum_age'

/** Ages in years; each absent where unbounded or not published. */
export interface AgeSpan {
  readonly minimumAge: number | undefined
  readonly maximumAge: number | undefined
  /** True where a bound was published and could not be read, so that the span may be narrower than it looks. */
  readonly hasUnreadableAges: true | undefined
}

interface Reading {
  /** What the field says of either bound; absent for none. */
  readonly from?: number
  readonly to?: number
  readonly isUnreadable?: true
}

/**
 * `minimum_age` and `maximum_age` as one span. Words and spans in either are read and kept in the extensions, and
 * stand-ins for "none" left out. A field's own figure goes before what the other says of it; a span that is turned round
 * or contradicts itself is reported and kept.
 */
export function readAgeSpan(raw: RawObject, issues: IssueCollector): AgeSpan {
  const least = readBound(raw, 'minimum_age', issues)
  const greatest = readBound(raw, 'maximum_age', issues)
  const minimumAge = least.from ?? greatest.from
  const maximumAge = greatest.to ?? least.to
  const isTurned = minimumAge !== undefined && maximumAge !== undefined && minimumAge > maximumAge
  const isContrary = differ(least.from, greatest.from) || differ(least.to, greatest.to)
  if (isTurned || isContrary)
    issues.report('AGE_RANGE', 'minimum_age', `${String(raw['minimum_age'])} to ${String(raw['maximum_age'])}`)
  const isUnreadable = least.isUnreadable === true || greatest.isUnreadable === true || isTurned || isContrary
  return { minimumAge, maximumAge, hasUnreadableAges: isUnreadable ? true : undefined }
}

function readBound(raw: RawObject, bound: Bound, issues: IssueCollector): Reading {
  const value = issues.take(raw, bound)
  if (isUnstated(value)) return {}
  const number = toNumber(value)
  if (number !== undefined) {
    const reading = fromNumber(number, bound)
    if (Object.keys(reading).length === 0) issues.report('AGE_SENTINEL', bound, value)
    return reading
  }
  const reading = fromWords(value, bound)
  const isNone = Object.keys(reading).length === 0
  issues.report(reading.isUnreadable ? 'BAD_AGE' : isNone ? 'AGE_SENTINEL' : 'AGE_IN_WORDS', bound, value)
  if (typeof value === 'string' && !isNone) issues.keepOriginal(bound, value)
  return reading
}

function fromNumber(age: number, bound: Bound): Reading {
  if (age < 0 || age > OLDEST || (age === 0 && bound === 'maximum_age')) return {}
  return bound === 'minimum_age' ? { from: age } : { to: age }
}

function fromWords(value: unknown, bound: Bound): Reading {
  const ages = typeof value === 'string' ? parseAges(value) : undefined
  if (ages === undefined || (ages.from ?? 0) > OLDEST) return { isUnreadable: true }
  const { from, to } = ages
  // A lone age says no more than the field's own bound.
  if (from !== undefined && from === to) return fromNumber(from, bound)
  return { ...present({ from }), ...(to === undefined || to > OLDEST ? {} : { to }) }
}

function differ(one: number | undefined, other: number | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other
}
