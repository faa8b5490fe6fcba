import { stringify } from 'csv-stringify/sync'
import { readPopulations } from '../../geography/read-populations.ts'
import { UnreadableImport } from '../../model/import-problem.ts'
import type { Sheet } from './read-sheets.ts'
import { IMPORTABLE, type ImportKind } from './recognise-import.ts'
import { BEGINNING_BYTES, recogniseTable } from './recognise-table.ts'

/** The table that is taken of a workbook. */
export interface ChosenSheet {
  readonly kind: ImportKind
  readonly text: string
  /** Which sheet it is, and which were ignored. */
  readonly note: string
}

interface Candidate {
  readonly name: string
  readonly kind: ImportKind
  readonly text: string
  /** The greater the better, the first that differs. */
  readonly rank: readonly number[]
}

/** Kinds that say more of areas come before those that say less. */
const KINDS: readonly ImportKind[] = [
  'AREAS',
  'SMALL_AREAS',
  'REGISTER',
  'SUCCESSIONS',
  'POPULATIONS',
  'POSTCODES',
  'NAMES',
]

/**
 * Chooses the sheet of a workbook that says most of areas; of several with populations that of persons, of the newest year,
 * by most ages and areas. UnreadableImport where none can be read, naming what is lacking.
 */
export async function chooseSheet(sheets: Iterable<Sheet> | AsyncIterable<Sheet>, file: string): Promise<ChosenSheet> {
  const names: string[] = []
  const refusals: string[] = []
  let best: Candidate | undefined
  for await (const sheet of sheets) {
    names.push(sheet.name)
    try {
      const candidate = candidateOf(sheet, file)
      if (best === undefined || isBetter(candidate.rank, best.rank)) best = candidate
    } catch (error) {
      if (!(error instanceof UnreadableImport)) throw error
      if (!error.message.includes(IMPORTABLE)) refusals.push(`Sheet ${sheet.name}: ${error.message}`)
    }
  }
  if (best === undefined) {
    const lacking = `No sheet (${names.join(', ')}) has a table with a column of GSS codes (gss-code, code or LAD25CD). ${IMPORTABLE}`
    throw new UnreadableImport(refusals[0] ?? lacking)
  }
  const { name, kind, text } = best
  const others = names.filter((each) => each !== name)
  const ignored = others.length === 0 ? '' : ` Sheets ignored: ${others.join(', ')}.`
  return { kind, text, note: `Sheet taken: ${name}.${ignored}` }
}

function candidateOf({ name, text }: Sheet, file: string): Candidate {
  const { kind, read } = recogniseTable(text.slice(0, BEGINNING_BYTES), text.length <= BEGINNING_BYTES)
  // The name of a sheet is a title of its table: often it alone has the year.
  const whole = kind === 'POPULATIONS' ? stringify([[name]]) + text : read(text)
  return { name, kind, text: whole, rank: [-KINDS.indexOf(kind), ...rankOf(kind, name, whole, file)] }
}

function rankOf(kind: ImportKind, name: string, text: string, file: string): readonly number[] {
  if (kind !== 'POPULATIONS') return [text.length]
  const { populations } = readPopulations(text, file)
  const year = populations.reduce((newest, each) => Math.max(newest, each.year), 0)
  const isOfOneSex = /\b(?:fe)?males?\b/i.test(name) && !/\bpersons\b/i.test(name)
  const bands = populations.reduce((sum, { people }) => sum + Object.keys(people).length, 0)
  return [Number(!isOfOneSex), year, bands]
}

function isBetter(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index])
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0)
}
