import type { Row } from './row.ts'

/** Many rows by column, each a list in the order of the rows: read as one text for each column, which takes less than an object for each row. */
export type Columns = Readonly<Record<string, readonly unknown[]>>

/** What a SELECT without GROUP BY gives the columns with, each by its name and SQL. */
export function columnsSql(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([name, sql]) => `json_group_array(${sql}) AS ${name}`)
    .join(', ')
}

/** The columns of the one row that such a SELECT gives. */
export function readColumns(row: Row | undefined): Columns {
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, list]) => [name, readList(list)]))
}

/** The values of a column that `json_group_array` gave; none where nothing was given. */
export function readList(list: unknown): readonly unknown[] {
  const values: unknown = typeof list === 'string' ? JSON.parse(list) : []
  return Array.isArray(values) ? values : []
}

/** A number of a column that is never null. */
export function numberAt(columns: Columns, name: string, at: number): number {
  const value = columns[name]?.[at]
  if (typeof value !== 'number') throw new TypeError(`column ${name} holds ${typeof value}, not a number`)
  return value
}

/** A number of a column; undefined where null. */
export function maybeNumberAt(columns: Columns, name: string, at: number): number | undefined {
  return columns[name]?.[at] === null ? undefined : numberAt(columns, name, at)
}

/** A text of a column that is never null. */
export function textAt(columns: Columns, name: string, at: number): string {
  const value = columns[name]?.[at]
  if (typeof value !== 'string') throw new TypeError(`column ${name} holds ${typeof value}, not text`)
  return value
}
