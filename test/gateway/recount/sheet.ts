import { parse } from 'csv-parse/sync'

/** A row of a sheet: each column's text, empty where nothing is stated. */
export type Row = Readonly<Record<string, string>>

/** The rows of a CSV file as a spreadsheet reads them. */
export function readSheet(text: string): readonly Row[] {
  return parse<Row>(text, { columns: true, bom: true })
}

/** The members of a list in a cell. */
export function members(cell = ''): readonly string[] {
  return cell === '' ? [] : cell.split(' | ')
}

/** The different values in a column, empty ones left out. */
export function distinct(rows: readonly Row[], column: string): ReadonlySet<string> {
  return new Set(rows.flatMap((row) => row[column] || []))
}

/** The rows by the value in a column. */
export function pivot(rows: readonly Row[], column: string): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, (row) => row[column] ?? '')
}

/** A number in a cell; null where it is empty. */
export function numberIn(cell = ''): number | null {
  return cell === '' ? null : Number(cell)
}

/** The middle one, or the mean of the middle two. */
export function median(values: readonly number[]): number | null {
  const [sorted, half] = [values.toSorted((a, b) => a - b), values.length / 2]
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
