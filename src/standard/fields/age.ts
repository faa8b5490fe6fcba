import { isUntold } from '../raw-object.ts'
import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { toNumber } from './number.ts'

const OLDEST = 130

/** Ages in years; each absent where unbounded or not told. */
export interface AgeSpan {
  readonly minimumAge: number | undefined
  readonly maximumAge: number | undefined
}

/** `minimum_age` and `maximum_age` as one span: stand-ins for "none" left out, a span turned round reported and kept. */
export function readAgeSpan(raw: RawObject, issues: IssueCollector): AgeSpan {
  const minimumAge = readAge(raw, 'minimum_age', issues)
  const maximumAge = readAge(raw, 'maximum_age', issues)
  if (minimumAge !== undefined && maximumAge !== undefined && minimumAge > maximumAge)
    issues.report('AGE_RANGE', 'minimum_age', `${minimumAge} to ${maximumAge}`)
  return { minimumAge, maximumAge }
}

/** An age in years as told; undefined for none, for no number and for the stand-ins: −1, a maximum of 0, 999. */
export function toAge(value: unknown, bound: 'minimum_age' | 'maximum_age'): number | undefined {
  const age = toNumber(value)
  if (age === undefined || age < 0 || age > OLDEST) return undefined
  return age === 0 && bound === 'maximum_age' ? undefined : age
}

function readAge(raw: RawObject, key: 'minimum_age' | 'maximum_age', issues: IssueCollector): number | undefined {
  const value = raw[key]
  if (isUntold(value)) return undefined
  const age = toAge(value, key)
  if (age === undefined) issues.report(toNumber(value) === undefined ? 'BAD_NUMBER' : 'AGE_SENTINEL', key, value)
  return age
}
