import { numberOf, textOf } from './row.ts'
import type { SyncState } from './sync-state.ts'
import { openForReading } from './tables.ts'

/** A feed as a catalogue's file has it. */
export interface HeldFeed {
  readonly slug: string
  /** As received, and visible ones. */
  readonly records: number
  readonly services: number
  /** RFC 3339: when its list was last read to its end. */
  readonly lastComplete?: string
  /** Code of what went wrong since. */
  readonly fault?: string
}

/** The feeds of a catalogue's file in order of slug, those out of sight too. */
export function readHeldFeeds(file: string): readonly HeldFeed[] {
  const db = openForReading(file)
  try {
    const rows = db
      .prepare(
        `SELECT slug, sync, (SELECT count(*) FROM record r WHERE r.fid = f.fid) AS records,
           (SELECT count(*) FROM service s WHERE s.fid = f.fid) AS services FROM feed f ORDER BY slug`,
      )
      .all()
    return rows.map((row) => {
      const { lastComplete, fault }: SyncState = JSON.parse(textOf(row, 'sync'))
      return {
        slug: textOf(row, 'slug'),
        records: numberOf(row, 'records'),
        services: numberOf(row, 'services'),
        ...(lastComplete !== undefined && { lastComplete }),
        ...(fault !== undefined && { fault: fault.code }),
      }
    })
  } finally {
    db.close()
  }
}
