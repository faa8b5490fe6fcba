import { randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync, renameSync, rmSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Area } from '../../geography/area.ts'
import { readBuiltInAreas } from '../../geography/built-in-areas.ts'
import type { Outline } from '../../geography/boundary-index.ts'
import { postcodeKey } from '../../geography/postcode.ts'
import { readAreasCsv } from '../../geography/read-areas-csv.ts'
import { readBoundaries } from '../../geography/read-boundaries.ts'
import { readNamesCsv } from '../../geography/read-names-csv.ts'
import { readPostcodeDirectory } from '../../geography/read-postcode-directory.ts'
import { asArea, readSmallAreas } from '../../geography/read-small-areas.ts'
import { type ImportProblem, UnreadableImport } from '../../model/import-problem.ts'
import { openGeographyDraft, type GeographyDraft } from '../../store/geography-draft.ts'
import { mergeArea } from '../../geography/merge-area.ts'
import { putBoards } from './put-boards.ts'
import { type ImportKind, recogniseImport } from './recognise-import.ts'

/** What became of one file. */
export interface ImportedFile {
  readonly file: string
  readonly kind: ImportKind
  /** Areas, boundaries or postcodes taken. */
  readonly taken: number
  readonly leftOut: number
  /** What was left out or is lacking, in words. */
  readonly notes: readonly string[]
}

type Outcome = Omit<ImportedFile, 'file' | 'kind'>

/**
 * Imports files into the geography at `target`, on top of what it holds: all of them, or, where one can't be read
 * (UnreadableImport), none. The new state takes the old one's place in one step, so whoever reads it never sees half.
 */
export async function importAreas(files: readonly string[], target: string, at: string): Promise<ImportedFile[]> {
  mkdirSync(dirname(target), { recursive: true })
  const draft = `${target}.${randomUUID()}.draft`
  try {
    const db = openGeographyDraft(target, draft)
    const imported: ImportedFile[] = []
    try {
      for (const file of files) imported.push(await importFile(db, file, at))
      putBoards(db)
      db.setVersion(randomUUID())
    } finally {
      db.close()
    }
    renameSync(draft, target)
    return imported
  } finally {
    for (const leftover of [draft, `${draft}-journal`]) rmSync(leftover, { force: true })
  }
}

async function importFile(db: GeographyDraft, file: string, at: string): Promise<ImportedFile> {
  try {
    const kind = recogniseImport(await readBeginning(file))
    const outcome = await db.importFile({ file: basename(file), kind, at }, () => takers[kind](db, file))
    return { file, kind, ...outcome }
  } catch (error) {
    if (!(error instanceof UnreadableImport)) throw error
    throw new UnreadableImport(`${file}: ${error.message} Nothing was imported.`, { cause: error })
  }
}

async function readBeginning(file: string): Promise<string> {
  const handle = await open(file).catch((cause: NodeJS.ErrnoException) => {
    throw new UnreadableImport(cause.code === 'ENOENT' ? 'There is no such file.' : 'The file can not be opened.', {
      cause,
    })
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8_192), 0, 8_192, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

const takers: Readonly<Record<ImportKind, (db: GeographyDraft, file: string) => Promise<Outcome>>> = {
  async AREAS(db, file) {
    const { areas, problems } = readAreasCsv(await readFile(file, 'utf8'), basename(file))
    return putAreas(db, areas, problems)
  },
  async NAMES(db, file) {
    const { areas, problems } = readNamesCsv(await readFile(file, 'utf8'))
    return putAreas(db, areas, problems)
  },
  async BOUNDARIES(db, file) {
    const { outlines, problems } = readBoundaries(await readFile(file, 'utf8'))
    return putBoundaries(db, outlines, problems)
  },
  POSTCODES: putPostcodes,
  async SMALL_AREAS(db, file) {
    const { smallAreas, problems } = readSmallAreas(await readFile(file, 'utf8'), basename(file))
    for (const smallArea of smallAreas) db.putSmallArea(smallArea.code, smallArea)
    return putAreas(db, smallAreas.map(asArea), problems)
  },
}

function putAreas(db: GeographyDraft, areas: readonly Area[], problems: readonly ImportProblem[]): Outcome {
  for (const area of areas) db.putArea(area.code, mergeArea(db.findArea<Area>(area.code), area))
  return { taken: areas.length, leftOut: problems.length, notes: problems.map(({ message }) => message) }
}

function putBoundaries(
  db: GeographyDraft,
  outlines: ReadonlyMap<string, Outline>,
  problems: readonly ImportProblem[],
): Outcome {
  for (const [code, outline] of outlines) db.putOutline(code, outline)
  const builtIn = new Set(readBuiltInAreas().areas.map(({ code }) => code))
  const nameless = [...outlines.keys()].filter((code) => !builtIn.has(code) && db.findArea(code) === undefined)
  const note = `${nameless.length} boundaries have codes of no known area (such as ${nameless[0]}); import their names and codes too.`
  return {
    taken: outlines.size,
    leftOut: problems.length,
    notes: [...problems.map(({ message }) => message), ...(nameless.length > 0 ? [note] : [])],
  }
}

async function putPostcodes(db: GeographyDraft, file: string): Promise<Outcome> {
  const directory = readPostcodeDirectory(createReadStream(file))
  for await (const { postcode, ...entry } of directory.entries) db.putPostcode({ key: postcodeKey(postcode), ...entry })
  const { taken, leftOut, terminated, withoutPoint, areaColumns } = directory.report
  return {
    taken,
    leftOut,
    notes: [
      `Areas from the columns ${areaColumns.join(', ')}; ${terminated} postcodes are withdrawn, ${withoutPoint} have no place on the map.`,
      ...(leftOut > 0 ? [`${leftOut} rows without a full postcode; left out.`] : []),
    ],
  }
}
