import { read, utils, type WorkSheet } from '@e965/xlsx'
import { stringify } from 'csv-stringify/sync'
import { UnreadableImport } from '../../model/import-problem.ts'

/** A sheet of a workbook as CSV, with what stands above its table. */
export interface Sheet {
  readonly name: string
  readonly text: string
}

/** A larger workbook is read a sheet at a time, and where it is an .xlsx row by row: all of it together would fill the memory. */
export const MOST_BYTES_AT_ONCE = 20_000_000

/** How archives of XML (.xlsx, .xlsb, .ods) and the older binary workbooks (.xls) begin. */
const BEGINNINGS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const

/** Whether a file's first bytes are those of a workbook, or of another archive. */
export function isWorkbook(beginning: Uint8Array): boolean {
  return BEGINNINGS.some((bytes) => bytes.every((byte, at) => beginning[at] === byte))
}

/**
 * The sheets of a workbook (.xlsx, .xlsb, .xls, .ods) in its order: numbers as they are stored, days as `2023-06-30`, formulas
 * by their last results. UnreadableImport where the bytes are of none.
 */
export function* readSheets(bytes: Uint8Array): Generator<Sheet> {
  const all = bytes.length > MOST_BYTES_AT_ONCE ? undefined : parse(bytes, {})
  for (const name of all?.SheetNames ?? parse(bytes, { bookSheets: true }).SheetNames) {
    const sheet = (all ?? parse(bytes, { sheets: name })).Sheets[name]
    if (sheet !== undefined) yield { name: name.trim(), text: csvOf(sheet) }
  }
}

function parse(bytes: Uint8Array, which: { readonly bookSheets?: true; readonly sheets?: string }) {
  try {
    return read(bytes, { dense: true, cellFormula: false, cellHTML: false, cellDates: true, UTC: true, ...which })
  } catch (cause) {
    throw new UnreadableImport(
      'No workbook that can be read (.xlsx, .ods, .xls). Take the files out of an archive first; save a workbook with a password without it.',
      { cause },
    )
  }
}

function csvOf(sheet: WorkSheet): string {
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, UTC: true, blankrows: false, defval: '' })
  return stringify(
    rows.map((row) => row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell))),
  )
}
