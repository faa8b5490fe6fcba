import { type Column, readCells, selectColumns } from './columns.ts'
import { csvHeader, csvLines } from '../../model/csv-lines.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { type PagedList, readListPages } from './list-pages.ts'

/** A table with a row for each edge of a list, or for each object below one. */
export interface ListTable extends Pick<PagedList, 'root' | 'list' | 'size'> {
  /** From an edge. */
  readonly columns: readonly Column[]
  /** From the object that has the list: the same in every row, after the others. */
  readonly besides?: readonly Column[]
}

/** The writer of a table: its header, then its rows page after page. */
export function listWriter(table: ListTable) {
  return async function* writeList(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
    const { columns, besides = [], ...list } = table
    const asked = { ...list, edge: selectColumns(columns), beside: selectColumns(besides) }
    let isFirst = true
    for await (const { edges, beside } of readListPages(source, request, asked)) {
      if (isFirst) yield csvHeader([...columns, ...besides].map(([name]) => name))
      isFirst = false
      const constant = readCells(besides, beside)
      yield csvLines(edges.map((edge) => [...readCells(columns, edge), ...constant]))
    }
  }
}
