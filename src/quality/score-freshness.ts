import type { Service } from '../model/service.ts'
import { ASSURED_DAYS, daysSince } from './days-since.ts'
import { missing } from './quality.ts'
import type { QualityComponent } from './quality.ts'

/** From here on an assurance says nothing any more. */
const WORTHLESS_DAYS = 365

/** A change is no assurance: it counts half. */
const CHANGE_SHARE = 0.5

/**
 * `freshness`, by d days since assured: 1 up to 90, (365 − d) / 275 up to 365, then 0. Never assured: the same of the last
 * change, by half. Neither: 0. Assured in the future: 0, with an issue.
 */
export function scoreFreshness(service: Service, now: Date): QualityComponent {
  const days = daysSince(service.assuredDate, now)
  if (days === undefined) return scoreChange(service, now)
  if (days < 0) {
    const message = 'Assured in the future; no date of assurance can be believed.'
    return {
      value: 0,
      issues: [{ code: 'ASSURED_IN_FUTURE', path: 'assured_date', message, severity: 'WARNING', vodim: 'INVALID' }],
    }
  }
  if (days <= ASSURED_DAYS) return { value: 1, issues: [] }
  const message = `Assured ${days} days ago; the standard asks for less than three months.`
  return {
    value: fade(days),
    issues: [{ code: 'ASSURED_LONG_AGO', path: 'assured_date', message, severity: 'INFO', vodim: 'OTHER' }],
  }
}

function scoreChange(service: Service, now: Date): QualityComponent {
  const days = daysSince(service.lastModified, now)
  const issues = [missing('NOT_ASSURED', 'assured_date', 'Never assured.')]
  return { value: days === undefined || days < 0 ? 0 : CHANGE_SHARE * fade(days), issues }
}

function fade(days: number): number {
  if (days <= ASSURED_DAYS) return 1
  return Math.max(0, (WORTHLESS_DAYS - days) / (WORTHLESS_DAYS - ASSURED_DAYS))
}
