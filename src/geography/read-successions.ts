import { type CsvRow, readCsvHeaders, readCsvRows } from '../model/csv-rows.ts'
import { type ImportColumns, type ImportProblem, partColumns, UnreadableImport } from '../model/import-problem.ts'
import { present } from '../model/present.ts'
import { isRealArea } from './area.ts'
import type { Succession } from './succession.ts'

/** Successions in the file's order, and what was left out. */
export interface SuccessionsFile {
  readonly successions: readonly Succession[]
  readonly columns: ImportColumns
  readonly problems: readonly ImportProblem[]
}

const COLUMNS: Readonly<Record<keyof Succession, readonly string[]>> = {
  code: ['code', 'geogcd_p'],
  name: ['name', 'geognm_p'],
  successor: ['successor', 'geogcd'],
  successorName: ['successor_name', 'geognm'],
  from: ['from', 'oper_date'],
}

/** Whether a file's columns, in lower case, are of areas and those that took their place. */
export function areSuccessionColumns(columns: readonly string[]): boolean {
  return [
    ['code', 'successor'],
    ['geogcd_p', 'geogcd'],
  ].some((pair) => pair.every((name) => columns.includes(name)))
}

/**
 * Reads which areas took the place of which: the gateway's own CSV `code,successor` and optionally `name,successor_name,from`
 * (a row each pair: an area that is divided has several), or `Changes.csv` of the ONS's Code History Database.
 * UnreadableImport where the columns are not those.
 */
export function readSuccessions(text: string): SuccessionsFile {
  const rows = readCsvRows(text, [])
  const headers = new Set(readCsvHeaders(text).map((header) => header.trim().toLowerCase()))
  const isOwn = headers.has('successor')
  const columnOf = (field: keyof Succession): string => COLUMNS[field][isOwn ? 0 : 1] ?? ''
  const lacking = (['code', 'successor'] as const).map(columnOf).filter((column) => !headers.has(column))
  if (lacking.length > 0) throw new UnreadableImport(`The column ${lacking.join(', ')} is missing.`)
  const successions: Succession[] = []
  const problems: ImportProblem[] = []
  for (const row of rows) {
    const read = readRow(row, columnOf)
    if (typeof read === 'string') problems.push({ line: row.line, message: `Line ${row.line} ${read}; left out.` })
    else if (read.code !== read.successor) successions.push(read)
  }
  const taken = new Set(Object.values(COLUMNS).map((names) => names[isOwn ? 0 : 1]))
  return { successions, columns: partColumns(readCsvHeaders(text), (header) => taken.has(header)), problems }
}

function readRow(row: CsvRow, columnOf: (field: keyof Succession) => string): Succession | string {
  const cell = (field: keyof Succession): string | undefined => row.cells.get(columnOf(field))
  const [code, successor, stated] = [cell('code'), cell('successor'), cell('from')]
  if (code === undefined || successor === undefined || !isRealArea(code) || !isRealArea(successor))
    return 'needs the GSS codes of an area and of its successor'
  const from = stated === undefined ? undefined : readDay(stated)
  if (stated !== undefined && from === undefined) return `has no date in “${stated}” (write 2028-04-01)`
  return { code, successor, ...present({ name: cell('name'), successorName: cell('successorName'), from }) }
}

/** `2028-04-01` or, as the ONS writes it, `01/04/2028`, with or without a time. */
export function readDay(text: string): string | undefined {
  const [, iso] = /^(\d{4}-\d\d-\d\d)(?:$|[T ])/.exec(text) ?? []
  if (iso !== undefined) return isDay(iso) ? iso : undefined
  const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})(?:$| )/.exec(text) ?? []
  const turned = `${year}-${month}-${day}`
  return day !== undefined && isDay(turned) ? turned : undefined
}

function isDay(day: string): boolean {
  return !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day)
}
