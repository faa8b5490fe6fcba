import { read, utils, type WorkSheet } from '@e965/xlsx'
import { stringify } from 'csv-stringify/sync'
import { UnreadableImport } from '../../model/import-problem.ts'

/** A sheet of a workbook as CSV, with what stands above its table. */
export interface Sheet {
  readonly name: string
  readonly text: string
}

/**
 * The sheets of a workbook (.xlsx, .xlsb, .xls, .ods) in its order, all of it held in memory: numbers as they are stored, days as
 * `2023-06-30`, formulas by their last results. UnreadableImport where the bytes are of none.
 */
export function* readSheets(bytes: Uint8Array): Generator<Sheet> {
  const { SheetNames, Sheets } = parse(bytes)
  for (const name of SheetNames) {
    const sheet = Sheets[name]
    if (sheet !== undefined) yield { name: name.trim(), text: csvOf(sheet) }
  }
}

function parse(bytes: Uint8Array) {
  try {
    return read(bytes, { dense: true, cellFormula: false, cellHTML: false, cellDates: true, UTC: true })
  } catch (cause) {
    throw noWorkbook(cause)
  }
}

/** An archive that is refused since it holds no workbook that can be read. */
export function noWorkbook(cause?: unknown): UnreadableImport {
  return new UnreadableImport(
    'No workbook that can be read (.xlsx, .ods, .xls). Take the files out of an archive first; save a workbook with a password without it.',
    { cause },
  )
}

function csvOf(sheet: WorkSheet): string {
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, UTC: true, blankrows: false, defval: '' })
  return stringify(
    rows.map((row) => row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell))),
  )
}
