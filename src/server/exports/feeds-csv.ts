import { parse } from 'graphql'
import { z } from 'zod'

import { readCells, selectColumns } from './columns.ts'
import { csvHeader, csvLines } from '../../model/csv-lines.ts'
import { listParameters, readVariables } from './export-parameters.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { readListPages } from './list-pages.ts'
import { FEED_COLUMNS, ISSUES } from './list-tables.ts'
import { declare, findRootField, pass } from './paged-services.ts'
import { runQuery } from './run-query.ts'

const Feeds = z.object({ feeds: z.array(z.object({ slug: z.string() }).loose()) })

/** `feeds.csv`: a row for each feed, in the configured order or that of `slugs`. */
export async function* writeFeedsCsv(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  const feeds = await readFeeds(source, request, selectColumns(FEED_COLUMNS))
  yield csvHeader(FEED_COLUMNS.map(([name]) => name))
  yield csvLines(feeds.map((feed) => readCells(FEED_COLUMNS, feed)))
}

/** `issues.csv`: a row for each defect found in what the feeds sent, feed by feed; `slugs` says which, `filter` which defects. */
export async function* writeIssuesCsv(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  const { columns, besides = [], ...list } = ISSUES
  const { slugs, ...filter } = Object.fromEntries(request.stated)
  const feeds = await readFeeds(source, withParameters(request, slugs === undefined ? {} : { slugs }), '')
  const asked = { ...list, edge: selectColumns(columns), beside: selectColumns(besides) }
  let isFirst = true
  for (const { slug } of feeds) {
    for await (const { edges, beside } of readListPages(source, withParameters(request, { ...filter, slug }), asked)) {
      if (isFirst) yield csvHeader([...besides, ...columns].map(([name]) => name))
      isFirst = false
      yield csvLines(edges.map((edge) => [...readCells(besides, beside), ...readCells(columns, edge)]))
    }
  }
  if (isFirst) yield csvHeader([...besides, ...columns].map(([name]) => name))
}

function withParameters(request: ExportRequest, parameters: Readonly<Record<string, string>>): ExportRequest {
  return { ...request, stated: new Map(Object.entries(parameters)) }
}

async function readFeeds(source: ExportSource, request: ExportRequest, selection: string) {
  const parameters = listParameters(findRootField(source.schema, 'feeds'))
  const document = parse(`query Export(${declare(parameters)}) { feeds(${pass(parameters)}) { slug ${selection} } }`)
  const answer = await runQuery(source, document, readVariables(parameters, request.stated), request)
  return Feeds.parse(answer).feeds
}
