import type { DatabaseSync } from 'node:sqlite'

/** Which state of the shared catalogue a file holds. */
export interface ShipMark {
  /** Files of one lineage differ by entries of the log alone; whatever makes a file again otherwise begins another. */
  readonly lineage: string
  /** Of the last entry of the log that the file has. */
  readonly position: number
}

/** Keys in `meta`, in the file with all else so that they change in the same transaction. */
const LINEAGE_KEY = 'log_lineage'
const POSITION_KEY = 'log_position'
const READ = 'SELECT value FROM meta WHERE key = ?'

/** Which state of the shared catalogue this is; undefined where it is of none. */
export function readShipMark(db: DatabaseSync): ShipMark | undefined {
  const lineage = db.prepare(READ).get(LINEAGE_KEY)?.['value']
  const position = db.prepare(READ).get(POSITION_KEY)?.['value']
  return typeof lineage === 'string' ? { lineage, position: Number(position) } : undefined
}

/** Notes it, in the transaction under way where there is one. */
export function writeShipMark(db: DatabaseSync, { lineage, position }: ShipMark): void {
  const put = db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
  put.run(LINEAGE_KEY, lineage)
  put.run(POSITION_KEY, String(position))
}

/** A file that is made again is of no state of the shared catalogue. */
export function dropShipMark(db: DatabaseSync): void {
  db.prepare('DELETE FROM meta WHERE key IN (?, ?)').run(LINEAGE_KEY, POSITION_KEY)
}
