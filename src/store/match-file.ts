import { closeSync, openSync, rmSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Row } from './row.ts'
import type { SqlValue } from './sql.ts'

/** The tables of what records are matched on (intake/clusters): made again from the catalogue whenever they are needed. */
const TABLES = `
CREATE TABLE record (rid INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
-- Keys of blocks, contacts, organizations and places are fingerprints of 48 bits.
CREATE TABLE block (key INTEGER NOT NULL, prefix TEXT NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (key, prefix, rid)) WITHOUT ROWID;
CREATE TABLE token (token TEXT PRIMARY KEY, records INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sharer (contact INTEGER NOT NULL, organization INTEGER NOT NULL, records INTEGER NOT NULL, PRIMARY KEY (contact, organization)) WITHOUT ROWID;
CREATE TABLE place (contact INTEGER NOT NULL, place INTEGER NOT NULL, records INTEGER NOT NULL, PRIMARY KEY (contact, place)) WITHOUT ROWID;
-- Clusters as they stand (side 0) and as they will (side 1), and which each record is in.
CREATE TABLE cluster (side INTEGER NOT NULL, key TEXT NOT NULL, members TEXT NOT NULL, merged_from TEXT NOT NULL, PRIMARY KEY (side, key)) WITHOUT ROWID;
CREATE TABLE member (side INTEGER NOT NULL, uid TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (side, uid)) WITHOUT ROWID;
`

/** No journal: an error in the middle leaves a file that is of no use. What does not fit into the cache lies on disk. */
const PRAGMAS = `
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA mmap_size = 0; PRAGMA cache_size = -8192;
`

/** A file of tables beside the catalogue's that is thrown away: matching works in it, so that its heap does not grow with the records. */
export interface MatchFile {
  /** The row number of what was inserted last. */
  run(sql: string, ...values: SqlValue[]): number
  get(sql: string, ...values: SqlValue[]): Row | undefined
  all(sql: string, ...values: SqlValue[]): Row[]
  /** Writes much at once. Where anything fails within, the file is to be closed and opened again. */
  gather<T>(work: () => T): T
  /** Gives back the pages that SQLite keeps in memory. */
  shrink(): void
  /** Deletes it. */
  close(): void
}

/** Opens an empty one for the catalogue of that path, whose lock the caller holds; one that was left lying is deleted. */
export function openMatchFile(catalogueFile: string): MatchFile {
  const path = catalogueFile === ':memory:' ? catalogueFile : `${catalogueFile}-matching`
  rmSync(path, { force: true })
  // Private before SQLite opens it, which makes files as the user's mask has them.
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600))
  const db = new DatabaseSync(path)
  db.exec(PRAGMAS + TABLES)
  const prepared = new Map<string, StatementSync>()
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  return {
    run: (sql, ...values) => Number(statement(sql).run(...values).lastInsertRowid),
    get: (sql, ...values) => statement(sql).get(...values),
    all: (sql, ...values) => statement(sql).all(...values),
    gather(work) {
      if (db.isTransaction) return work()
      db.exec('BEGIN')
      const result = work()
      db.exec('COMMIT')
      return result
    },
    shrink: () => db.exec('PRAGMA shrink_memory'),
    close() {
      db.close()
      rmSync(path, { force: true })
    },
  }
}
