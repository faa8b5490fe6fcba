import { stringify } from 'csv-stringify/sync'

/** A single value as a cell holds it; null where nothing is stated. */
export type Cell = string | number | boolean | null

/** The media type of a file that begins with its header (RFC 4180 §3). */
export const CSV_TYPE = 'text/csv; charset=utf-8; header=present'

/** One international number, or several in a list. */
const PHONE_NUMBERS = /^\+\d[\d ]* \d[\d +|]*$/

/**
 * Rows as CSV (RFC 4180: quoted where needed, CRLF after each). A text that a spreadsheet would take for a formula
 * (it begins with = + - @, tab or carriage return) gets a single quote in front; numbers stay numbers, and telephone
 * numbers of digits and spaces, which none takes for a formula, stay as they are.
 */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return stringify([...rows], {
    record_delimiter: 'windows',
    // A single line feed in a cell would else end its row.
    quote_record_delimiter: true,
    escape_formulas: true,
    cast: {
      boolean: (value) => String(value),
      string: (value) => (PHONE_NUMBERS.test(value) ? { value, escape_formulas: false } : value),
    },
  })
}

/** The first line of a CSV file. A byte order mark stands before it: without one, Excel reads UTF-8 as something else. */
export function csvHeader(names: readonly string[]): string {
  return `\uFEFF${csvLines([names])}`
}
