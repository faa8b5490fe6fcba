import { DatabaseSync } from 'node:sqlite'
import { CatalogueFileError } from './catalogue-file-error.ts'

/**
 * Takes the catalogue's folder for one writer until the answer is closed or the process dies, however it dies: SQLite's own
 * lock on a file beside it. CatalogueFileError where another gateway holds it, which would ask every council twice.
 */
export function lockCatalogue(file: string): DatabaseSync {
  const lock = new DatabaseSync(`${file}.lock`)
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
    return lock
  } catch (cause) {
    lock.close()
    throw new CatalogueFileError(
      file,
      'is in use by another gateway: stop that one, or point DATA_DIR at another folder',
      { cause },
    )
  }
}
