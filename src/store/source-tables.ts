import type { DatabaseSync } from 'node:sqlite'

/** What feeds sent, as received: the source of truth. All derived tables can be made again from it. */
const TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE feed (fid INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, sync TEXT NOT NULL);
-- One row per service of a feed. list and detail are JSON, deflated where long; needs_detail orders hydration, 0 is none.
CREATE TABLE record (
  sid INTEGER PRIMARY KEY, fid INTEGER NOT NULL, origin_id TEXT NOT NULL,
  list BLOB, list_hash TEXT, list_at TEXT, detail BLOB, detail_hash TEXT, detail_at TEXT,
  modified TEXT, seen INTEGER NOT NULL DEFAULT 0, needs_detail INTEGER NOT NULL DEFAULT 0,
  UNIQUE (fid, origin_id)
);
CREATE INDEX record_needs_detail ON record (fid, needs_detail DESC, sid) WHERE needs_detail > 0;
-- A sweep's list before it becomes visible; list is null where the item is the one already held.
CREATE TABLE incoming (
  fid INTEGER NOT NULL, origin_id TEXT NOT NULL, list BLOB, list_hash TEXT NOT NULL, modified TEXT,
  PRIMARY KEY (fid, origin_id)
) WITHOUT ROWID;
-- What a sweep noticed outside records that are kept: set aside, repeated, said of a page.
CREATE TABLE sweep_issue (
  fid INTEGER NOT NULL, sweep INTEGER NOT NULL, origin_id TEXT, record_type TEXT, aside INTEGER NOT NULL,
  code TEXT NOT NULL, severity TEXT NOT NULL, path TEXT NOT NULL, message TEXT NOT NULL, sample TEXT
);
CREATE INDEX sweep_issue_record ON sweep_issue (fid, sweep, origin_id);
`

const CHANGES = `
-- What became visible, and when; numbers are never used again, so that whoever follows by them misses nothing.
CREATE TABLE IF NOT EXISTS change (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, fid INTEGER NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL, origin_id TEXT NOT NULL,
  fields TEXT NOT NULL DEFAULT '[]', from_ids TEXT NOT NULL DEFAULT '[]', into_ids TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX IF NOT EXISTS change_at ON change (at);
-- Clusters of services under the ids that clients hold: members by uid, the ids that lead here, cid as in service.
CREATE TABLE IF NOT EXISTS cluster (key TEXT PRIMARY KEY, cid INTEGER NOT NULL, members TEXT NOT NULL, merged_from TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS cluster_cid ON cluster (cid);
-- Every refresh of the last 30 days: whether the list was taken over, and as JSON what walking it showed.
CREATE TABLE IF NOT EXISTS poll (fid INTEGER NOT NULL, at TEXT NOT NULL, succeeded INTEGER NOT NULL, ms INTEGER NOT NULL, walk TEXT, PRIMARY KEY (fid, at)) WITHOUT ROWID;
-- What looking at a feed itself showed, as JSON: its verification, the honesty of its filters; passed_at is when it first passed.
CREATE TABLE IF NOT EXISTS inspection (fid INTEGER PRIMARY KEY, verification TEXT, filters TEXT, passed_at TEXT);
`

const GONE = `
CREATE INDEX IF NOT EXISTS change_record ON change (fid, origin_id);
-- Records that were removed, and when last: their ids answer as gone, for good. A record that is held again is looked for first.
CREATE TABLE IF NOT EXISTS gone (fid INTEGER NOT NULL, origin_id TEXT NOT NULL, type TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (fid, origin_id, type)) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS record_removed AFTER INSERT ON change WHEN new.kind = 'REMOVED' BEGIN
  INSERT OR REPLACE INTO gone VALUES (new.fid, new.origin_id, new.type, new.at); END;
INSERT OR IGNORE INTO gone SELECT fid, origin_id, type, max(at) FROM change WHERE kind = 'REMOVED' GROUP BY fid, origin_id, type;
`

const TERM_LISTS = `
-- The lists of terms and schemes that a feed publishes beside its services, as JSON, deflated where long; null where it had none at that instant.
CREATE TABLE term_list (fid INTEGER PRIMARY KEY, at TEXT NOT NULL, lists BLOB);
`

const KEYED = `
-- A sweep's list before it becomes visible is a temporary table now.
DROP TABLE IF EXISTS main.incoming;
CREATE TABLE keyed_issue (
  nid INTEGER PRIMARY KEY, fid INTEGER NOT NULL, sweep INTEGER NOT NULL, origin_id TEXT, record_type TEXT, aside INTEGER NOT NULL,
  code TEXT NOT NULL, severity TEXT NOT NULL, path TEXT NOT NULL, message TEXT NOT NULL, sample TEXT
);
INSERT INTO keyed_issue SELECT rowid, * FROM sweep_issue;
DROP TABLE sweep_issue;
ALTER TABLE keyed_issue RENAME TO sweep_issue;
CREATE INDEX sweep_issue_record ON sweep_issue (fid, sweep, origin_id);
`

const OBSERVATIONS = `
-- What was counted when the figures were looked at: rows are added, and neither changed nor removed.
-- frame: which feeds, rules, geography and terms decided the counts then (model/observation.ts), as JSON, each distinct one once.
CREATE TABLE observed_frame (frame INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
CREATE TABLE observation (observed INTEGER PRIMARY KEY, at TEXT NOT NULL, generation INTEGER NOT NULL, frame INTEGER NOT NULL);
-- What was counted by, from which look on: a term's URI, 'scheme ' and a scheme's key, or nothing for any term.
CREATE TABLE observed_term (term INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, since INTEGER NOT NULL);
-- A row stands until the next one of its area and term; counts as store/packed-observation.ts packs them.
CREATE TABLE observed_count (
  area TEXT NOT NULL, term INTEGER NOT NULL, observed INTEGER NOT NULL, counts BLOB NOT NULL, PRIMARY KEY (area, term, observed)
) WITHOUT ROWID;
${['observed_frame', 'observation', 'observed_term', 'observed_count']
  .flatMap((table) => ['UPDATE', 'DELETE'].map((change) => neverTrigger(table, change)))
  .join('\n')}
`

/** Keeps a table from being changed but by adding to it. */
function neverTrigger(table: string, change: string): string {
  return `CREATE TRIGGER ${table}_never_${change.toLowerCase()} BEFORE ${change} ON ${table} BEGIN
  SELECT RAISE(ABORT, 'what was observed is never rewritten'); END;`
}

interface Step {
  /** The version that the file is of afterwards. */
  readonly to: number
  apply(db: DatabaseSync): void
}

/**
 * How the tables of raw records came to be as they are, in order. A step once released is never changed: what changes next is
 * a step of its own, with a file of the version before it in test/store/files.
 */
const STEPS: readonly Step[] = [
  { to: 1, apply: (db) => db.exec(TABLES) },
  {
    to: 8,
    // Versions 1 to 7 have some of these tables or all: that number was raised for derived tables too, and not for all of these.
    apply(db) {
      db.exec(CHANGES)
      // Changes noted before have no name.
      db.exec('ALTER TABLE change ADD COLUMN name TEXT')
      db.exec(GONE)
    },
  },
  // From here on the file is marked as ours.
  { to: 9, apply: (db) => db.exec(`PRAGMA application_id = ${APPLICATION_ID}`) },
  { to: 10, apply: (db) => db.exec(TERM_LISTS) },
  { to: 11, apply: (db) => db.exec(KEYED) },
  { to: 12, apply: (db) => db.exec(OBSERVATIONS) },
  // A trigger has SQLite keep what each INSERT overwrites, in case it fails half done: four times the cost of the change itself.
  { to: 13, apply: (db) => db.exec('DROP TRIGGER record_removed') },
]

/** Marks a file as a catalogue of this gateway, in its header: `ORUK`. */
export const APPLICATION_ID = 0x4f_52_55_4b

/** The version of the tables of raw records that this gateway writes. */
export const SOURCE_VERSION = 13

/** Their names, those that must survive whatever is made again; of the oldest version the first. */
export const SOURCE_TABLES = [
  ...['meta', 'feed', 'record', 'sweep_issue'],
  ...['change', 'gone', 'cluster', 'poll', 'inspection', 'term_list'],
  ...['observed_frame', 'observation', 'observed_term', 'observed_count'],
] as const

/** The version of an open file: 0 where it has no tables. */
export function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
}

/** Brings the tables of raw records from the version they are of to the present one, each step in the transaction under way. */
export function migrateSource(db: DatabaseSync): void {
  const version = versionOf(db)
  for (const { to, apply } of STEPS) if (version < to) apply(db)
  db.exec(`INSERT OR IGNORE INTO meta VALUES ('generation', '0'); PRAGMA user_version = ${SOURCE_VERSION}`)
}
