import { readInstant, toInstant } from '../fields/instant.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { isRawObject, isUnstated } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'

const NAMES = ['last_modified', 'updated_at', 'lastModified', 'modified_date', 'date_modified']
// Placecube keeps its dates apart.
const NESTED = 'pc_metadata'

/** When the publisher says the record last changed, whatever it calls the field, in RFC 3339 UTC; never invented. */
export function findModified(raw: RawObject): string | undefined {
  for (const [holder, name] of places(raw)) {
    const instant = toInstant(holder[name])
    if (instant !== undefined) return instant
  }
  return undefined
}

/** The same with issues, for the model. */
export function readLastModified(raw: RawObject, issues: IssueCollector, now: number | undefined): string | undefined {
  for (const [holder, name] of places(raw)) {
    if (holder !== raw) issues.enter(NESTED)
    const instant = readInstant(holder, name, issues, now)
    if (holder !== raw) issues.leave()
    if (instant !== undefined) return instant
  }
  return undefined
}

// One by one: a name that is not come to stays unread.
function* places(raw: RawObject): Generator<readonly [RawObject, string]> {
  const nested = raw[NESTED]
  for (const holder of isRawObject(nested) ? [raw, nested] : [raw])
    for (const name of NAMES) if (!isUnstated(holder[name])) yield [holder, name]
}
