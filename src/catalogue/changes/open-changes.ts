import { existsSync } from 'node:fs'
import { CatalogueFileError } from '../../store/catalogue-file-error.ts'
import { textOf } from '../../store/row.ts'
import { openForReading } from '../../store/tables.ts'
import type { Change, ChangeQuery } from '../../model/change.ts'
import { listChanges } from './list-changes.ts'
import { readHistoryStart, readLastForgotten } from './read-gone.ts'
import type { SqlValue } from '../../store/sql.ts'

/** The changes kept in a catalogue's file, read beside a gateway that may be running on it. */
export interface ChangesFile {
  /** Slugs of the feeds it knows of. */
  readonly feeds: readonly string[]
  /** From when on all changes are kept, RFC 3339; undefined before there was any. */
  readonly from: string | undefined
  /** The `seq` of the last change that was forgotten; 0 before any was. */
  readonly lastForgotten: number
  /** Those that the query means, after the one of that `seq`, in the order in which they became visible. */
  read(query: ChangeQuery, after?: number): Generator<Change>
  close(): void
}

const AT_ONCE = 1_000

/** Opens a catalogue's file for its changes alone; CatalogueFileError where there is none. */
export function openChanges(file: string): ChangesFile {
  if (!existsSync(file))
    throw new CatalogueFileError(file, 'is not there: point DATA_DIR at the folder of a gateway that has run')
  const db = openForReading(file)
  const store = {
    get: (sql: string, ...values: SqlValue[]) => db.prepare(sql).get(...values),
    all: (sql: string, ...values: SqlValue[]) => db.prepare(sql).all(...values),
  }
  const feeds = store.all('SELECT slug FROM feed ORDER BY fid').map((row) => textOf(row, 'slug'))
  return {
    feeds,
    from: readHistoryStart(store),
    lastForgotten: readLastForgotten(store),
    *read(query, after = 0) {
      for (let last = after; ;) {
        const { changes, hasNext } = listChanges(store, query, AT_ONCE, last)
        yield* changes
        last = changes.at(-1)?.seq ?? last
        if (!hasNext) return
      }
    },
    close: () => db.close(),
  }
}
