import { existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { maybeTextOf, type Row, textOf } from './row.ts'

/** What of a geography is not as another one has it. */
export interface GeographyChange {
  /** Whether anything is another. */
  readonly isAny: boolean
  /** Whether records may be placed otherwise: areas, boundaries or postcodes are others, by more than their people. */
  readonly isPlacing: boolean
}

/** What of an area bears on where records belong; `imported` is its body, undefined where nothing was imported of it. The caller names the shape of bodies. */
export type PlacingPartOf<T> = (code: string, imported: T | undefined) => unknown

/** How a geography that was written on top of a copy of `target` differs from it, by content: what is imported again as it was changes nothing. */
export function compareGeography<T>(
  db: DatabaseSync,
  target: string,
  placingPartOf: PlacingPartOf<T>,
): GeographyChange {
  const isHeld = existsSync(target)
  if (isHeld) db.prepare('ATTACH DATABASE ? AS held').run(target)
  try {
    return compareTables(
      db,
      (table) => (isHeld ? `held.${table}` : `(SELECT * FROM main.${table} WHERE 0)`),
      placingPartOf,
    )
  } finally {
    if (isHeld) db.exec('DETACH DATABASE held')
  }
}

function compareTables<T>(
  db: DatabaseSync,
  before: (table: string) => string,
  placingPartOf: PlacingPartOf<T>,
): GeographyChange {
  const others = (table: string, key: string, columns: string): string =>
    `main.${table} n LEFT JOIN ${before(table)} o ON o.${key} = n.${key} WHERE ${columns
      .split(' ')
      .map((column) => `o.${column} IS NOT n.${column}`)
      .join(' OR ')}`
  const isOther = (...table: Parameters<typeof others>): boolean =>
    db.prepare(`SELECT 1 FROM ${others(...table)} LIMIT 1`).get() !== undefined
  const partOf = (row: Row, body: string | undefined): string =>
    JSON.stringify(placingPartOf(textOf(row, 'code'), body === undefined ? undefined : JSON.parse(body)))
  const areas = db.prepare(`SELECT n.code, n.body, o.body AS before FROM ${others('area', 'code', 'body')}`).all()
  const isPlacing =
    areas.some((row) => partOf(row, textOf(row, 'body')) !== partOf(row, maybeTextOf(row, 'before'))) ||
    isOther('boundary', 'code', 'outline') ||
    isOther('postcode', 'key', 'key latitude longitude list terminated')
  return { isAny: isPlacing || areas.length > 0 || isOther('small_area', 'code', 'body'), isPlacing }
}
