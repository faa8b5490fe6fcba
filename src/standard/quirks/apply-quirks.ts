import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { isQuirkName, quirks } from './quirks.ts'

/** The service as mended by the quirks named, each once and in their own order; names that are none change nothing. */
export function applyQuirks(raw: RawObject, names: readonly string[], issues: IssueCollector): RawObject {
  if (names.length === 0) return raw
  let mended = raw
  for (const name of Object.keys(quirks))
    if (names.includes(name) && isQuirkName(name)) mended = quirks[name](mended, issues)
  return mended
}
