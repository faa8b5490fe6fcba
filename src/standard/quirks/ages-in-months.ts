import { toNumber } from '../fields/number.ts'
import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'

/** Ages stated in months. Evidence: Northamptonshire's directory (FutureNorthants), `maximum_age: 216` for 18 years. */
export function correctAgesInMonths(raw: RawObject, issues: IssueCollector): RawObject {
  return { ...raw, ...inYears(raw, 'minimum_age', issues), ...inYears(raw, 'maximum_age', issues) }
}

function inYears(raw: RawObject, key: string, issues: IssueCollector): RawObject {
  const months = toNumber(raw[key])
  if (months === undefined || months <= 0) return {}
  issues.report('AGE_MONTHS', key, months)
  return { [key]: Math.round((months / 12) * 100) / 100 }
}
