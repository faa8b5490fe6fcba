import { existsSync } from 'node:fs'
import { CatalogueFileError } from '../../store/catalogue-file-error.ts'
import { textOf } from '../../store/row.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { openStore } from '../open-store.ts'

/** Opens the catalogue's file for a command, beside a running gateway; `feeds` are those it holds services of. CatalogueFileError where there is none. */
export function openHeldFeeds(file: string): { readonly store: ReaderStore; readonly feeds: readonly string[] } {
  if (!existsSync(file))
    throw new CatalogueFileError(file, 'is not there: point DATA_DIR at the folder of a gateway that has run')
  const store = openStore(file)
  const rows = store.all(
    'SELECT slug FROM feed f WHERE EXISTS (SELECT 1 FROM service s WHERE s.fid = f.fid) ORDER BY slug',
  )
  return { store, feeds: rows.map((row) => textOf(row, 'slug')) }
}
