// store: the SQLite file: its tables and how they are opened, rows and how they are packed, the lock, and a store for each side.
// The only room that imports node:sqlite; it must not know what the rows mean.
import type { DatabaseSync } from 'node:sqlite'
import { hashOf } from '../model/hash-of.ts'
import { DICTIONARIES } from './dictionaries.ts'
import { openPrivate, PAGE_SIZE } from './open-private.ts'
import { openReadOnly } from './open-read-only.ts'
import { recogniseFile } from './recognise-file.ts'
import { migrateSource, SOURCE_TABLES, SOURCE_VERSION, versionOf } from './source-tables.ts'

/** What is made of the raw records. Any edit of it has a file's derived tables made again at its next start. */
const DERIVED_TABLES = `
CREATE TABLE service (
  sid INTEGER PRIMARY KEY, fid INTEGER NOT NULL, uid TEXT NOT NULL UNIQUE, uuid_head INTEGER NOT NULL DEFAULT 0, body_hash TEXT NOT NULL,
  full INTEGER NOT NULL, oid INTEGER,
  name_sort TEXT NOT NULL, modified TEXT NOT NULL, assured TEXT NOT NULL,
  status TEXT, active INTEGER NOT NULL, minimum_age REAL, maximum_age REAL,
  -- Facts (facts/service-facts.ts); null where the record does not state them.
  free INTEGER, attending INTEGER, days INTEGER, languages INTEGER NOT NULL, accessible INTEGER,
  text_hash TEXT NOT NULL, terms_hash TEXT NOT NULL, places_hash TEXT NOT NULL,
  -- nations: where it takes place, see Nations of facts/is-open.ts.
  delivery INTEGER NOT NULL DEFAULT 0, available INTEGER NOT NULL DEFAULT 0, nations TEXT NOT NULL DEFAULT '[0]',
  -- Records with one cid are one real service; alone, cid is sid. pref is 0 for the preferred record, and unique in a cluster.
  cid INTEGER NOT NULL DEFAULT 0, pref INTEGER NOT NULL DEFAULT 0, solo INTEGER NOT NULL DEFAULT 1, quality REAL NOT NULL DEFAULT 0
);
CREATE INDEX service_name ON service (name_sort, uid);
CREATE INDEX service_modified ON service (modified DESC, uid);
CREATE INDEX service_assured ON service (assured DESC, uid);
-- With what is counted of each feed by itself, so that its rows, which lie all over the file, need not be read.
CREATE INDEX service_feed ON service (fid, active, full, assured, quality);
CREATE INDEX service_organization ON service (oid);
CREATE INDEX service_uuid ON service (uuid_head); -- the first 48 bits of its UUID (model/record-uuid.ts)
CREATE INDEX service_cluster ON service (cid, pref) WHERE solo = 0;
CREATE INDEX service_quality ON service (quality DESC, uid);
-- The clusters of services not alone, as their rows repeat them; uids of services not yet matched; pairs as judged.
CREATE TABLE cluster_member (sid INTEGER PRIMARY KEY, cid INTEGER NOT NULL, pref INTEGER NOT NULL);
CREATE INDEX cluster_member_cluster ON cluster_member (cid);
-- counted is 1 where the index of matching holds the service as it is now (clusters/match-work.ts).
CREATE TABLE unmatched (uid TEXT PRIMARY KEY, counted INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
-- By row numbers, a of the smaller uid; of the side that stands (meta match_side), and of the other, judged by other rules beside it.
-- Columns as store/stored-pair.ts has them.
CREATE TABLE match_pair (
  side INTEGER NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL, relation INTEGER, decision INTEGER NOT NULL, score INTEGER NOT NULL,
  judged INTEGER NOT NULL, evidence BLOB NOT NULL, PRIMARY KEY (side, a, b)
) WITHOUT ROWID;
CREATE INDEX match_pair_other ON match_pair (b);
-- Clusters as they will stand once all is judged by other rules: members by uid in order, and row numbers, the preferred record's first.
CREATE TABLE draft_cluster (key TEXT PRIMARY KEY, members TEXT NOT NULL, ranked TEXT NOT NULL) WITHOUT ROWID;
-- What the score in a service's row is made of and lowered by; part_hashes are of the organization and places it was scored with.
CREATE TABLE service_score (
  sid INTEGER PRIMARY KEY, richness REAL NOT NULL, richness_oruk REAL NOT NULL, freshness REAL NOT NULL, findability REAL NOT NULL,
  validity REAL NOT NULL, version TEXT NOT NULL, issues BLOB NOT NULL, part_hashes TEXT NOT NULL
);
-- Apart from its row, so that a search walks over narrow rows.
CREATE TABLE service_body (sid INTEGER PRIMARY KEY, body BLOB NOT NULL);
-- When services take place, as the rules of facts/opening-rule.ts.
CREATE TABLE service_schedule (sid INTEGER PRIMARY KEY, rules TEXT NOT NULL);
-- What a service has, as bits (facts/content-flags.ts).
CREATE TABLE service_content (sid INTEGER PRIMARY KEY, flags INTEGER NOT NULL);
-- What figures between areas count by: groups of fields stated, as bits (figures/record-facts.ts); what a site is known again by.
CREATE TABLE service_figure (sid INTEGER PRIMARY KEY, groups INTEGER NOT NULL);
CREATE TABLE site (lid INTEGER PRIMARY KEY, uprn TEXT, address TEXT, premise TEXT, postcode TEXT);
-- Whether a wheelchair user can get into each place (null: not known), of services whose places differ.
CREATE TABLE service_accessible (sid INTEGER NOT NULL, place INTEGER NOT NULL, accessible INTEGER, PRIMARY KEY (sid, place)) WITHOUT ROWID;
CREATE TABLE service_language (sid INTEGER NOT NULL, language TEXT NOT NULL, PRIMARY KEY (sid, language)) WITHOUT ROWID;
-- Every term of a service, ancestors too; direct is 1 where the record itself names it, 0 where it names a narrower one,
-- 2 where only a mapping leads there. name_head (the first 16 characters of
-- name_sort) and active repeat the service's, so that the services under a term can be walked in order of name.
CREATE TABLE service_term (
  sid INTEGER NOT NULL, tid INTEGER NOT NULL, direct INTEGER NOT NULL, active INTEGER NOT NULL, name_head TEXT NOT NULL, PRIMARY KEY (sid, tid)
) WITHOUT ROWID;
-- The same terms of each service in one text, apart by commas, and those that the record itself names: a count reads a row for a service rather than a row for each term.
CREATE TABLE service_terms (sid INTEGER PRIMARY KEY, tids TEXT NOT NULL, named TEXT NOT NULL);
CREATE INDEX service_term_name ON service_term (tid, name_head, sid, active, direct);
-- The words as they stand, and each stem once: of the name, of terms, and of all else.
CREATE VIRTUAL TABLE service_text USING fts5(name, organization, terms, description, places, name_stems, term_stems, text_stems,
  content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
-- Folded names, by word: of services by sid, of organizations by the negative of oid. For what is still being typed.
CREATE VIRTUAL TABLE name_text USING fts5(name, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
CREATE TABLE service_location (
  sid INTEGER NOT NULL, place INTEGER NOT NULL, origin_id TEXT NOT NULL, fid INTEGER NOT NULL, lid INTEGER,
  latitude REAL, longitude REAL, PRIMARY KEY (sid, place)
) WITHOUT ROWID;
CREATE INDEX service_location_location ON service_location (lid);
CREATE INDEX service_location_origin ON service_location (fid, origin_id);
CREATE VIRTUAL TABLE place USING rtree(id, south, north, west, east, +sid INTEGER, +place INTEGER, +latitude REAL, +longitude REAL);
CREATE TABLE organization (
  oid INTEGER PRIMARY KEY, fid INTEGER NOT NULL, origin_id TEXT NOT NULL, uid TEXT NOT NULL UNIQUE, body BLOB NOT NULL, hash TEXT NOT NULL,
  full INTEGER NOT NULL, fetched_at TEXT NOT NULL, name_sort TEXT NOT NULL, identifiers TEXT NOT NULL,
  gid INTEGER, uuid_head INTEGER NOT NULL DEFAULT 0, -- gid is shared by records of one real organization; null where it is alone
  UNIQUE (fid, origin_id)
);
CREATE INDEX organization_group ON organization (gid) WHERE gid IS NOT NULL;
CREATE INDEX organization_name ON organization (name_sort, uid); CREATE INDEX organization_uuid ON organization (uuid_head);
-- What services say of the organization (type 0, place 0) or location (type 1) that they share: each distinct copy once, the later
-- under the greater cid, and who holds it. rid is oid or lid; borrows is 1 where the holder lacks what other copies may have; 2, and 3 where it lacks nothing,
-- where that has changed since it was written.
CREATE TABLE copy (
  cid INTEGER PRIMARY KEY, type INTEGER NOT NULL, rid INTEGER NOT NULL, hash TEXT NOT NULL, body BLOB NOT NULL, UNIQUE (type, rid, hash)
);
CREATE TABLE copy_holder (
  sid INTEGER NOT NULL, type INTEGER NOT NULL, place INTEGER NOT NULL, rid INTEGER NOT NULL, hash TEXT NOT NULL,
  full INTEGER NOT NULL, borrows INTEGER NOT NULL, PRIMARY KEY (sid, type, place)
) WITHOUT ROWID;
CREATE INDEX copy_holder_record ON copy_holder (type, rid, hash, full);
CREATE INDEX copy_holder_borrows ON copy_holder (sid) WHERE borrows >= 2;
-- A publisher may give one id to several places: each distinct place is a row, distinguished by its discriminator.
CREATE TABLE location (
  lid INTEGER PRIMARY KEY, fid INTEGER NOT NULL, origin_id TEXT NOT NULL, uid TEXT NOT NULL UNIQUE, stated_id TEXT NOT NULL, place_hash TEXT NOT NULL,
  body BLOB NOT NULL, hash TEXT NOT NULL, full INTEGER NOT NULL, fetched_at TEXT NOT NULL, name_sort TEXT NOT NULL,
  type TEXT, latitude REAL, longitude REAL, measured INTEGER NOT NULL, words TEXT NOT NULL, postcode TEXT,
  UNIQUE (fid, stated_id, place_hash), UNIQUE (fid, origin_id)
);
CREATE INDEX location_name ON location (name_sort, uid);
CREATE INDEX location_postcode ON location (postcode) WHERE postcode IS NOT NULL;
-- Areas that any record counts for. In service_area and cell a negative aid means all of that area (places/area-bits.ts).
CREATE TABLE area (aid INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
CREATE TABLE service_area (aid INTEGER NOT NULL, sid INTEGER NOT NULL, bases INTEGER NOT NULL, PRIMARY KEY (aid, sid)) WITHOUT ROWID;
CREATE INDEX service_area_service ON service_area (sid, bases);
CREATE TABLE service_placement (sid INTEGER PRIMARY KEY, hash TEXT NOT NULL, body BLOB NOT NULL);
-- Areas that a location lies in, the innermost first.
CREATE TABLE location_area (aid INTEGER NOT NULL, lid INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (aid, lid)) WITHOUT ROWID;
CREATE INDEX location_area_location ON location_area (lid, rank);
-- Where the directory has the postcode of a location that is known by that alone; service_location and place have it too.
CREATE TABLE postcode_point (lid INTEGER PRIMARY KEY, latitude REAL NOT NULL, longitude REAL NOT NULL);
-- By its position among the service's areas.
CREATE TABLE unresolved_area (
  sid INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, resolution TEXT NOT NULL, candidates TEXT NOT NULL, PRIMARY KEY (sid, position)
) WITHOUT ROWID;
-- Where services are available, by term (places/cells.ts); tid 0 is any term.
CREATE TABLE cell (aid INTEGER NOT NULL, tid INTEGER NOT NULL, sid INTEGER NOT NULL, facts INTEGER NOT NULL, PRIMARY KEY (aid, tid, sid)) WITHOUT ROWID;
-- Counts by term of an area kept for figures (figures/keep-counts.ts), with the generation and geography they are of; and the
-- generation at which anything last changed that counts for an area (numbers as in service_area).
CREATE TABLE area_count (aid INTEGER PRIMARY KEY, generation INTEGER NOT NULL, geography TEXT NOT NULL, counts BLOB NOT NULL);
CREATE TABLE area_touched (aid INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
CREATE TRIGGER service_clustered AFTER UPDATE OF cid ON service WHEN new.cid <> old.cid BEGIN
  INSERT OR REPLACE INTO area_touched SELECT a.aid, CAST(m.value AS INTEGER) + 1 FROM service_area a JOIN meta m ON m.key = 'generation' WHERE a.sid = new.sid; END;
-- ruled: its own file states its hierarchy, and feeds do not add to it.
CREATE TABLE scheme (
  xid INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT, uri TEXT, version TEXT, shared INTEGER NOT NULL,
  ruled INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE term (
  tid INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE, xid INTEGER NOT NULL, curie TEXT, code TEXT, name TEXT NOT NULL, other_names TEXT NOT NULL,
  description TEXT, language TEXT, term_uri TEXT, discontinued INTEGER NOT NULL DEFAULT 0
);
CREATE TRIGGER term_moved AFTER UPDATE OF xid ON term WHEN new.xid <> old.xid BEGIN DELETE FROM area_count; END;
CREATE TABLE term_parent (tid INTEGER NOT NULL, parent INTEGER NOT NULL, PRIMARY KEY (tid, parent)) WITHOUT ROWID;
-- Which feeds use a term, and what each called it first.
CREATE TABLE term_feed (tid INTEGER NOT NULL, fid INTEGER NOT NULL, name TEXT NOT NULL DEFAULT '', PRIMARY KEY (tid, fid)) WITHOUT ROWID;
-- Edges that closed a circle and are left out of the hierarchy.
CREATE TABLE term_cut (tid INTEGER NOT NULL, parent INTEGER NOT NULL, PRIMARY KEY (tid, parent));
-- Mappings between terms by URI, since either may be stated later; proposed by equal labels alone where so.
CREATE TABLE term_mapping (
  mid INTEGER PRIMARY KEY, from_uri TEXT NOT NULL, relation TEXT NOT NULL, to_uri TEXT NOT NULL, source TEXT NOT NULL, reviewer TEXT, date TEXT, proposed INTEGER NOT NULL
);
-- Which files the terms and mappings here were made with.
CREATE TABLE taxonomy_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- What a feed calls a term, and terms that wait for a parent of that name to be stated.
CREATE TABLE term_stated (fid INTEGER NOT NULL, stated_id TEXT NOT NULL, tid INTEGER NOT NULL, PRIMARY KEY (fid, stated_id)) WITHOUT ROWID;
CREATE TABLE term_awaits (fid INTEGER NOT NULL, stated_id TEXT NOT NULL, tid INTEGER NOT NULL, PRIMARY KEY (fid, stated_id, tid)) WITHOUT ROWID;
CREATE TABLE issue (
  iid INTEGER PRIMARY KEY, fid INTEGER NOT NULL, sid INTEGER NOT NULL,
  code TEXT NOT NULL, severity TEXT NOT NULL, path TEXT NOT NULL, message TEXT NOT NULL, sample TEXT
);
CREATE INDEX issue_feed ON issue (fid, code);
CREATE INDEX issue_service ON issue (sid);
`

/** The key in `meta` that says why the derived tables are being filled; absent once they are. */
export const REBUILD_KEY = 'rebuild'
const DERIVED_KEY = 'derived_tables'
const { RECORD: _, ...OF_DERIVED } = DICTIONARIES
const MADE_WITH = [PAGE_SIZE, ...Object.values(OF_DERIVED), DERIVED_TABLES].join(' ')
const DERIVED_HASH = hashOf(MADE_WITH.replaceAll(/--.*/g, '').replaceAll(/\s+/g, ' '))

const DERIVED_TRIGGERS = [...DERIVED_TABLES.matchAll(/^CREATE TRIGGER (\w+)[^]*?END;$/gm)]

// Pages that SQLite keeps for itself, in KiB: the system keeps the others, and gives them up where memory is short.
const READER_CACHE_KB = 4_096

/**
 * Opens the catalogue's file for writing, creating it, private to its owner, and its tables where needed.
 * Derived tables of another form are made new, and that they have to be filled from the raw records is noted.
 * Throws CatalogueFileError where the file is of a newer version, is no catalogue, is damaged, or can't be written.
 */
export function openForWriting(file: string): { readonly db: DatabaseSync } {
  const isHeld = file !== ':memory:' && recogniseFile(file) !== 'empty'
  const db = openPrivate(file)
  try {
    if (readDerived(db, isHeld) === DERIVED_HASH && versionOf(db) === SOURCE_VERSION) {
      // Absent while the file was a replica.
      for (const [trigger] of DERIVED_TRIGGERS) db.exec(trigger.replace('TRIGGER', 'TRIGGER IF NOT EXISTS'))
      return { db }
    }
    db.exec('BEGIN IMMEDIATE')
    migrateSource(db)
    if (db.prepare('SELECT 1 FROM record LIMIT 1').get() !== undefined) noteRebuild(db, 'TABLES')
    dropDerivedTables(db)
    db.exec(DERIVED_TABLES)
    db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(DERIVED_KEY, DERIVED_HASH)
    db.exec('COMMIT')
    return { db }
  } catch (error) {
    db.close()
    throw error
  }
}

/** Drops what would change more rows than those that a change from the log names, until the file is opened for writing. */
export function dropDerivedTriggers(db: DatabaseSync): void {
  for (const [, name] of DERIVED_TRIGGERS) db.exec(`DROP TRIGGER IF EXISTS ${String(name)}`)
}

/** Whether a catalogue's tables have another form than this gateway's, so that they are to be made again before it can answer from them. */
export function hasOtherTables(file: string): boolean {
  const db = openReadOnly(file)
  try {
    return tablesOf(db) !== TABLES_VERSION
  } finally {
    db.close()
  }
}

/** The form of this gateway's tables: files of equal forms can be answered from, and take each other's changes. */
export const TABLES_VERSION = `${SOURCE_VERSION} ${DERIVED_HASH}`

/** The form of an open file's tables. */
export function tablesOf(db: DatabaseSync): string {
  return `${versionOf(db)} ${String(readDerived(db, true))}`
}

/** Notes that the derived tables are to be filled, and why: until then the gateway is not ready. */
export function noteRebuild(db: DatabaseSync, why: 'TABLES' | 'DAMAGE'): void {
  db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(REBUILD_KEY, why)
}

/** By which tables the derived ones were made; undefined where that is not known. */
function readDerived(db: DatabaseSync, isHeld: boolean): unknown {
  return isHeld ? db.prepare('SELECT value FROM meta WHERE key = ?').get(DERIVED_KEY)?.['value'] : undefined
}

/** Drops all but the source tables, whichever version made them; virtual tables take their own along. */
function dropDerivedTables(db: DatabaseSync): void {
  const kept = new Set<unknown>(SOURCE_TABLES)
  const drop = (condition: string): void => {
    const rows = db
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND ${condition}`)
      .all()
    for (const { name } of rows) if (!kept.has(name)) db.exec(`DROP TABLE "${String(name)}"`)
  }
  drop("sql LIKE 'CREATE VIRTUAL%'")
  drop('true')
}

/** Opens the catalogue's file for reading beside the writer; it must exist with the present tables. */
export function openForReading(file: string): DatabaseSync {
  const db = openReadOnly(file)
  db.exec(
    `PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -${READER_CACHE_KB}; PRAGMA mmap_size = 0`,
  )
  return db
}
