import { readInstant, toInstant } from '../fields/instant.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { isRawObject } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'

const NAMES = ['last_modified', 'updated_at', 'lastModified', 'modified_date', 'date_modified']
// Placecube keeps its dates apart.
const NESTED = 'pc_metadata'

/** When the publisher says the record last changed, whatever it calls the field, in RFC 3339 UTC; never invented. */
export function findModified(raw: RawObject): string | undefined {
  const nested = raw[NESTED]
  return findIn(raw) ?? (isRawObject(nested) ? findIn(nested) : undefined)
}

/** The same with issues, for the model. */
export function readLastModified(raw: RawObject, issues: IssueCollector, now: number | undefined): string | undefined {
  const own = readIn(raw, issues, now)
  const nested = raw[NESTED]
  if (own !== undefined || !isRawObject(nested)) return own
  issues.enter(NESTED)
  const instant = readIn(nested, issues, now)
  issues.leave()
  return instant
}

function findIn(holder: RawObject): string | undefined {
  for (const name of NAMES) {
    const instant = toInstant(holder[name])
    if (instant !== undefined) return instant
  }
  return undefined
}

// One by one: a name that is not come to stays unread.
function readIn(holder: RawObject, issues: IssueCollector, now: number | undefined): string | undefined {
  for (const name of NAMES) {
    const instant = readInstant(holder, name, issues, now)
    if (instant !== undefined) return instant
  }
  return undefined
}
