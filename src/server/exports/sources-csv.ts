import { csvHeader, csvLines } from '../../model/csv-lines.ts'
import { readCells } from './columns.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { readServicePages } from './paged-services.ts'
import { SOURCE_COLUMNS } from './source-columns.ts'

/** `sources.csv`: a row for each feed that could be behind the services of the same parameters, also those that could not answer. */
export async function* writeSourcesCsv(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  for await (const { feeds, generation } of readServicePages(source, request, '', 0)) {
    yield csvHeader([...SOURCE_COLUMNS.map(([name]) => name), 'generation'])
    yield csvLines(feeds.map((feed) => [...readCells(SOURCE_COLUMNS, feed), generation]))
    return
  }
}
