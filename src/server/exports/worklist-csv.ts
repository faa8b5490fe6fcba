import { type Column, readCells, readProperties, selectColumns } from './columns.ts'
import { type Cell, csvHeader, csvLines } from '../../model/csv-lines.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { readListPages } from './list-pages.ts'

/** The columns of `worklist.csv` from an edge of a feed's worklist. */
export const WORKLIST_COLUMNS: readonly Column[] = [
  ['change', 'node.change'],
  ['kind', 'node.kind'],
  ['record', 'node.record'],
  ['name', 'node.name'],
  ['other', 'node.other'],
  ['otherName', 'node.otherName'],
  ['code', 'node.code'],
  ['path', 'node.path'],
  ['message', 'node.message'],
  ['services', 'node.services'],
  ['key', 'node.key'],
  ['byOurRules', 'node.byOurRules'],
  ['date', 'node.date'],
]

/** The same in every row, from the feed. */
export const WORKLIST_BESIDES: readonly Column[] = [
  ['feed', 'slug'],
  ['publisher', 'publisher'],
  ['asOf', 'report.asOf'],
]

/** For the publisher to fill in where the row is a duplicate; `duplicates decide --from` reads them back. */
const ANSWER_COLUMNS = ['decision', 'note']

/** `worklist.csv`: a row for each thing the publisher of the feed `slug` should look at, and for what it has settled since the last. */
export async function* writeWorklistCsv(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  const rows = readWorklistRows(source, request)
  // What is wrong with the parameters is thrown before anything is sent.
  const first = await rows.next()
  yield WORKLIST_HEADER
  if (first.done !== true) yield csvLines([...first.value])
  for await (const page of rows) yield csvLines([...page])
}

/** The first line of a worklist as CSV. */
export const WORKLIST_HEADER = csvHeader([
  ...ANSWER_COLUMNS,
  ...[...WORKLIST_COLUMNS, ...WORKLIST_BESIDES].map(([name]) => name),
])

/** The rows below it page by page, those of pairs that `isKept` refuses left out. */
export async function* readWorklistRows(
  source: ExportSource,
  request: ExportRequest,
  isKept: (pair: Readonly<Record<string, Cell>>) => boolean = () => true,
): AsyncGenerator<readonly Cell[][]> {
  const list = {
    root: 'feed',
    list: 'worklist',
    edge: selectColumns(WORKLIST_COLUMNS),
    beside: selectColumns(WORKLIST_BESIDES),
    size: 100,
  }
  for await (const { edges, beside } of readListPages(source, request, list)) {
    const constant = readCells(WORKLIST_BESIDES, beside)
    yield edges
      .filter((edge) => isKept(readProperties(WORKLIST_COLUMNS, edge)))
      .map((edge) => [...ANSWER_COLUMNS.map(() => ''), ...readCells(WORKLIST_COLUMNS, edge), ...constant])
  }
}
