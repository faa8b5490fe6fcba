import { findDialect, recogniseDialect } from './dialects.ts'
import { createIssue, createIssueCollector, type IssueCollector } from './issue-collector.ts'
import { withListedTerms } from './listed-terms.ts'
import { applyQuirks } from './quirks/apply-quirks.ts'
import { isRawObject, publishedNamesOf } from './raw-object.ts'
import type { RawService, ReadingContext, ServiceReading } from './reading-context.ts'
import { readService as readCanonical } from './v3/read-service.ts'
import { UNDECODED } from './decode-body.ts'

/**
 * A raw service in the model, with all that was noticed: upgraded once to the 3.x shape by its dialect, mended by the
 * quirks of dialect and configuration, its terms named as the feed's own list has them, then read field by field. Set aside where it has no name. Throws nothing,
 * whatever the data. A dialect that is not known is recognised from the record itself.
 */
export function readService(item: RawService, context: ReadingContext & { readonly dialect: string }): ServiceReading {
  const issues = createIssueCollector()
  if (holdsUndecoded(item.raw)) reportUndecoded(item.raw, issues)
  const dialect = findDialect(context.dialect) ?? recogniseDialect({}, undefined, [item.raw])
  const upgraded = dialect.upgrade === undefined ? item.raw : dialect.upgrade(item.raw, issues)
  issues.rename(publishedNamesOf(upgraded))
  const mended = applyQuirks(upgraded, [...dialect.quirks, ...context.quirks], issues)
  const { listedTerms } = context
  const named = listedTerms === undefined || listedTerms.size === 0 ? mended : withListedTerms(mended, listedTerms)
  const record = readCanonical(named, item.originId, issues, context.now)
  if (record === undefined) return { originId: item.originId, issue: createIssue('MISSING_FIELD', 'name') }
  return { record, issues: issues.issues }
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
function reportUndecoded(value: unknown, issues: IssueCollector): void {
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
