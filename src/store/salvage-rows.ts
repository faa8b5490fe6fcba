import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { isDamage } from './damage.ts'
import type { Row } from './row.ts'

/** Looked for one by one where whole pages are damaged. */
const MOST_LOOKED_FOR = 5_000_000

/**
 * The rows of a table of a damaged file that can be read, in no order: from the start until the first damaged page, from the
 * end until the last, and where `key` is a number also each between. A table that is not there has none.
 * Throws once `isStopping`.
 */
export function* readRows(db: DatabaseSync, table: string, key: string, isStopping: () => boolean): Generator<Row> {
  const goOn = (): void => {
    if (isStopping()) throw new Error('The writer is to stop.')
  }
  const first = yield* readUntilDamage(db, `SELECT * FROM ${table} ORDER BY ${key}`, goOn)
  if (!first.isCutShort) return
  const descending = key.split(', ').map((column) => `${column} DESC`)
  const last = yield* readUntilDamage(db, `SELECT * FROM ${table} ORDER BY ${descending.join(', ')}`, goOn)
  const from = first.last?.[key] ?? 0
  const to = last.last?.[key]
  if (typeof from === 'number' && typeof to === 'number') yield* readBetween(db, table, key, [from, to], goOn)
}

interface Stretch {
  /** The row read last; undefined where there was none. */
  readonly last: Row | undefined
  readonly isCutShort: boolean
}

function* readUntilDamage(db: DatabaseSync, sql: string, goOn: () => void): Generator<Row, Stretch> {
  let last: Row | undefined
  try {
    for (const row of db.prepare(sql).iterate()) {
      goOn()
      last = row
      yield row
    }
    return { last, isCutShort: false }
  } catch (error) {
    if (isUnreadable(error)) return { last, isCutShort: true }
    if (error instanceof Error && error.message.startsWith('no such table')) return { last, isCutShort: false }
    throw error
  }
}

function* readBetween(
  db: DatabaseSync,
  table: string,
  key: string,
  [from, to]: readonly [number, number],
  goOn: () => void,
): Generator<Row> {
  const find = db.prepare(`SELECT * FROM ${table} WHERE ${key} = ?`)
  for (let at = from + 1; at < to && at - from < MOST_LOOKED_FOR; at += 1) {
    goOn()
    const row = findSound(() => find.get(at))
    if (row !== undefined) yield row
  }
}

function findSound(find: () => Row | undefined): Row | undefined {
  try {
    return find()
  } catch (error) {
    if (isUnreadable(error)) return undefined
    throw error
  }
}

/** Damage, or what no sound row has: a whole number that no JavaScript number is. */
function isUnreadable(error: unknown): boolean {
  return isDamage(error) || (error instanceof Error && Reflect.get(error, 'code') === 'ERR_OUT_OF_RANGE')
}

/** SQLITE_CONSTRAINT and SQLITE_MISMATCH: a value that its column may not have. */
const REFUSALS: ReadonlySet<number> = new Set([19, 20])
const PRIMARY = 0xff

/** What a column of a declared type may have, besides nothing; a column of another may have anything. */
const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  INTEGER: (value) => typeof value === 'number',
  REAL: (value) => typeof value === 'number',
  TEXT: (value) => typeof value === 'string',
  BLOB: (value) => value instanceof Uint8Array,
}

/** Puts rows into tables of a new file, in the place of one with its key; false where what is in it can't be what was written. */
export function createPutRow(target: DatabaseSync): (table: string, row: Row) => boolean {
  const types = new Map<string, ReadonlyMap<string, string>>()
  function typesOf(table: string): ReadonlyMap<string, string> {
    const known = types.get(table)
    if (known !== undefined) return known
    const columns = target.prepare('SELECT name, type FROM pragma_table_info(?)').all(table)
    const read = new Map(columns.map(({ name, type }) => [String(name), String(type)]))
    types.set(table, read)
    return read
  }
  return (table, row) => {
    const columns = typesOf(table)
    const isFit = ([name, value]: readonly [string, unknown]): boolean =>
      value === null || (TYPES[columns.get(name) ?? '']?.(value) ?? true)
    if (!Object.entries(row).every(isFit)) return false
    const names = Object.keys(row)
    const values: SQLInputValue[] = Object.values(row)
    try {
      target
        .prepare(`INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
        .run(...values)
      return true
    } catch (error) {
      const code: unknown = error instanceof Error ? Reflect.get(error, 'errcode') : undefined
      if (typeof code === 'number' && REFUSALS.has(code & PRIMARY)) return false
      throw error
    }
  }
}
