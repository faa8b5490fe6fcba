import { randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { UnreadableImport } from '../../model/import-problem.ts'
import { openGeographyDraft, type GeographyDraft } from '../../store/geography-draft.ts'
import { IMPORT_KINDS, type ImportOutcome } from './import-kinds.ts'
import { putBoards } from './put-boards.ts'
import { type ImportKind, recogniseImport } from './recognise-import.ts'

/** What became of one file: it was taken, or refused for a reason and nothing of it taken. */
export type ImportedFile =
  | ({ readonly file: string; readonly kind: ImportKind } & ImportOutcome)
  | { readonly file: string; readonly refusal: string }

/**
 * Imports files into the geography at `target`, on top of what it holds, in order. One that can not be read is refused, and
 * the others taken all the same. The new state takes the old one's place in one step, so whoever reads it never sees half;
 * where all are refused, the old one stays.
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
    if (imported.some((file) => !('refusal' in file))) renameSync(draft, target)
    return imported
  } finally {
    for (const leftover of [draft, `${draft}-journal`]) rmSync(leftover, { force: true })
  }
}

async function importFile(db: GeographyDraft, file: string, at: string): Promise<ImportedFile> {
  try {
    const kind = recogniseImport(await readBeginning(file))
    const outcome = await db.importFile({ file: basename(file), kind, at }, () => IMPORT_KINDS[kind](db, file))
    return { file, kind, ...outcome }
  } catch (error) {
    if (!(error instanceof UnreadableImport)) throw error
    return { file, refusal: error.message }
  }
}

async function readBeginning(file: string): Promise<string> {
  const handle = await open(file).catch((cause: NodeJS.ErrnoException) => {
    throw new UnreadableImport(cause.code === 'ENOENT' ? 'There is no such file.' : 'The file can not be opened.', {
      cause,
    })
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16_384), 0, 16_384, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}
