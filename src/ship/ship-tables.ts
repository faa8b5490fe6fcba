/**
 * What lies in PostgreSQL. The one row of ship_state is what all agree on: who leads and until when by this server's clock, and which
 * entry of the log is the last. Whoever writes the log or counts a request to a council does so under the epoch of that row.
 */
export const SHIP_TABLES = `
-- Two that find nothing make one of it.
SELECT pg_advisory_xact_lock(1330795851);
CREATE TABLE IF NOT EXISTS ship_state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one), epoch bigint NOT NULL, holder text NOT NULL, until timestamptz NOT NULL,
  lineage text, position bigint NOT NULL
);
INSERT INTO ship_state VALUES (true, 0, '', 'epoch', NULL, 0) ON CONFLICT DO NOTHING;
-- Entries of the log, in parts; all parts of one are written in one transaction. After one that is digested all digest their tables.
CREATE TABLE IF NOT EXISTS ship_log (
  position bigint NOT NULL, part int NOT NULL, lineage text NOT NULL, epoch bigint NOT NULL, generation bigint NOT NULL, digested boolean NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(), body bytea NOT NULL, PRIMARY KEY (position, part)
);
ALTER TABLE ship_log ALTER COLUMN body SET STORAGE EXTERNAL;
-- Digests of all tables at some positions, as JSON by table.
CREATE TABLE IF NOT EXISTS ship_digest (lineage text NOT NULL, position bigint NOT NULL, digests text NOT NULL, PRIMARY KEY (lineage, position));
-- Whole files, each in parts here or in a folder that all see; "tables" is the form of its tables.
CREATE TABLE IF NOT EXISTS ship_snapshot (
  lineage text NOT NULL, position bigint NOT NULL, tables text NOT NULL, bytes bigint NOT NULL, sha256 text NOT NULL, parts int NOT NULL, place text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (lineage, position)
);
CREATE TABLE IF NOT EXISTS ship_part (name text NOT NULL, part int NOT NULL, body bytea NOT NULL, PRIMARY KEY (name, part));
ALTER TABLE ship_part ALTER COLUMN body SET STORAGE EXTERNAL;
-- Who is there, and how far each has come.
CREATE TABLE IF NOT EXISTS ship_node (
  name text PRIMARY KEY, role text NOT NULL, lineage text, position bigint NOT NULL, seen timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- Requests to councils that count for a budget, by the budget's name.
CREATE TABLE IF NOT EXISTS ship_spent (budget text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE INDEX IF NOT EXISTS ship_spent_budget ON ship_spent (budget, at);
-- What lies beside the catalogue and is the same everywhere; in parts as snapshots are, "packed" being the fingerprint of these.
CREATE TABLE IF NOT EXISTS ship_file (name text PRIMARY KEY, sha256 text NOT NULL, packed text NOT NULL, parts int NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
-- What a machine asks the one that leads, for seconds; answered with the entry of the log that the answer is visible with.
CREATE UNLOGGED TABLE IF NOT EXISTS ship_question (
  id uuid PRIMARY KEY, question text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(), taken boolean NOT NULL DEFAULT false,
  answer text, position bigint
);
-- The entry of the log that a machine needs a snapshot of, or of a later one: what older ones come to differs from what the leader holds.
CREATE TABLE IF NOT EXISTS ship_wish (lineage text PRIMARY KEY, position bigint NOT NULL);
`

/** The table that was added last: where it is there, all are. */
export const NEWEST_TABLE = 'ship_wish'
