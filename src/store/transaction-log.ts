import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { zstdCompressSync } from 'node:zlib'
import { readShipMark, type ShipMark, writeShipMark } from './ship-mark.ts'

/** Where the transactions of a catalogue lie for good, in one order, before they are committed here. Every method returns once that is so, and throws where it could not be done. */
export interface TransactionLog {
  /** What its last entry is; undefined where nothing was ever appended. */
  head(): ShipMark | undefined
  /** Appends a transaction after the one before. */
  append(entry: LogEntry): void
  /** Begins another lineage with the file as it is, which bears the mark already. */
  establish(mark: ShipMark): void
}

/** A transaction as it is applied to another file of the lineage. */
export interface LogEntry extends ShipMark {
  /** The catalogue's, once it stands. */
  readonly generation: number
  /** A patchset of SQLite's, in the Zstandard format. */
  readonly body: Uint8Array
}

/** Appends what a writer changes. */
export interface Shipping {
  /** Appends all that changed since the last call, in the transaction that is about to be committed. */
  append(generation: () => number): void
  /** The transaction stands. */
  committed(): void
  /** The transaction does not stand. */
  lost(): void
}

/**
 * Begins to append what is written to a file: another lineage is established where the file is of none. Throws where the log goes on from
 * another state than the file's.
 */
export function openShipping(db: DatabaseSync, log: TransactionLog): Shipping {
  let mark = takeUp(db, log)
  let next = mark
  let isBroken = false
  let session = db.createSession()
  let changes = countChanges()

  function countChanges(): unknown {
    return db.prepare('SELECT total_changes() AS n').get()?.['n']
  }
  function renew(): void {
    session.close()
    session = db.createSession()
    changes = countChanges()
  }
  return {
    append(generation) {
      if (isBroken) throw new Error('The log could not be written to: this writer is to be closed.')
      if (countChanges() === changes) return
      next = { ...mark, position: mark.position + 1 }
      writeShipMark(db, next)
      try {
        log.append({ ...next, generation: generation(), body: zstdCompressSync(session.patchset()) })
      } catch (error) {
        // It may lie there nevertheless: what is appended next must follow whatever does.
        isBroken = true
        throw error
      }
    },
    committed() {
      mark = next
      renew()
    },
    lost() {
      // Appended and not committed: the file is caught up before anything follows.
      isBroken ||= next !== mark
      renew()
    },
  }
}

function takeUp(db: DatabaseSync, log: TransactionLog): ShipMark {
  const [held, head] = [readShipMark(db), log.head()]
  if (held !== undefined && head !== undefined) {
    if (held.lineage === head.lineage && held.position === head.position) return held
    throw new Error('The log goes on from another state than that of this catalogue.')
  }
  const mark = { lineage: randomUUID(), position: (head?.position ?? 0) + 1 }
  writeShipMark(db, mark)
  log.establish(mark)
  return mark
}
