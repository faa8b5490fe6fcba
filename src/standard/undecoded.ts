import { UNDECODED } from './decode-body.ts'
import type { IssueCollector } from './issue-collector.ts'
import { isRawObject } from './raw-object.ts'
import type { RawObject } from './reading-context.ts'

const decoded = new WeakSet<RawObject>()

/** Notes of an object that all of it could be decoded, so that nobody has to look. */
export function noteDecoded(raw: RawObject): void {
  decoded.add(raw)
}

/** Reports every text of an object, wherever it stands in it, that has characters which could not be decoded. */
export function reportUndecoded(raw: RawObject, issues: IssueCollector): void {
  if (!decoded.has(raw) && holdsUndecoded(raw)) reportIn(raw, issues)
}

/** Whether any text of a raw value has characters which could not be decoded; hardly any has, so this looks without noting where it is. */
function holdsUndecoded(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(UNDECODED)
  if (Array.isArray(value)) return value.some(holdsUndecoded)
  if (!isRawObject(value)) return false
  for (const key in value) if (holdsUndecoded(value[key])) return true
  return false
}

/** Reports every text of a raw value, wherever it stands in it, that has characters which could not be decoded. */
function reportIn(value: unknown, issues: IssueCollector): void {
  if (typeof value === 'string') {
    if (value.includes(UNDECODED)) issues.report('TEXT_UNDECODED', undefined, value)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const members = Array.isArray(value) ? value.entries() : Object.entries(value)
  for (const [segment, member] of members) {
    if (typeof member !== 'string' && typeof member !== 'object') continue
    issues.enter(segment)
    reportIn(member, issues)
    issues.leave()
  }
}
