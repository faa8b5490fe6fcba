import { existsSync, renameSync } from 'node:fs'
import { isDamage } from './damage.ts'
import { openReadOnly } from './open-read-only.ts'
import { finishRemaking } from './remaking.ts'
import { readShipMark, type ShipMark } from './ship-mark.ts'
import { TABLES_VERSION, tablesOf } from './tables.ts'

/** A catalogue as a machine that may take up another's changes finds it. */
export interface ShipFile {
  /** Undefined where it is of no lineage. */
  readonly mark: ShipMark | undefined
  /** Whether this program can answer from it. */
  readonly isReadable: boolean
}

/** What lies at the path; undefined where nothing does, or what is damaged. */
export function readShipFile(file: string): ShipFile | undefined {
  if (!existsSync(file)) return undefined
  try {
    const db = openReadOnly(file)
    try {
      if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() === undefined) return undefined
      return { mark: readShipMark(db), isReadable: tablesOf(db) === TABLES_VERSION }
    } finally {
      db.close()
    }
  } catch (error) {
    if (isDamage(error)) return undefined
    throw error
  }
}

/** Puts another file, which nobody has open, in the catalogue's place; who reads the one before goes on reading it. What was cut off half done is ended by `finishArrival`. */
export function putInPlace(arrived: string, file: string): void {
  renameSync(arrived, `${file}.remade`)
  finishRemaking(file)
}

/** Ends what `putInPlace` began before. */
export function finishArrival(file: string): void {
  finishRemaking(file)
}
