import { type Ask, askFor } from './ask-for.ts'
import { type JsonObject, objectOf, objectsOf, textOf } from './json-object.ts'
import type { ListQuestion } from './read-parameters.ts'

/** The most items that one operation gives. */
const AT_ONCE = 100

/** The numbered page that is asked for in the standard's envelope: real totals, and flags that are right beyond the last page too. */
export async function readPage(
  ask: Ask,
  document: string,
  question: ListQuestion,
  variables: JsonObject,
  republish: (node: JsonObject) => JsonObject,
): Promise<JsonObject> {
  const { page, size, where } = question
  const nodes: JsonObject[] = []
  let total = 0
  let after: string | undefined
  do {
    const first = Math.min(AT_ONCE, size - nodes.length)
    const start = after === undefined ? { offset: (page - 1) * size } : { after }
    const data = await askFor(ask, document, { ...variables, where, first, ...start })
    const answer = objectOf(data['page']) ?? {}
    const found = objectsOf(answer['nodes'])
    nodes.push(...found)
    total = Number(answer['totalCount'] ?? 0)
    after = found.length < first ? undefined : textOf(objectOf(answer['pageInfo'])?.['endCursor'])
  } while (after !== undefined && nodes.length < size)
  return pageOf(nodes.map(republish), total, question)
}

/** The page of a list that is held whole. */
export function cutPage(all: readonly JsonObject[], question: ListQuestion): JsonObject {
  const start = (question.page - 1) * question.size
  return pageOf(all.slice(start, start + question.size), all.length, question)
}

function pageOf(
  contents: readonly JsonObject[],
  total: number,
  { page, size }: Pick<ListQuestion, 'page' | 'size'>,
): JsonObject {
  const pages = Math.max(1, Math.ceil(total / size))
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents,
  }
}
