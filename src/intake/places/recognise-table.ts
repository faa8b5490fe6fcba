import { stringify } from 'csv-stringify/sync'
import { findHeader } from '../../geography/find-header.ts'
import { parseRecords } from '../../model/csv-rows.ts'
import { UnreadableImport } from '../../model/import-problem.ts'
import { type ImportKind, recogniseImport } from './recognise-import.ts'

/** How much of a file its kind is known by. */
export const BEGINNING_BYTES = 16_384

/** What kind of table a text has, and how its reader is given the whole of it. */
export interface RecognisedTable {
  readonly kind: ImportKind
  /** From its header on, where titles stand above it; those of populations stay, since they may have the year. */
  read(whole: string): string
}

/** Recognises a table by the beginning of its text, or the whole, with or without titles above its header. UnreadableImport as of `recogniseImport`. */
export function recogniseTable(beginning: string, isWhole: boolean): RecognisedTable {
  try {
    return { kind: recogniseImport(beginning), read: (whole) => whole }
  } catch (error) {
    // Of a line that the beginning cuts off, a cell may be open.
    const below = withoutTitles(isWhole ? beginning : beginning.slice(0, beginning.lastIndexOf('\n') + 1))
    if (below === undefined) throw error
    return { kind: recogniseImport(below), read: (whole) => withoutTitles(whole) ?? whole }
  }
}

/** The table of a text without what stands above its header; undefined where nothing does, or it is no table of areas. */
function withoutTitles(text: string): string | undefined {
  try {
    const records = parseRecords(text)
    const header = findHeader(records) ?? 0
    return header === 0 ? undefined : stringify(records.slice(header))
  } catch (error) {
    if (error instanceof UnreadableImport) return undefined
    throw error
  }
}
