import { findDialect, recogniseDialect } from './dialects.ts'
import { createIssue, createIssueCollector } from './issue-collector.ts'
import { withListedTerms } from './listed-terms.ts'
import { applyQuirks } from './quirks/apply-quirks.ts'
import { publishedNamesOf } from './raw-object.ts'
import type { RawService, ReadingContext, ServiceReading } from './reading-context.ts'
import { readService as readCanonical } from './v3/read-service.ts'
import { reportUndecoded } from './undecoded.ts'
import { withoutUnstated } from './without-unstated.ts'

/**
 * A raw service in the model, with all that was noticed: upgraded once to the 3.x shape by its dialect, mended by the
 * quirks of dialect and configuration, its terms named as the feed's own list has them, then read field by field. Set aside where it has no name. Throws nothing,
 * whatever the data. A dialect that is not known is recognised from the record itself.
 */
export function readService(item: RawService, context: ReadingContext & { readonly dialect: string }): ServiceReading {
  const issues = createIssueCollector()
  reportUndecoded(item.raw, issues)
  const dialect = findDialect(context.dialect) ?? recogniseDialect({}, undefined, [item.raw])
  const upgraded = dialect.upgrade === undefined ? item.raw : dialect.upgrade(item.raw, issues)
  issues.rename(publishedNamesOf(upgraded))
  const mended = applyQuirks(withoutUnstated(upgraded), [...dialect.quirks, ...context.quirks], issues)
  const { listedTerms } = context
  const named = listedTerms === undefined || listedTerms.size === 0 ? mended : withListedTerms(mended, listedTerms)
  const record = readCanonical(named, item.originId, issues, context.now)
  if (record === undefined) return { originId: item.originId, issue: createIssue('MISSING_FIELD', 'name') }
  return { record, issues: issues.issues }
}
