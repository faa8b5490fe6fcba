import { parse } from 'csv-parse/sync'
import { UnreadableImport } from './import-problem.ts'

/** A row by lower-case header; cells trimmed, empty ones left out. */
export interface CsvRow {
  readonly line: number
  readonly cells: ReadonlyMap<string, string>
}

/** Rows of a CSV text with a header line. UnreadableImport where it is not CSV or lacks one of the `required` columns. */
export function readCsvRows(text: string, required: readonly string[]): readonly CsvRow[] {
  const records = parseRecords(text)
  const header = (records[0] ?? []).map((name) => name.trim().toLowerCase())
  const missing = required.filter((name) => !header.includes(name))
  if (missing.length > 0) {
    const found = header.filter((name) => name !== '').join(', ') || 'nothing'
    throw new UnreadableImport(`The CSV lacks the column ${missing.join(', ')}; its first line has ${found}.`)
  }
  return records.slice(1).map((record, index) => {
    const cells = new Map<string, string>()
    for (const [column, cell] of record.entries()) {
      const name = header[column]
      if (name !== undefined && name !== '' && cell.trim() !== '') cells.set(name, cell.trim())
    }
    return { line: index + 2, cells }
  })
}

/** The header line of a CSV text as it stands, columns without a value included. UnreadableImport where it is not CSV. */
export function readCsvHeaders(text: string): readonly string[] {
  return parseRecords(text, 1)[0] ?? []
}

/** Records of a CSV text, their cells as they stand, its header among them; only so many where `first` is given. UnreadableImport where it is not CSV. */
export function parseRecords(text: string, first?: number): string[][] {
  try {
    return parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      ...(first !== undefined && { to: first }),
    })
  } catch (cause) {
    throw new UnreadableImport('The file is not CSV that can be read to its end.', { cause })
  }
}
