import { UNDECODED } from './decode-body.ts'
import type { IssueCollector } from './issue-collector.ts'

/** Reports every text of a raw value, wherever it stands in it, that has characters which could not be decoded. */
export function reportUndecoded(value: unknown, issues: IssueCollector): void {
  if (typeof value === 'string') {
    if (value.includes(UNDECODED)) issues.report('TEXT_UNDECODED', undefined, value)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const members = Array.isArray(value) ? value.entries() : Object.entries(value)
  for (const [segment, member] of members) {
    if (typeof member !== 'string' && typeof member !== 'object') continue
    issues.enter(segment)
    reportUndecoded(member, issues)
    issues.leave()
  }
}
