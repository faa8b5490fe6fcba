import { createReadStream } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { UnreadableImport } from '../../model/import-problem.ts'
import { chooseSheet } from './choose-sheet.ts'
import { MOST_TEXT, tooLarge } from './import-bounds.ts'
import { isWorkbook, openSheets } from './open-sheets.ts'
import type { ImportKind } from './recognise-import.ts'
import { BEGINNING_BYTES, recogniseTable } from './recognise-table.ts'

/** A table to be imported: a file, or a sheet of one. */
export interface ImportSource {
  readonly kind: ImportKind
  /** The file's name: it may state the year and source that no column states. */
  readonly name: string
  text(): Promise<string>
  chunks(): AsyncIterable<string | Uint8Array>
  /** How it was read, where that is not plain. */
  readonly notes: readonly string[]
}

/** Opens a file to be imported, known by its content, whatever it is called. UnreadableImport where it is none that is known. */
export async function openImportSource(file: string): Promise<ImportSource> {
  const [name, beginning] = [basename(file), await readBeginning(file)]
  if (isWorkbook(beginning)) {
    const { kind, text, note } = await chooseSheet(await openSheets(file, beginning), name)
    return { kind, name, text: async () => text, chunks: () => partsOf(text), notes: [note] }
  }
  const { kind, read } = recogniseTable(beginning.toString('utf8'), beginning.length < BEGINNING_BYTES)
  const text = async (): Promise<string> => {
    if ((await stat(file)).size > MOST_TEXT) throw tooLarge('It has more than', MOST_TEXT)
    return read(await readFile(file, 'utf8'))
  }
  return { kind, name, text, chunks: () => createReadStream(file), notes: [] }
}

async function* partsOf(text: string): AsyncGenerator<string> {
  yield text
}

async function readBeginning(file: string): Promise<Buffer> {
  const handle = await open(file).catch((cause: NodeJS.ErrnoException) => {
    throw new UnreadableImport(cause.code === 'ENOENT' ? 'There is no such file.' : 'The file can not be opened.', {
      cause,
    })
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
