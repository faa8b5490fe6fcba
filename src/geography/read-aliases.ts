import { type CsvRow, readCsvHeaders, readCsvRows } from '../model/csv-rows.ts'
import { type ImportColumns, partColumns } from '../model/import-problem.ts'

/** A name that people write, and the code of what it means: a GSS code, or a register's own. */
export interface Alias {
  readonly name: string
  readonly code: string
}

/** Names in the file's order. */
export interface AliasesFile {
  readonly aliases: readonly Alias[]
  /** The column that the codes are of. */
  readonly codeColumn: string
  /** Rows without a name or a code. */
  readonly leftOut: number
  readonly columns: ImportColumns
}

const NAMES = ['la-name', 'la_name', 'alias', 'variant', 'other_name', 'other-name', 'council', 'council-name', 'name']
const CODES = ['gss-code', 'gss_code', 'code', 'local-authority-code']

/** Whether a file's columns, in lower case, are of names that people write and the codes of what they mean. */
export function areAliasColumns(columns: readonly string[]): boolean {
  return [NAMES, CODES].every((names) => names.some((name) => columns.includes(name)))
}

/** Reads the names that people write for areas (`la-name,local-authority-code`, `alias,code`). */
export function readAliases(text: string): AliasesFile {
  const rows = readCsvRows(text, [])
  const headers = new Set(readCsvHeaders(text).map((header) => header.trim().toLowerCase()))
  const [nameColumn = '', codeColumn = ''] = [NAMES, CODES].map((names) => names.find((name) => headers.has(name)))
  const read = ({ cells }: CsvRow): readonly Alias[] => {
    const [name, code] = [cells.get(nameColumn), cells.get(codeColumn)]
    return name === undefined || code === undefined ? [] : [{ name, code }]
  }
  const aliases = rows.flatMap(read)
  return {
    aliases,
    codeColumn,
    leftOut: rows.length - aliases.length,
    columns: partColumns(readCsvHeaders(text), (header) => header === nameColumn || header === codeColumn),
  }
}
