import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CatalogueFileError } from './catalogue-file-error.ts'

const NAME = 'restoring'

/** Marks a folder as one whose files are being replaced, until the answer is called. */
export function markRestoring(dataDir: string): () => void {
  const path = join(dataDir, NAME)
  writeFileSync(path, '', { mode: 0o600 })
  return () => rmSync(path)
}

/** CatalogueFileError where the files of a folder were being replaced when that was cut off: some are of then, some of now. */
export function refuseHalfRestored(dataDir: string): void {
  if (statSync(join(dataDir, NAME), { throwIfNoEntry: false }) === undefined) return
  throw new CatalogueFileError(dataDir, 'was being restored when that was cut off: run `oruk-gateway restore` again', {
    what: 'folder',
  })
}
