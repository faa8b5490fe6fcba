import { parse } from 'graphql'
import { z } from 'zod'

import { type Column, objectsAt, readCells, selectColumns } from './columns.ts'
import { csvHeader, csvLines } from '../../model/csv-lines.ts'
import { listParameters, readVariables } from './export-parameters.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { declare, findRootField, pass } from './paged-services.ts'
import { runQuery } from './run-query.ts'

/** A table with a row for each member of a list that each feed has. */
export interface FeedParts {
  /** From the feed to the list. */
  readonly path: string
  /** From a member. */
  readonly columns: readonly Column[]
  /** From the feed: the same in every row of it, after the others. */
  readonly besides: readonly Column[]
}

const OF_FEED: readonly Column[] = [
  ['feed', 'slug'],
  ['publisher', 'publisher'],
]

/** `verification.csv`: a row for each check of which anything could be tried. */
export const VERIFICATION: FeedParts = {
  path: 'verification.checks',
  columns: [
    ['check', 'id'],
    ['requirement', 'requirement'],
    ['outcome', 'outcome'],
    ['tried', 'tried'],
    ['failed', 'failed'],
    ['examples', 'examples'],
  ],
  besides: [...OF_FEED, ['at', 'verification.at']],
}

/** `filters.csv`: a row for each parameter of the feed's dialect, with whether it does what it says. */
export const FILTERS: FeedParts = {
  path: 'filters',
  columns: [
    ['parameter', 'parameter'],
    ['result', 'result'],
    ['at', 'at'],
  ],
  besides: OF_FEED,
}

const NAMES: readonly Column[] = [
  ['name', 'name'],
  ['count', 'count'],
]

/** `unmapped-terms.csv`: a row for each heading of a feed that no shared scheme knows, the most frequent first. */
export const UNMAPPED_TERMS: FeedParts = { path: 'content.unmappedTerms', columns: NAMES, besides: OF_FEED }

/** `unresolved-areas.csv`: a row for each name of an area of a feed that no gazetteer knows, the most frequent first. */
export const UNRESOLVED_AREAS: FeedParts = { path: 'content.unresolvedAreaNames', columns: NAMES, besides: OF_FEED }

const Answer = z.object({ feeds: z.array(z.looseObject({})) })

/** The writer of a table, feed by feed in the configured order or that of `slugs`. */
export function feedPartsWriter({ path, columns, besides }: FeedParts) {
  const selected = selectColumns([...besides, ...columns.map(([name, end]): Column => [name, `${path}.${end}`])])
  return async function* writeParts(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
    const parameters = listParameters(findRootField(source.schema, 'feeds'))
    const document = parse(`query Export(${declare(parameters)}) { feeds(${pass(parameters)}) { ${selected} } }`)
    const answer = await runQuery(source, document, readVariables(parameters, request.stated), request)
    yield csvHeader([...columns, ...besides].map(([name]) => name))
    for (const feed of Answer.parse(answer).feeds) {
      const constant = readCells(besides, feed)
      yield csvLines(objectsAt(feed, path).map((part) => [...readCells(columns, part), ...constant]))
    }
  }
}
