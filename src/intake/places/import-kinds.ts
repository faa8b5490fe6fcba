import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readBuiltInAreas } from '../../geography/built-in-areas.ts'
import { postcodeKey } from '../../geography/postcode.ts'
import { readAreasCsv } from '../../geography/read-areas-csv.ts'
import { readBoundaries } from '../../geography/read-boundaries.ts'
import { readNamesCsv } from '../../geography/read-names-csv.ts'
import { readPopulations } from '../../geography/read-populations.ts'
import { readPostcodeDirectory } from '../../geography/read-postcode-directory.ts'
import { readRegister } from '../../geography/read-register.ts'
import { asArea, readSmallAreas } from '../../geography/read-small-areas.ts'
import { readSuccessions } from '../../geography/read-successions.ts'
import type { ImportColumns, ImportProblem } from '../../model/import-problem.ts'
import type { GeographyDraft } from '../../store/geography-draft.ts'
import { knownAreas, putAreas, putPopulations, putRegister } from './put-areas.ts'
import { type PutSuccessions, putSuccessions } from './put-successions.ts'
import type { ImportKind } from './recognise-import.ts'

/** What became of a file that was taken. */
export interface ImportOutcome {
  /** Areas, boundaries, postcodes, populations or successions taken. */
  readonly taken: number
  readonly leftOut: number
  readonly columns: ImportColumns
  /** What was left out or is lacking, in words. */
  readonly notes: readonly string[]
}

type Taker = (db: GeographyDraft, file: string) => Promise<ImportOutcome>

/** How a file of each kind is read and put. They reject with UnreadableImport where it is not what it seemed. */
export const IMPORT_KINDS: Readonly<Record<ImportKind, Taker>> = {
  async AREAS(db, file) {
    const { areas, columns, problems } = readAreasCsv(await readFile(file, 'utf8'), basename(file))
    putAreas(db, areas)
    return outcomeOf(areas.length, columns, problems)
  },
  async NAMES(db, file) {
    const { areas, above, successions, columns, problems } = readNamesCsv(await readFile(file, 'utf8'))
    const find = knownAreas(db)
    putAreas(db, areas)
    putAreas(
      db,
      above.filter(({ code }) => find(code) === undefined),
    )
    return outcomeOf(areas.length, columns, problems, successionNotes(putSuccessions(db, successions)))
  },
  async REGISTER(db, file) {
    const { areas, successions, columns, problems } = readRegister(await readFile(file, 'utf8'), basename(file))
    putRegister(db, areas)
    return outcomeOf(areas.length, columns, problems, successionNotes(putSuccessions(db, successions)))
  },
  async SUCCESSIONS(db, file) {
    const { successions, columns, problems } = readSuccessions(await readFile(file, 'utf8'))
    const put = putSuccessions(db, successions)
    const [, ...unknown] = successionNotes(put)
    return outcomeOf(put.taken, columns, problems, unknown, successions.length - put.taken)
  },
  async POPULATIONS(db, file) {
    const { populations, columns, problems } = readPopulations(await readFile(file, 'utf8'), basename(file))
    const unknown = putPopulations(db, populations)
    const note = `${unknown.length} areas are not known (such as ${unknown[0]}); import their names and codes first.`
    return outcomeOf(
      populations.length - unknown.length,
      columns,
      problems,
      unknown.length === 0 ? [] : [note],
      unknown.length,
    )
  },
  async SMALL_AREAS(db, file) {
    const { smallAreas, columns, problems } = readSmallAreas(await readFile(file, 'utf8'), basename(file))
    for (const smallArea of smallAreas) db.putSmallArea(smallArea.code, smallArea)
    putAreas(db, smallAreas.map(asArea))
    return outcomeOf(smallAreas.length, columns, problems)
  },
  async BOUNDARIES(db, file) {
    const { outlines, columns, problems } = readBoundaries(await readFile(file, 'utf8'))
    for (const [code, outline] of outlines) db.putOutline(code, outline)
    const builtIn = new Set(readBuiltInAreas().areas.map(({ code }) => code))
    const nameless = [...outlines.keys()].filter((code) => !builtIn.has(code) && db.findArea(code) === undefined)
    const note = `${nameless.length} boundaries have codes of no known area (such as ${nameless[0]}); import their names and codes too.`
    return outcomeOf(outlines.size, columns, problems, nameless.length > 0 ? [note] : [])
  },
  async POSTCODES(db, file) {
    const directory = readPostcodeDirectory(createReadStream(file))
    for await (const { postcode, ...entry } of directory.entries)
      db.putPostcode({ key: postcodeKey(postcode), ...entry })
    const { taken, leftOut, terminated, withoutPoint, columns } = directory.report
    return {
      taken,
      leftOut,
      columns,
      notes: [
        `${terminated} postcodes are withdrawn, ${withoutPoint} have no place on the map.`,
        ...(leftOut > 0 ? [`${leftOut} rows without a full postcode; left out.`] : []),
      ],
    }
  },
}

function outcomeOf(
  taken: number,
  columns: ImportColumns,
  problems: readonly ImportProblem[],
  notes: readonly string[] = [],
  besides = 0,
): ImportOutcome {
  return {
    taken,
    leftOut: problems.length + besides,
    columns,
    notes: [...problems.map(({ message }) => message), ...notes],
  }
}

function successionNotes({ taken, unknown }: PutSuccessions): readonly string[] {
  if (taken === 0 && unknown.length === 0) return []
  const lost = `What became of others was left out: ${unknown.length} areas are not known (such as ${unknown[0]}); import their names and codes first.`
  return [`${taken} areas with what took their place.`, ...(unknown.length > 0 ? [lost] : [])]
}
