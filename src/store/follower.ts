import { zstdDecompressSync } from 'node:zlib'
import { constants, DatabaseSync } from 'node:sqlite'
import { lockCatalogue } from './lock-catalogue.ts'
import { readShipMark } from './ship-mark.ts'
import { dropDerivedTriggers } from './tables.ts'
import type { LogEntry } from './transaction-log.ts'

/** A file that takes up what is written to another. */
export interface Follower {
  /** Takes up the entry that follows, all of it or nothing. Throws ReplicaDiffers where the file is not what the entry was written to. */
  apply(entry: Pick<LogEntry, 'lineage' | 'position' | 'body'>): void
  close(): void
}

/** The file is not as the leader's was: it is to be filled again from a snapshot. */
export class ReplicaDiffers extends Error {
  override readonly name = 'ReplicaDiffers'
}

const PRAGMAS =
  'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA mmap_size = 0'

/**
 * Opens a catalogue to be written by the log alone, its folder locked. This connection never reads texts or places: what it writes of their
 * indexes goes past what it would remember of them.
 */
export function openFollower(file: string): Follower {
  const lock = lockCatalogue(file)
  try {
    const db = new DatabaseSync(file)
    db.exec(PRAGMAS)
    // The tables of those indexes are written as any others.
    db.enableDefensive(false)
    dropDerivedTriggers(db)
    // Makes `sqlite_stat1` where there is none: rows for it would be passed over.
    db.exec('ANALYZE sqlite_schema')
    return {
      apply: (entry) => applyEntry(db, entry),
      close() {
        db.close()
        lock.close()
      },
    }
  } catch (error) {
    lock.close()
    throw error
  }
}

/**
 * Where SQLite notes how indexes are filled. It does so beside all transactions and on each machine that leads, so that these alone may be
 * others here than there.
 */
const STATISTICS = 'sqlite_stat1'
const { SQLITE_CHANGESET_CONFLICT, SQLITE_CHANGESET_DATA, SQLITE_CHANGESET_OMIT, SQLITE_CHANGESET_REPLACE } = constants
const REPLACED: ReadonlySet<number> = new Set([SQLITE_CHANGESET_CONFLICT, SQLITE_CHANGESET_DATA])

function takeStatistics(db: DatabaseSync, changes: Uint8Array): void {
  db.applyChangeset(changes, {
    filter: (table) => table === STATISTICS,
    onConflict: (conflict) => (REPLACED.has(conflict) ? SQLITE_CHANGESET_REPLACE : SQLITE_CHANGESET_OMIT),
  })
}

function applyEntry(db: DatabaseSync, { lineage, position, body }: Parameters<Follower['apply']>[0]): void {
  const held = readShipMark(db)
  if (held?.lineage !== lineage || held.position !== position - 1)
    throw new ReplicaDiffers(`Entry ${position} does not follow what the file holds.`)
  db.exec('BEGIN IMMEDIATE')
  try {
    // Whatever is not as it was there is undone: no conflict is settled here.
    const changes = zstdDecompressSync(body)
    const isApplied = db.applyChangeset(changes, { filter: (table) => table !== STATISTICS })
    // Rows of tables that are not there are passed over in silence.
    if (!isApplied || readShipMark(db)?.position !== position)
      throw new ReplicaDiffers(`Entry ${position} changes rows that are not there.`)
    takeStatistics(db, changes)
    db.exec('COMMIT')
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
