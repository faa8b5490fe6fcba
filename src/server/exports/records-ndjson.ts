import type { GraphQLError } from 'graphql'
import { z } from 'zod'

import { readProperties } from './columns.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { FULL_PAGE, readServicePages } from './paged-services.ts'
import { selectInFull } from './record-selection.ts'
import { SOURCE_COLUMNS } from './source-columns.ts'

const Edge = z.object({ node: z.unknown(), unknownOn: z.array(z.string()), distanceMetres: z.number().nullable() })

/**
 * `records.ndjson`: an object on each line. First `sources`, then a `service` for each of the list, in full, with what the
 * search knows of it (`unknownOn`, `distanceMetres`) beside it, then `end`; or `error` in its place where the export could not go on. A file without `end` is not whole.
 */
export async function* writeRecordsNdjson(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  const selection = `unknownOn distanceMetres node { ${selectInFull(source.schema, 'Service')} }`
  let first: string | undefined
  let last = ''
  let services = 0
  for await (const page of readServicePages(source, request, selection, FULL_PAGE)) {
    const { edges, feeds, asOf, generation, totalCount } = page
    if (first === undefined) {
      const stated = feeds.map((feed) => readProperties(SOURCE_COLUMNS, feed))
      yield toLine({ sources: { asOf, generation, services: totalCount, feeds: stated } })
    }
    first ??= generation
    last = generation
    services += edges.length
    yield z
      .array(Edge)
      .parse(edges)
      .map(({ node: service, ...known }) => toLine({ service, ...known }))
      .join('')
  }
  yield toLine({ end: { services, generation: last, changedOnTheWay: first !== last } })
}

/** The last line of a file that could not be ended. */
export function describeNdjsonError({ message, extensions }: GraphQLError): string {
  return toLine({ error: { code: extensions['code'], message } })
}

function toLine(value: object): string {
  return `${JSON.stringify(value)}\n`
}
