import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { CatalogueFileError } from './catalogue-file-error.ts'
import { isDamage } from './damage.ts'

/**
 * Copies a database as it stands at one moment, whoever writes to it meanwhile: the copy is one file with no log beside it, its
 * owner's alone. CatalogueFileError where the original is damaged, or the copy does not fit.
 */
export function copyDatabase(file: string, copy: string): void {
  closeSync(openSync(copy, 'ax', 0o600))
  try {
    const db = new DatabaseSync(file, { readOnly: true })
    try {
      db.exec('PRAGMA busy_timeout = 5000')
      db.prepare('VACUUM INTO ?').run(copy)
    } finally {
      db.close()
    }
    // A copy that is only read needs no log, which a reader would have to make beside it.
    const made = new DatabaseSync(copy)
    made.exec('PRAGMA journal_mode = DELETE')
    made.close()
  } catch (cause) {
    const why = isDamage(cause)
      ? 'is damaged: let its gateway mend it first'
      : `could not be copied to ${copy}: look for room on the disk`
    throw new CatalogueFileError(file, why, { cause })
  }
}
