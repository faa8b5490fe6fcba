import { closeSync, openSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { CatalogueFileError } from './catalogue-file-error.ts'
import { isBusy } from './passing-fault.ts'

/**
 * Takes the catalogue's folder for one writer until the answer is closed or the process dies, however it dies: SQLite's own
 * lock on a file beside it, private to its owner. CatalogueFileError where another gateway holds it, which would ask every
 * council twice, or where what lies there can't be locked.
 */
export function lockCatalogue(file: string): DatabaseSync {
  let lock: DatabaseSync | undefined
  try {
    // A pipe would wait for a writer.
    if (statSync(`${file}.lock`, { throwIfNoEntry: false })?.isFile() === false) throw new Error('no regular file')
    closeSync(openSync(`${file}.lock`, 'a', 0o600))
    lock = new DatabaseSync(`${file}.lock`)
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return lock
  } catch (cause) {
    lock?.close()
    throw new CatalogueFileError(file, whyNot(cause), { cause })
  }
}

/** Whether a gateway keeps the catalogue now. */
export function isCatalogueLocked(file: string): boolean {
  try {
    lockCatalogue(file).close()
    return false
  } catch (error) {
    if (isBusy(error)) return true
    throw error
  }
}

function whyNot(cause: unknown): string {
  if (isBusy(cause)) return 'is in use by another gateway: stop that one, or point DATA_DIR at another folder'
  return 'cannot be locked: what lies beside it as catalogue.sqlite.lock is no lock of a gateway, or its folder cannot be written; move that away, or point DATA_DIR at another folder'
}
