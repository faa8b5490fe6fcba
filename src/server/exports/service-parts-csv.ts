import { parse } from 'graphql'
import { z } from 'zod'

import { type Column, objectsAt, readCells, selectColumns } from './columns.ts'
import { type Cell, csvHeader, csvLines } from '../../model/csv-lines.ts'
import { listParameters, readVariables } from './export-parameters.ts'
import { createRefusal } from '../refusals.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { declare, findRootField, pass } from './paged-services.ts'
import { runQuery } from './run-query.ts'

const ISSUE_COLUMNS: readonly Column[] = [
  ['severity', 'severity'],
  ['code', 'code'],
  ['path', 'path'],
  ['message', 'message'],
]
const LISTING_COLUMNS: readonly Column[] = [
  ['id', 'service.id'],
  ['feed', 'service.feed.slug'],
  ['publisher', 'service.feed.publisher'],
]

/** What the two tables select of a service. */
export const SERVICE_PARTS = {
  issues: `issues { ${selectColumns(ISSUE_COLUMNS)} }`,
  differences: `cluster { conflicts { field values { value ${selectColumns(LISTING_COLUMNS)} } } }`,
} as const

const Answer = z.object({ service: z.looseObject({}).nullable() })
const Difference = z.looseObject({ field: z.string() })
const Listing = z.looseObject({ value: z.unknown() })

/** `service-issues.csv`: a row for each thing that was noticed in the service's record. */
export async function* writeServiceIssuesCsv(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  const service = await readService(source, request, SERVICE_PARTS.issues)
  yield csvHeader(ISSUE_COLUMNS.map(([name]) => name))
  yield csvLines(objectsAt(service, 'issues').map((issue) => readCells(ISSUE_COLUMNS, issue)))
}

/** `service-differences.csv`: a row for each value of each field in which listings of the service differ; what is no text or number is JSON. */
export async function* writeServiceDifferencesCsv(
  source: ExportSource,
  request: ExportRequest,
): AsyncGenerator<string> {
  const service = await readService(source, request, SERVICE_PARTS.differences)
  yield csvHeader(['field', 'value', ...LISTING_COLUMNS.map(([name]) => name)])
  for (const conflict of objectsAt(service, 'cluster.conflicts')) {
    const { field } = Difference.parse(conflict)
    yield csvLines(
      objectsAt(conflict, 'values').map((listing) => [
        field,
        cellOf(Listing.parse(listing).value),
        ...readCells(LISTING_COLUMNS, listing),
      ]),
    )
  }
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

async function readService(source: ExportSource, request: ExportRequest, selection: string): Promise<object> {
  const parameters = listParameters(findRootField(source.schema, 'service'))
  const document = parse(`query Export(${declare(parameters)}) { service(${pass(parameters)}) { ${selection} } }`)
  const answer = await runQuery(source, document, readVariables(parameters, request.stated), request)
  const { service } = Answer.parse(answer)
  // Of what is not there an empty table would say that nothing is wrong with it.
  if (service === null) throw createRefusal('NOT_FOUND', { message: 'No service has this id.' })
  return service
}
