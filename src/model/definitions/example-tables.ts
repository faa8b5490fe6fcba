import { EXAMPLE_CHANGES, EXAMPLE_HOURS } from './example-days.ts'
import { EXAMPLE_LOOKS } from './example-looks.ts'
import { EXAMPLE_RECORDS } from './example-records.ts'
import { EXAMPLE_SITES, EXAMPLE_SMALL_AREAS } from './example-places.ts'
import { EXAMPLE_TERMS, EXAMPLE_TOWNS } from './example-towns.ts'

/** Rows of an invented region that figures are worked out from. */
export interface ExampleTable {
  readonly title: string
  readonly note: string
  /** What each column says, by its key in the rows; the first names the row. */
  readonly columns: Readonly<Record<string, string>>
  /** A key that is absent: not stated. */
  readonly rows: readonly object[]
}

/** The tables that examples name. */
export const EXAMPLE_TABLES = {
  records: EXAMPLE_RECORDS,
  sites: EXAMPLE_SITES,
  towns: EXAMPLE_TOWNS,
  terms: EXAMPLE_TERMS,
  smallAreas: EXAMPLE_SMALL_AREAS,
  hours: EXAMPLE_HOURS,
  changes: EXAMPLE_CHANGES,
  looks: EXAMPLE_LOOKS,
} as const satisfies Readonly<Record<string, ExampleTable>>

export type ExampleTableName = keyof typeof EXAMPLE_TABLES

/** Names of the tables, in the order in which they are shown. */
export const EXAMPLE_TABLE_NAMES: readonly ExampleTableName[] = Object.keys(EXAMPLE_TABLES).filter(isTableName)

function isTableName(name: string): name is ExampleTableName {
  return name in EXAMPLE_TABLES
}

/** The texts of a table's rows in the order of its columns; undefined: not stated. */
export function cellsOf({ columns, rows }: ExampleTable): readonly (readonly (string | undefined)[])[] {
  return rows.map((row) => {
    const stated = new Map<string, unknown>(Object.entries(row))
    return Object.keys(columns).map((key) => {
      const value = stated.get(key)
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
    })
  })
}
