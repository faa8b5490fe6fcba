import type { SQLOutputValue } from 'node:sqlite'

/** A row of the catalogue's file; these readers say so loudly where a column is not what the tables promise. */
export type Row = Record<string, SQLOutputValue>

/** A text column that is never null. */
export function textOf(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new TypeError(`column ${column} holds ${typeof value}, not text`)
  return value
}

/** A text column; undefined where null. */
export function maybeTextOf(row: Row, column: string): string | undefined {
  return row[column] === null || row[column] === undefined ? undefined : textOf(row, column)
}

/** A number column that is never null. */
export function numberOf(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new TypeError(`column ${column} holds ${typeof value}, not a number`)
  return value
}

/** A number column; undefined where null. */
export function maybeNumberOf(row: Row, column: string): number | undefined {
  return row[column] === null || row[column] === undefined ? undefined : numberOf(row, column)
}

/** A blob column that is never null. */
export function bytesOf(row: Row, column: string): Uint8Array {
  const value = row[column]
  if (!(value instanceof Uint8Array)) throw new TypeError(`column ${column} holds ${typeof value}, not bytes`)
  return value
}

/** A blob column; undefined where null. */
export function maybeBytesOf(row: Row, column: string): Uint8Array | undefined {
  return row[column] === null || row[column] === undefined ? undefined : bytesOf(row, column)
}
