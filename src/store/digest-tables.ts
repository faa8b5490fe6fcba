import { createHash } from 'node:crypto'
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'

/** A fingerprint of each table, those of text and place indexes included, by name. */
export type TableDigests = Readonly<Record<string, string>>

const TABLES = `
SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`
const KEY = 'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk'

/** The names of all tables that hold rows, in order. */
export function namesOfTables(db: DatabaseSync): readonly string[] {
  return db
    .prepare(TABLES)
    .all()
    .map(({ name }) => String(name))
}

/** The columns of a table's primary key; none where it has none, so that what changes in it cannot be named. */
export function keyOfTable(db: DatabaseSync, table: string): readonly string[] {
  return db
    .prepare(KEY)
    .all(table)
    .map(({ name }) => String(name))
}

/** Digests every table as the transaction under way sees it: equal rows have equal digests, however they came there. */
export function digestTables(db: DatabaseSync): TableDigests {
  return Object.fromEntries(namesOfTables(db).map((table) => [table, digestTable(db, table)]))
}

function digestTable(db: DatabaseSync, table: string): string {
  const digest = createHash('sha1')
  const order = keyOfTable(db, table)
    .map((column) => `"${column}"`)
    .join(', ')
  const rows = db.prepare(`SELECT * FROM "${table}"${order && ` ORDER BY ${order}`}`)
  rows.setReturnArrays(true)
  rows.setReadBigInts(true)
  for (const row of rows.iterate())
    // With rows as arrays each is one.
    for (const value of Object.values(row)) addValue(digest, value)
  return digest.digest('base64url')
}

function addValue(digest: ReturnType<typeof createHash>, value: SQLOutputValue): void {
  if (value instanceof Uint8Array) digest.update(`b${value.length} `).update(value)
  else if (value === null) digest.update('-')
  else digest.update(`${typeof value} ${String(value)}\0`)
}
