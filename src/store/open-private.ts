import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { CatalogueFileError } from './catalogue-file-error.ts'
import { isDamage } from './damage.ts'

// A page of 500 records touches some 1,000 pages of the file: moving them over at every commit would write them each time.
const CHECKPOINT_PAGES = 2_000

/** Bytes of a page of a new file. */
export const PAGE_SIZE = 16_384

// Pages that SQLite keeps for itself, in KiB: the system keeps the others.
const WRITER_CACHE_KB = 8_192

// Not mapped: a file that is cut short would end the process by SIGBUS, and mapping it was measured to win nothing (docs/store.md).
const PRAGMAS = `
PRAGMA page_size = ${PAGE_SIZE}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
PRAGMA cache_size = -${WRITER_CACHE_KB}; PRAGMA mmap_size = 0;
PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
`

// A sweep's list before it becomes visible; list is null where the item is the one already held. Nothing of it outlives the writer,
// whose next sweep begins it from nothing; what does not fit into SQLite's cache lies in a temporary file.
const INCOMING = `
CREATE TEMP TABLE incoming (
  fid INTEGER NOT NULL, origin_id TEXT NOT NULL, list BLOB, list_hash TEXT NOT NULL, modified TEXT, PRIMARY KEY (fid, origin_id)
) WITHOUT ROWID`

/** Opens a catalogue to write to, made where it is not there, its owner's alone. CatalogueFileError where that can't be done; SQLite's own error where the file is damaged. */
export function openPrivate(file: string): DatabaseSync {
  try {
    if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600))
    const db = new DatabaseSync(file)
    db.exec(PRAGMAS)
    db.exec(INCOMING)
    return db
  } catch (cause) {
    if (isDamage(cause)) throw cause
    throw new CatalogueFileError(
      file,
      'cannot be opened for writing: check that its folder exists, is writable and has room',
      { cause },
    )
  }
}
