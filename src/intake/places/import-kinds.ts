import { readBuiltInAreas } from '../../geography/built-in-areas.ts'
import { postcodeKey } from '../../geography/postcode.ts'
import { readAliases } from '../../geography/read-aliases.ts'
import { readAreasCsv } from '../../geography/read-areas-csv.ts'
import { readBoundaries } from '../../geography/read-boundaries.ts'
import { readNamesCsv } from '../../geography/read-names-csv.ts'
import { readPopulations } from '../../geography/read-populations.ts'
import { readPostcodeDirectory } from '../../geography/read-postcode-directory.ts'
import { readRegister } from '../../geography/read-register.ts'
import { asArea, readSmallAreas } from '../../geography/read-small-areas.ts'
import { readSuccessions } from '../../geography/read-successions.ts'
import { type ImportColumns, type ImportProblem, UnreadableImport } from '../../model/import-problem.ts'
import type { GeographyDraft } from '../../store/geography-draft.ts'
import type { ImportSource } from './import-source.ts'
import { type PutAliases, putAliases } from './put-aliases.ts'
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

type Taker = (db: GeographyDraft, source: ImportSource) => Promise<ImportOutcome>

/** How a file of each kind is read and put. They reject with UnreadableImport where it is not what it seemed. */
export const IMPORT_KINDS: Readonly<Record<ImportKind, Taker>> = {
  async AREAS(db, source) {
    const { areas, columns, problems } = readAreasCsv(await source.text(), source.name)
    putAreas(db, areas)
    return outcomeOf(areas.length, columns, problems)
  },
  async NAMES(db, source) {
    const { areas, above, successions, columns, problems } = readNamesCsv(await source.text())
    const find = knownAreas(db)
    putAreas(db, areas)
    putAreas(
      db,
      above.filter(({ code }) => find(code) === undefined),
    )
    return outcomeOf(areas.length, columns, problems, successionNotes(putSuccessions(db, successions)))
  },
  async REGISTER(db, source) {
    const { areas, successions, columns, problems } = readRegister(await source.text(), source.name)
    putRegister(db, areas)
    return outcomeOf(areas.length, columns, problems, successionNotes(putSuccessions(db, successions)))
  },
  async ALIASES(db, source) {
    const { aliases, codeColumn, leftOut, columns } = readAliases(await source.text())
    const put = putAliases(db, aliases)
    if (put.taken + put.known === 0 && put.unknown.length > 0)
      throw new UnreadableImport(
        `A column of GSS codes is missing (gss-code or code): ${codeColumn} has ${put.unknown[0]}, and no register with that code beside its GSS code was imported.`,
      )
    const { taken, disputed, unknown } = put
    return { taken, columns, leftOut: leftOut + disputed.length + unknown.length, notes: aliasNotes(put, leftOut) }
  },
  async SUCCESSIONS(db, source) {
    const { successions, columns, problems } = readSuccessions(await source.text())
    const put = putSuccessions(db, successions)
    const [, ...unknown] = successionNotes(put)
    return outcomeOf(put.taken, columns, problems, unknown, successions.length - put.taken)
  },
  async POPULATIONS(db, source) {
    const { populations, columns, problems } = readPopulations(await source.text(), source.name)
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
  async SMALL_AREAS(db, source) {
    const { smallAreas, columns, problems } = readSmallAreas(await source.text(), source.name)
    for (const smallArea of smallAreas) db.putSmallArea(smallArea.code, smallArea)
    putAreas(db, smallAreas.map(asArea))
    return outcomeOf(smallAreas.length, columns, problems)
  },
  async BOUNDARIES(db, source) {
    const { outlines, columns, problems } = readBoundaries(await source.text())
    for (const [code, outline] of outlines) db.putOutline(code, outline)
    const builtIn = new Set(readBuiltInAreas().areas.map(({ code }) => code))
    const nameless = [...outlines.keys()].filter((code) => !builtIn.has(code) && db.findArea(code) === undefined)
    const note = `${nameless.length} boundaries have codes of no known area (such as ${nameless[0]}); import their names and codes too.`
    return outcomeOf(outlines.size, columns, problems, nameless.length > 0 ? [note] : [])
  },
  async POSTCODES(db, source) {
    const directory = readPostcodeDirectory(source.chunks())
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
    leftOut: problems.reduce((sum, { rows = 1 }) => sum + rows, besides),
    columns,
    notes: [...problems.map(({ message }) => message), ...notes],
  }
}

function aliasNotes({ known, disputed, unknown }: PutAliases, leftOut: number): readonly string[] {
  const notes: readonly (readonly [number, string])[] = [
    [known, `${known} names were known.`],
    [disputed.length, `${disputed.length} names mean another area too (such as ${disputed[0]}); left out.`],
    [
      unknown.length,
      `${unknown.length} codes are of no known area (such as ${unknown[0]}); import a register of them first.`,
    ],
    [leftOut, `${leftOut} rows without a name or a code; left out.`],
  ]
  return notes.flatMap(([count, note]) => (count === 0 ? [] : [note]))
}

function successionNotes({ taken, unknown }: PutSuccessions): readonly string[] {
  if (taken === 0 && unknown.length === 0) return []
  const lost = `What became of others was left out: ${unknown.length} areas are not known (such as ${unknown[0]}); import their names and codes first.`
  return [`${taken} areas with what took their place.`, ...(unknown.length > 0 ? [lost] : [])]
}
