import type { SetAside } from '../model/issue.ts'
import { areWholeRecords } from './are-whole-records.ts'
import { findDialect, recogniseDialect } from './dialects.ts'
import { findList, readPaging } from './find-list.ts'
import { createIssue } from './issue-collector.ts'
import { parseBody, type ParsedJson } from './parse-json.ts'
import { readItem, unwrapMember } from './read-item.ts'
import { noteDecoded } from './undecoded.ts'
import {
  UnreadableBody,
  type FetchedBody,
  type PageReading,
  type RawService,
  type ReadingContext,
} from './reading-context.ts'

/** Some councils send all they have as one page; no council has as many as this. */
const MAX_RECORDS = 50_000
const JSON_TYPE = /[/+](?:x-)?(?:json|ndjson|vnd\.)/i

/**
 * One page of a list of services in whatever dialect it is written, still raw. Throws UnreadableBody with EMPTY,
 * BAD_UTF8 (only where that breaks the JSON), NOT_JSON, BAD_JSON, TOO_DEEP, TOO_MANY_VALUES, or NOT_A_FEED where no list is found; a bad member is only set aside.
 */
export function readPage(body: FetchedBody, context: ReadingContext): PageReading {
  return readParsedPage(parseBody(body, context.maxValues), body.contentType, context)
}

/** As `readPage`, of a body that is parsed already. */
export function readParsedPage(
  parsed: ParsedJson,
  contentType: string | undefined,
  context: ReadingContext,
): PageReading {
  const list = findList(parsed.value)
  if (list === undefined) throw new UnreadableBody('NOT_A_FEED', 'The body is JSON, but holds no list of services.')
  if (list.members.length > MAX_RECORDS)
    throw new UnreadableBody('TOO_MANY_VALUES', `The page holds more than ${MAX_RECORDS} records.`)
  const { paging, codes } = readPaging(list.envelope)
  const items: RawService[] = []
  const setAside: SetAside[] = []
  const members = list.members.map(unwrapMember)
  for (const [index, member] of members.entries()) {
    const path = `${list.listName ?? ''}[${index}]`
    const item =
      member === undefined
        ? { issue: createIssue('NOT_A_RECORD', path, list.members[index]) }
        : readItem(member, path, parsed.unsafeIds)
    if ('raw' in item) items.push(item)
    else setAside.push(item)
  }
  if (parsed.isDecoded) for (const { raw } of items) noteDecoded(raw)
  const services = members.filter((member) => member !== undefined).map(({ raw }) => raw)
  const recognised = recogniseDialect(list.envelope, list.listName, services)
  const dialect = (context.dialect === undefined ? undefined : findDialect(context.dialect)) ?? recognised
  return {
    dialect: dialect.name,
    recognised: recognised.name,
    items,
    setAside,
    paging,
    listIsDetail: dialect.listIsDetail ?? areWholeRecords(services),
    issues: [
      ...[...parsed.codes, ...codes].map((code) => createIssue(code, '')),
      ...(list.isMisshapen ? [createIssue('WRONG_TYPE', list.listName ?? '')] : []),
      ...(JSON_TYPE.test(contentType ?? '') ? [] : [createIssue('CONTENT_TYPE', '', contentType)]),
    ],
  }
}
