import { setImmediate } from 'node:timers/promises'
import { type DocumentNode, getNamedType, isObjectType, parse } from 'graphql'
import { z } from 'zod'

import { createRefusal } from '../refusals.ts'
import { type ExportParameter, listParameters, readVariables } from './export-parameters.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { declare, findRootField, pass } from './paged-services.ts'
import { runQuery } from './run-query.ts'

/** A list in pages: a connection of the schema's root, or one of an object that the root has. */
export interface PagedList {
  readonly root: string
  /** The field of the root's object that is the list; absent where the root itself is. */
  readonly list?: string
  /** What is selected of an edge. */
  readonly edge: string
  /** What is selected of the root's object besides. */
  readonly beside?: string
  /** Edges in a page: few enough that no page holds other requests up. */
  readonly size: number
}

/** One page of a list, with what was selected besides. */
export interface ListPage {
  readonly edges: readonly unknown[]
  readonly beside: unknown
}

const Connection = z.object({
  edges: z.array(z.unknown()),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
})
const Answer = z.object({ root: z.looseObject({}) })

/** Every page of the list that the request's parameters mean: the arguments of both fields, of the same name those of the root. */
export async function* readListPages(
  source: ExportSource,
  request: ExportRequest,
  list: PagedList,
): AsyncGenerator<ListPage> {
  const [own, inner] = parametersOf(source, list)
  const variables = readVariables([...own, ...inner], request.stated)
  const document = createDocument(list, own, inner)
  let after: string | null = null
  let hasNextPage = true
  while (hasNextPage) {
    const { root } = Answer.parse(await runQuery(source, document, { ...variables, after }, request))
    const page: z.infer<typeof Connection> = Connection.parse(list.list === undefined ? root : root['list'])
    yield { edges: page.edges, beside: root }
    ;({ hasNextPage, endCursor: after } = page.pageInfo)
    await (request.pace === undefined ? setImmediate() : request.pace.rest())
  }
}

function parametersOf(
  { schema }: ExportSource,
  { root, list }: PagedList,
): readonly [own: readonly ExportParameter[], inner: readonly ExportParameter[]] {
  const field = findRootField(schema, root)
  const own = listParameters(field)
  if (list === undefined) return [own, []]
  const type = getNamedType(field.type)
  const inner = isObjectType(type) ? type.getFields()[list] : undefined
  if (inner === undefined) throw createRefusal('NOT_FOUND')
  return [own, listParameters(inner).filter(({ name }) => own.every((known) => known.name !== name))]
}

function createDocument(
  { root, list, edge, beside = '', size }: PagedList,
  own: readonly ExportParameter[],
  inner: readonly ExportParameter[],
): DocumentNode {
  const page = `pageInfo { hasNextPage endCursor } edges { cursor ${edge} }`
  const paging = `first: ${size}, after: $after`
  const body =
    list === undefined
      ? `root: ${root}(${pass(own)} ${paging}) { ${page} ${beside} }`
      : `root: ${root}(${pass(own)}) { ${beside} list: ${list}(${pass(inner)} ${paging}) { ${page} } }`
  return parse(`query Export(${declare([...own, ...inner])} $after: String) { ${body} }`)
}
