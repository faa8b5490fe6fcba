import { DatabaseSync } from 'node:sqlite'
import { CatalogueFileError } from './catalogue-file-error.ts'

/** Raised whenever the tables below change; an older file's derived tables are built anew from its raw records. */
export const TABLES_VERSION = 1

/** What feeds sent, as received: the source of truth. Everything in `DERIVED_TABLES` can be rebuilt from it. */
const SOURCE_TABLES = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feed (fid INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, sync TEXT NOT NULL);
-- One row per service of a feed. list and detail are compressed JSON; needs_detail orders hydration, 0 is none.
CREATE TABLE IF NOT EXISTS record (
  sid INTEGER PRIMARY KEY, fid INTEGER NOT NULL, origin_id TEXT NOT NULL,
  list BLOB, list_hash TEXT, list_at TEXT, detail BLOB, detail_hash TEXT, detail_at TEXT,
  modified TEXT, seen INTEGER NOT NULL DEFAULT 0, needs_detail INTEGER NOT NULL DEFAULT 0,
  UNIQUE (fid, origin_id)
);
CREATE INDEX IF NOT EXISTS record_needs_detail ON record (fid, needs_detail DESC, sid) WHERE needs_detail > 0;
-- A sweep's list before it becomes visible; list is null where the item is the one already held.
CREATE TABLE IF NOT EXISTS incoming (
  fid INTEGER NOT NULL, origin_id TEXT NOT NULL, list BLOB, list_hash TEXT NOT NULL, modified TEXT,
  PRIMARY KEY (fid, origin_id)
) WITHOUT ROWID;
-- What a sweep noticed outside records that are kept: set aside, repeated, said of a page.
CREATE TABLE IF NOT EXISTS sweep_issue (
  fid INTEGER NOT NULL, sweep INTEGER NOT NULL, origin_id TEXT, record_type TEXT, aside INTEGER NOT NULL,
  code TEXT NOT NULL, severity TEXT NOT NULL, path TEXT NOT NULL, message TEXT NOT NULL, sample TEXT
);
CREATE INDEX IF NOT EXISTS sweep_issue_record ON sweep_issue (fid, sweep, origin_id);
`

const DERIVED_TABLES = `
CREATE TABLE service (
  sid INTEGER PRIMARY KEY, fid INTEGER NOT NULL, uid TEXT NOT NULL UNIQUE, body BLOB NOT NULL, body_hash TEXT NOT NULL,
  full INTEGER NOT NULL, oid INTEGER,
  name_sort TEXT NOT NULL, modified TEXT NOT NULL, assured TEXT NOT NULL,
  status TEXT, active INTEGER NOT NULL, minimum_age REAL, maximum_age REAL,
  free INTEGER, attending INTEGER, days INTEGER, languages INTEGER NOT NULL,
  text_hash TEXT NOT NULL, terms_hash TEXT NOT NULL, places_hash TEXT NOT NULL
);
CREATE INDEX service_name ON service (name_sort, uid);
CREATE INDEX service_modified ON service (modified DESC, uid);
CREATE INDEX service_assured ON service (assured DESC, uid);
CREATE INDEX service_feed ON service (fid, active, full);
CREATE INDEX service_organization ON service (oid);
-- Recurrence rules of services whose days alone can't tell whether they are open (see facts/opening.ts).
CREATE TABLE service_schedule (sid INTEGER PRIMARY KEY, rules TEXT NOT NULL);
CREATE TABLE service_language (sid INTEGER NOT NULL, language TEXT NOT NULL, PRIMARY KEY (sid, language)) WITHOUT ROWID;
-- Every term of a service, ancestors too; direct where the record itself names it.
CREATE TABLE service_term (sid INTEGER NOT NULL, tid INTEGER NOT NULL, direct INTEGER NOT NULL, PRIMARY KEY (sid, tid)) WITHOUT ROWID;
CREATE INDEX service_term_term ON service_term (tid, sid, direct);
CREATE VIRTUAL TABLE service_text USING fts5(name, organization, terms, description, places,
  content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
CREATE TABLE service_location (
  sid INTEGER NOT NULL, place INTEGER NOT NULL, origin_id TEXT NOT NULL, fid INTEGER NOT NULL, lid INTEGER,
  PRIMARY KEY (sid, place)
) WITHOUT ROWID;
CREATE INDEX service_location_location ON service_location (lid);
CREATE INDEX service_location_origin ON service_location (fid, origin_id);
CREATE VIRTUAL TABLE place USING rtree(id, south, north, west, east, +sid INTEGER, +place INTEGER, +latitude REAL, +longitude REAL);
CREATE TABLE organization (
  oid INTEGER PRIMARY KEY, fid INTEGER NOT NULL, origin_id TEXT NOT NULL, uid TEXT NOT NULL UNIQUE, body BLOB NOT NULL, hash TEXT NOT NULL,
  full INTEGER NOT NULL, teller INTEGER NOT NULL, fetched_at TEXT NOT NULL, name_sort TEXT NOT NULL, identifiers TEXT NOT NULL,
  UNIQUE (fid, origin_id)
);
CREATE INDEX organization_name ON organization (name_sort, uid);
-- A publisher may give one id to several places: each distinct place is a row, told apart by its discriminator.
CREATE TABLE location (
  lid INTEGER PRIMARY KEY, fid INTEGER NOT NULL, origin_id TEXT NOT NULL, uid TEXT NOT NULL UNIQUE, told_id TEXT NOT NULL, place_hash TEXT NOT NULL,
  body BLOB NOT NULL, hash TEXT NOT NULL, full INTEGER NOT NULL, fetched_at TEXT NOT NULL, name_sort TEXT NOT NULL,
  type TEXT, latitude REAL, longitude REAL, measured INTEGER NOT NULL, words TEXT NOT NULL,
  UNIQUE (fid, told_id, place_hash), UNIQUE (fid, origin_id)
);
CREATE INDEX location_name ON location (name_sort, uid);
CREATE TABLE scheme (xid INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT, uri TEXT, version TEXT, shared INTEGER NOT NULL);
CREATE TABLE term (
  tid INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE, xid INTEGER NOT NULL, curie TEXT, code TEXT, name TEXT NOT NULL, other_names TEXT NOT NULL,
  description TEXT, language TEXT, term_uri TEXT, discontinued INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE term_parent (tid INTEGER NOT NULL, parent INTEGER NOT NULL, PRIMARY KEY (tid, parent)) WITHOUT ROWID;
CREATE TABLE term_feed (tid INTEGER NOT NULL, fid INTEGER NOT NULL, PRIMARY KEY (tid, fid)) WITHOUT ROWID;
-- What a feed calls a term, and terms that wait for a parent of that name to be told.
CREATE TABLE term_told (fid INTEGER NOT NULL, told_id TEXT NOT NULL, tid INTEGER NOT NULL, PRIMARY KEY (fid, told_id)) WITHOUT ROWID;
CREATE TABLE term_awaits (fid INTEGER NOT NULL, told_id TEXT NOT NULL, tid INTEGER NOT NULL, PRIMARY KEY (fid, told_id, tid)) WITHOUT ROWID;
CREATE TABLE issue (
  iid INTEGER PRIMARY KEY, fid INTEGER NOT NULL, sid INTEGER NOT NULL,
  code TEXT NOT NULL, severity TEXT NOT NULL, path TEXT NOT NULL, message TEXT NOT NULL, sample TEXT
);
CREATE INDEX issue_feed ON issue (fid, code);
CREATE INDEX issue_service ON issue (sid);
`

const PRAGMAS = `
PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824;
`

/**
 * Opens the catalogue's file for writing, creating its tables where needed.
 * `rebuild` says that the derived tables are new and have to be filled from the raw records.
 * Throws CatalogueFileError where the file is of a newer version, is no catalogue, or can't be written.
 */
export function openForWriting(file: string): { readonly db: DatabaseSync; readonly rebuild: boolean } {
  let db: DatabaseSync
  try {
    db = new DatabaseSync(file)
    db.exec(PRAGMAS)
  } catch (cause) {
    throw new CatalogueFileError(
      file,
      'cannot be opened for writing: check that its folder exists, is writable and has room',
      { cause },
    )
  }
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  if (version > TABLES_VERSION) {
    db.close()
    throw new CatalogueFileError(
      file,
      `was written by a newer version of the gateway (tables ${version}, this one knows ${TABLES_VERSION}): upgrade the gateway, or point DATA_DIR at another folder`,
    )
  }
  if (version === TABLES_VERSION) return { db, rebuild: false }
  db.exec('BEGIN IMMEDIATE')
  dropDerivedTables(db)
  db.exec(SOURCE_TABLES)
  db.exec(DERIVED_TABLES)
  db.exec(`INSERT OR IGNORE INTO meta VALUES ('generation', '0'); PRAGMA user_version = ${TABLES_VERSION}; COMMIT`)
  return { db, rebuild: version > 0 }
}

function dropDerivedTables(db: DatabaseSync): void {
  const names = [...DERIVED_TABLES.matchAll(/CREATE (?:VIRTUAL )?TABLE (\w+)/g)].map((match) => match[1])
  for (const name of names) db.exec(`DROP TABLE IF EXISTS ${name}`)
}

/** Opens the catalogue's file for reading beside the writer; it must exist with the present tables. */
export function openForReading(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly: true })
  db.exec(
    'PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824',
  )
  return db
}
