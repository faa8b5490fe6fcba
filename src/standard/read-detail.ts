import type { SetAside } from '../model/issue.ts'
import { toId } from './fields/text.ts'
import { createIssue } from './issue-collector.ts'
import { parseBody, type ParsedJson } from './parse-json.ts'
import { isRawObject, rawObjects } from './raw-object.ts'
import { readItem } from './read-item.ts'
import type { FetchedBody, RawObject, RawService, ReadingContext } from './reading-context.ts'

const WRAPPINGS = ['service', 'data', 'contents', 'content', 'result', 'items']

/**
 * The answer to `/services/{id}` as a raw service under the id asked for; set aside where it is none, or another one.
 * Throws UnreadableBody as `readPage` does, but for NOT_A_FEED.
 */
export function readDetail(body: FetchedBody, originId: string, context: ReadingContext): RawService | SetAside {
  return readParsedDetail(parseBody(body, context.maxValues), originId)
}

/** As `readDetail`, of a body that is parsed already. */
export function readParsedDetail(parsed: ParsedJson, originId: string): RawService | SetAside {
  const raw = unwrap(parsed.value)
  if (raw === undefined) return { originId, issue: createIssue('NOT_A_RECORD', '') }
  const answered = toId(raw['id'])
  if (answered !== undefined && answered.toLowerCase() !== originId.toLowerCase())
    return { originId, issue: createIssue('ID_MISMATCH', 'id', answered) }
  const named = answered === undefined ? { ...raw, id: originId } : raw
  const item = readItem({ member: named, raw: named }, 'service', parsed.unsafeIds)
  return 'raw' in item ? { ...item, originId } : { ...item, originId }
}

function unwrap(value: unknown): RawObject | undefined {
  const record = Array.isArray(value) && value.length === 1 ? rawObjects(value)[0] : value
  if (!isRawObject(record)) return undefined
  if (isService(record)) return record
  for (const name of WRAPPINGS) {
    const [inner] = rawObjects(record[name])
    if (inner !== undefined && isService(inner)) return inner
  }
  return undefined
}

// `{"error": "No matching document"}` with status 200 is no record.
function isService(record: RawObject): boolean {
  return record['name'] !== undefined || (record['id'] !== undefined && record['error'] === undefined)
}
