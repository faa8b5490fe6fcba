import { setImmediate } from 'node:timers/promises'
import { type DocumentNode, type GraphQLField, type GraphQLSchema, parse } from 'graphql'
import { z } from 'zod'

import { createRefusal } from '../refusals.ts'
import { type ExportParameter, listParameters, readVariables } from './export-parameters.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { runQuery } from './run-query.ts'
import { SOURCE_SELECTION } from './source-columns.ts'

/** Services in a page, of what a table needs and in full: few enough that no page holds other requests up. */
const TABLE_PAGE = 50
export const FULL_PAGE = 20

const Page = z.object({
  services: z.object({
    generation: z.string(),
    asOf: z.string(),
    totalCount: z.number().optional(),
    feeds: z.array(z.unknown()),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    edges: z.array(z.unknown()),
  }),
})

/** One page of the list of services. */
export type ServicesPage = z.infer<typeof Page>['services']

/** A field of the schema's root; the refusal NOT_FOUND where this schema has none of that name. */
export function findRootField(schema: GraphQLSchema, name: string): GraphQLField<unknown, unknown> {
  const field = schema.getQueryType()?.getFields()[name]
  if (field === undefined) throw createRefusal('NOT_FOUND')
  return field
}

/**
 * Every page of the services that the request's parameters mean, `pageSize` long, in their order; `selection` is that of an
 * edge, and only the first page has `totalCount`. Cursors hold while feeds are refreshed, so a change on the way shows in `generation`.
 * Other requests get their turn between two pages.
 */
export async function* readServicePages(
  source: ExportSource,
  request: ExportRequest,
  selection: string,
  pageSize: number = TABLE_PAGE,
): AsyncGenerator<ServicesPage> {
  const parameters = listParameters(findRootField(source.schema, 'services'))
  const read = readVariables(parameters, request.stated)
  const variables = { ...read, filter: asTyped(read['filter']) }
  const document = createDocument(parameters, selection, pageSize)
  let after: string | null = null
  let hasNextPage = true
  while (hasNextPage) {
    const answer = await runQuery(source, document, { ...variables, after, isFirst: after === null }, request)
    const page: ServicesPage = Page.parse(answer).services
    yield page
    ;({ hasNextPage, endCursor: after } = page.pageInfo)
    await (request.pace === undefined ? setImmediate() : request.pace.rest())
  }
}

function createDocument(parameters: readonly ExportParameter[], selection: string, pageSize: number): DocumentNode {
  return parse(`query Export(${declare(parameters)} $after: String, $isFirst: Boolean!) {
    services(${pass(parameters)} first: ${pageSize}, after: $after) {
      generation
      asOf
      totalCount @include(if: $isFirst)
      feeds { ${SOURCE_SELECTION} }
      pageInfo { hasNextPage endCursor }
      edges { cursor ${selection} }
    }
  }`)
}

/** A filter whose texts are searched as typed unless it says otherwise: a file has nowhere to say that others were. */
function asTyped(filter: unknown): unknown {
  if (Array.isArray(filter)) return filter.map(asTyped)
  if (typeof filter !== 'object' || filter === null) return filter
  const inner = Object.entries(filter).map(([name, value]): readonly [string, unknown] =>
    name === 'and' || name === 'or' || name === 'not' ? [name, asTyped(value)] : [name, value],
  )
  return { ...('text' in filter && { correctText: false }), ...Object.fromEntries(inner) }
}

/** The variables of an operation over these parameters, as its head declares them. */
export function declare(parameters: readonly ExportParameter[]): string {
  return parameters.map(({ name, argument }) => `$${name}: ${String(argument.type)},`).join(' ')
}

/** The same variables as its field takes them. */
export function pass(parameters: readonly ExportParameter[]): string {
  return parameters.map(({ name, argument }) => `${argument.name}: $${name},`).join(' ')
}
