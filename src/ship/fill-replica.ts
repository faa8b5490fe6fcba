import { putInPlace, readShipFile } from '../store/ship-file.ts'
import type { ShipMark } from '../store/ship-mark.ts'
import { TABLES_VERSION } from '../store/tables.ts'
import type { Postgres } from './postgres.ts'
import { isForbidden } from './postgres.ts'
import { findSnapshot, type SnapshotPlace, takeSnapshot, wishForSnapshot } from './ship-snapshots.ts'

/** Whether the rows of a replica are the leader's, as far as was seen, and what would make them so. */
export interface ReplicaDoubt {
  /** They are not, at this entry of the log. */
  differ(position: number): void
  /** They are, at this entry. */
  agree(position: number): void
  /** A snapshot was put in place of them; where nobody leads, what it and the log come to up to that entry counts, whatever was published of it. */
  filled(countsTo?: number): void
  /** Whether what this entry comes to counts as it is. */
  isSettled(position: number): boolean
  isDoubted(): boolean
  /** A snapshot of this entry or a later one is needed: what an older one and the log come to was doubted already. */
  needed(): number
  /** How often they were filled: what was compared before counts no more. */
  fills(): number
}

/** Begins without a doubt. */
export function createReplicaDoubt(): ReplicaDoubt {
  let doubtedAt: number | undefined
  let [isDoubted, needed, fills, settledTo] = [false, 0, 0, 0]
  return {
    differ(position) {
      // Filled since, and it came to the same.
      if (doubtedAt !== undefined && !isDoubted) needed = position
      isDoubted = true
      doubtedAt = position
    },
    agree(position) {
      // Before the entry that was doubted all is as it was.
      if (doubtedAt === undefined || isDoubted || position < doubtedAt) return
      doubtedAt = undefined
      needed = 0
    },
    filled(countsTo = 0) {
      isDoubted = false
      fills += 1
      settledTo = countsTo
    },
    isSettled: (position) => position <= settledTo,
    isDoubted: () => isDoubted,
    needed: () => needed,
    fills: () => fills,
  }
}

/** What a replica is filled with. */
interface FillParts extends SnapshotPlace {
  /** Path of the catalogue. */
  readonly file: string
  /** Nobody may write to the file from now on. */
  release(): Promise<void>
}

/** Puts the newest snapshot of a lineage in the catalogue's place; in words for an operator what it waits for where there is none that helps yet. */
export async function fillReplica(
  { file, release, ...place }: FillParts,
  lineage: string,
  needed: number,
): Promise<{ readonly held: ShipMark | undefined } | string> {
  const snapshot = await findSnapshot(place.postgres, lineage)
  if (snapshot === undefined || snapshot.position < needed) {
    await wish(place.postgres, { lineage, position: needed })
    return 'No snapshot is there yet of what the leader holds: it is asked for one.'
  }
  if (snapshot.tables !== TABLES_VERSION && readShipFile(file)?.isReadable === true)
    return 'The leader runs another version, whose tables are others: what is held here is answered from.'
  const arriving = arrivingOf(file)
  await takeSnapshot(place, snapshot, arriving)
  await release()
  putInPlace(arriving, file)
  return { held: readShipFile(file)?.mark }
}

/** Where a snapshot lies until it is whole. */
export function arrivingOf(file: string): string {
  return `${file}.arriving`
}

/** A role that may not ask waits for the next that is written anyway. */
async function wish(postgres: Postgres, mark: ShipMark): Promise<void> {
  try {
    await wishForSnapshot(postgres, mark)
  } catch (error) {
    if (!isForbidden(error)) throw error
  }
}
