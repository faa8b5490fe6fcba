import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { isDamage } from './damage.ts'
import { createGeographyFile, readBody, readOutline } from './geography-file.ts'
import { asideOf, pruneAside } from './kept-aside.ts'
import type { Row } from './row.ts'
import { createPutRow, readRows } from './salvage-rows.ts'

/** What could be taken out of a damaged file of imported areas and postcodes. */
export interface GeographySalvage {
  /** Where the damaged file lies now. */
  readonly aside: string
  /** Rows taken over: areas, small areas, boundaries, postcodes. */
  readonly rows: number
}

/** The tables with their keys, and what is to be readable of each of their rows. */
const TABLES: readonly (readonly [table: string, key: string, isReadable: (row: Row) => boolean])[] = [
  ['source', 'id', () => true],
  ['area', 'rowid', (row) => canRead(() => readBody(row))],
  ['small_area', 'code', (row) => canRead(() => readBody(row))],
  ['boundary', 'code', (row) => canRead(() => readOutline(row))],
  ['area_list', 'list', () => true],
  ['postcode', 'key', () => true],
]

/**
 * Puts a new file in the place of a damaged one, with all rows that can be read, and keeps the damaged one aside (the newest
 * three of them). The version stays: what was placed by the whole file stands, and what is lost comes back with the next
 * import. Undefined where another file was put there meanwhile. Throws once `isStopping`.
 */
export function salvageGeography(file: string, at: Date, isStopping: () => boolean): GeographySalvage | undefined {
  const making = `${file}.salvaging`
  rmSync(making, { force: true })
  rmSync(`${making}-journal`, { force: true })
  const before = statSync(file)
  const target = createGeographyFile(making)
  let rows: number
  try {
    rows = takeOver(file, target, isStopping)
  } finally {
    target.close()
  }
  if (!existsSync(file) || statSync(file).ino !== before.ino) {
    rmSync(making)
    return undefined
  }
  const aside = asideOf(file, at)
  linkSync(file, aside)
  renameSync(making, file)
  pruneAside(file)
  return { aside, rows }
}

function takeOver(file: string, target: DatabaseSync, isStopping: () => boolean): number {
  target.exec('BEGIN')
  const put = createPutRow(target)
  let source: DatabaseSync | undefined
  let rows = 0
  try {
    source = new DatabaseSync(file, { readOnly: true })
    for (const row of readRows(source, 'meta', 'key', isStopping)) put('meta', row)
    for (const [table, key, isReadable] of TABLES)
      for (const row of readRows(source, table, key, isStopping)) {
        if (!isReadable(row)) continue
        if (!put(table, row)) continue
        if (table !== 'source' && table !== 'area_list') rows += 1
      }
    return rows
  } catch (error) {
    // Not even its tables can be read: nothing is imported any more.
    if (!isDamage(error)) throw error
    return rows
  } finally {
    source?.close()
    target.exec('DELETE FROM postcode WHERE list NOT IN (SELECT list FROM area_list)')
    target.exec('COMMIT')
  }
}

function canRead(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch {
    // A row of which it can not be said what was written is lost.
    return false
  }
}
