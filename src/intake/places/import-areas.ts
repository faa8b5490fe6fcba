import { randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Area } from '../../geography/area.ts'
import { UnreadableImport } from '../../model/import-problem.ts'
import { openGeographyDraft, type GeographyDraft } from '../../store/geography-draft.ts'
import { IMPORT_KINDS, type ImportOutcome } from './import-kinds.ts'
import { type ImportSource, openImportSource } from './import-source.ts'
import { overBuiltIn } from './put-areas.ts'
import { putBoards } from './put-boards.ts'
import type { ImportKind } from './recognise-import.ts'

/** What became of one file: it was taken, or refused for a reason and nothing of it taken. */
export type ImportedFile = ({ readonly file: string; readonly kind: ImportKind } & ImportOutcome) | RefusedFile

interface RefusedFile {
  readonly file: string
  readonly refusal: string
}

interface OpenedFile {
  readonly file: string
  readonly source: ImportSource
}

/**
 * Imports files into the geography at `target`, on top of what it holds: those that name areas first, then those that only add
 * to areas, each in their order; the outcomes are in the order of the files. One that can not be read is refused, and the
 * others taken all the same. The new state takes the old one's place in one step, so whoever reads it never sees half; where
 * all are refused, the old one stays.
 */
export async function importAreas(files: readonly string[], target: string, at: string): Promise<ImportedFile[]> {
  mkdirSync(dirname(target), { recursive: true })
  const draft = `${target}.${randomUUID()}.draft`
  try {
    const db = openGeographyDraft(target, draft)
    let imported: ImportedFile[] = []
    try {
      imported = await importInTurn(db, files, at)
      putBoards(db)
      db.setVersion(randomUUID(), placingPart())
    } finally {
      db.close()
    }
    if (imported.some((file) => !('refusal' in file))) renameSync(draft, target)
    return imported
  } finally {
    for (const leftover of [draft, `${draft}-journal`]) rmSync(leftover, { force: true })
  }
}

/** What these kinds state is of areas that other files name. */
const ADDING: ReadonlySet<ImportKind> = new Set(['BOUNDARIES', 'SUCCESSIONS', 'POPULATIONS', 'POSTCODES', 'ALIASES'])

/** The area as it stands, but its people: they never change where records belong. */
function placingPart(): (code: string, imported: Area | undefined) => unknown {
  const layOver = overBuiltIn()
  return (code, imported) => {
    const { population: _, ages: __, ...rest } = layOver(code, imported) ?? {}
    return rest
  }
}

async function importInTurn(db: GeographyDraft, files: readonly string[], at: string): Promise<ImportedFile[]> {
  const opened: (OpenedFile | RefusedFile)[] = []
  for (const file of files)
    opened.push(await unlessRefused(file, async () => ({ file, source: await openImportSource(file) })))
  const isAdding = (each: OpenedFile | RefusedFile): boolean => 'source' in each && ADDING.has(each.source.kind)
  const imported = new Map<OpenedFile | RefusedFile, ImportedFile>()
  for (const each of opened.toSorted((a, b) => Number(isAdding(a)) - Number(isAdding(b))))
    imported.set(each, 'refusal' in each ? each : await importFile(db, each, at))
  return opened.flatMap((each) => imported.get(each) ?? [])
}

async function importFile(db: GeographyDraft, { file, source }: OpenedFile, at: string): Promise<ImportedFile> {
  const { kind, name, notes } = source
  return unlessRefused(file, async () => {
    const outcome = await db.importFile({ file: name, kind, at }, () => IMPORT_KINDS[kind](db, source))
    return { file, kind, ...outcome, notes: [...notes, ...outcome.notes] }
  })
}

async function unlessRefused<T>(file: string, read: () => Promise<T>): Promise<T | RefusedFile> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof UnreadableImport)) throw error
    return { file, refusal: error.message }
  }
}
