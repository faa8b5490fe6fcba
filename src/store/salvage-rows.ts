import type { DatabaseSync } from 'node:sqlite'
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
    if (isDamage(error)) return { last, isCutShort: true }
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
    if (isDamage(error)) return undefined
    throw error
  }
}
