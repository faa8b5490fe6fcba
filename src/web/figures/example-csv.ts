import { hash } from 'node:crypto'

import { csvHeader, csvLines } from '../../model/csv-lines.ts'
import {
  cellsOf,
  EXAMPLE_TABLES,
  type ExampleTable,
  type ExampleTableName,
} from '../../model/definitions/example-tables.ts'

/** A table that examples are worked out from, as CSV (RFC 4180); a cell is empty where nothing is stated. */
interface ExampleCsv {
  /** From the root of the pages, without a leading slash; it differs where the content does. */
  readonly path: string
  readonly text: string
}

let tables: ReadonlyMap<string, ExampleCsv> | undefined

function writeTables(): ReadonlyMap<string, ExampleCsv> {
  const entries: readonly (readonly [string, ExampleTable])[] = Object.entries(EXAMPLE_TABLES)
  return new Map(
    entries.map(([name, table]) => {
      const rows = cellsOf(table).map((row) => row.map((cell) => cell ?? null))
      const text = csvHeader(Object.values(table.columns)) + csvLines(rows)
      return [name, { path: `assets/rows-${name}-${hash('sha256', text, 'base64url').slice(0, 12)}.csv`, text }]
    }),
  )
}

/** Where the CSV of a table is had. */
export function exampleCsvPath(name: ExampleTableName): string {
  tables ??= writeTables()
  return tables.get(name)?.path ?? ''
}

/** The CSV at a path from the root, with its leading slash; undefined where none is. */
export function findExampleCsv(path: string): string | undefined {
  tables ??= writeTables()
  return [...tables.values()].find((table) => path === `/${table.path}`)?.text
}
