import { rm } from 'node:fs/promises'
import type { Log } from '../model/log.ts'
import { ReplicaDiffers } from '../store/follower.ts'
import { putInPlace, readShipFile } from '../store/ship-file.ts'
import type { ShipMark } from '../store/ship-mark.ts'
import { type FollowerThread, startFollower } from '../store/start-ship-thread.ts'
import { TABLES_VERSION } from '../store/tables.ts'
import { createDigestCheck } from './digest-check.ts'
import { type Lease, type LeaseParts, takeLease } from './lease.ts'
import { type ReadEntry, readFollowing } from './ship-log.ts'
import { findSnapshot, type SnapshotPlace, takeSnapshot } from './ship-snapshots.ts'
import type { ShipStanding } from './ship-standing.ts'

/** What a catalogue's file is kept up to date with. */
export interface FollowParts extends SnapshotPlace, LeaseParts {
  /** Path of the catalogue. */
  readonly file: string
  readonly log: Log
  /** Another file lies in the catalogue's place. */
  onReplaced(): void
  /** A generation became visible. */
  onGeneration(): void
}

/** What of its standing a replica notes as it goes. */
export type NoteStanding = (standing: Partial<ShipStanding>) => void

/** What ends following, and what it waits for. */
export interface FollowSigns {
  isEnding(): boolean
  /** Resolves when something may have been appended, or it is to end, or a while is over. */
  next(): Promise<void>
  /** Whether the file turned out to be damaged since it was asked last. */
  takeDamage(): boolean
}

/**
 * Takes up what is appended, entry by entry, until this machine has the lease and the last entry, or is to end; the file is open to
 * nobody else meanwhile. Where entries do not follow what the file holds, the newest snapshot takes its place.
 */
export async function followLog(
  parts: FollowParts,
  note: NoteStanding,
  signs: FollowSigns,
): Promise<Lease | undefined> {
  const { postgres, file, log } = parts
  const digests = createDigestCheck(file, postgres, log)
  let differs = false
  let follower: FollowerThread | undefined
  let mark = readShipFile(file)?.mark

  async function apply(entry: ReadEntry): Promise<void> {
    follower ??= await startFollower(file)
    await follower.apply(entry)
    mark = { lineage: entry.lineage, position: entry.position }
    note({ held: mark, lagMs: Math.round(entry.ageMs) })
    parts.onGeneration()
    if (entry.isDigested) await digests.compare(compared)
  }
  function compared({ position }: ShipMark, differing: readonly string[]): void {
    note({ digest: { position, isEqual: differing.length === 0 } })
    if (differing.length === 0) return
    differs = true
    log.error({ position, tables: differing }, 'This replica holds other rows than the leader: it fills itself again.')
  }
  async function fill(head: ShipMark): Promise<boolean> {
    const snapshot = await findSnapshot(postgres, head.lineage)
    const held = readShipFile(file)
    if (snapshot === undefined) return wait(note, 'No snapshot is there yet of what the leader holds.')
    if (snapshot.tables !== TABLES_VERSION && held?.isReadable === true)
      return wait(note, 'The leader runs another version, whose tables are others: what is held here is answered from.')
    const arriving = `${file}.arriving`
    await takeSnapshot(parts, snapshot, arriving)
    await follower?.close()
    follower = undefined
    putInPlace(arriving, file)
    mark = readShipFile(file)?.mark
    note({ held: mark, problem: undefined, digest: undefined })
    log.info({ ...mark }, 'The newest snapshot of the catalogue was taken up.')
    parts.onReplaced()
    return true
  }
  async function step(): Promise<Lease | boolean> {
    const following = await readFollowing(postgres, mark)
    const { head, entries } = following
    note({ head, ...(isSame(head, mark) && { problem: undefined }) })
    if ((differs || signs.takeDamage()) && head !== undefined) {
      const isFilled = await fill(head)
      differs &&= !isFilled
      return isFilled
    }
    for (const entry of entries) {
      if (signs.isEnding()) return false
      await apply(entry)
    }
    if (entries.length > 0) return true
    if (head !== undefined && !isSame(head, mark)) return fill(head)
    return following.isFree && (await lead(parts, mark))
  }

  note({ role: 'REPLICA', epoch: undefined, held: mark })
  try {
    await rm(`${file}.arriving`, { force: true })
    while (!signs.isEnding()) {
      const result = await step().catch((error: unknown) => {
        if (!(error instanceof ReplicaDiffers)) throw error
        log.error({ err: error }, 'This replica is not what the log goes on from: it fills itself again.')
        differs = true
        return true
      })
      if (typeof result === 'object') return result
      if (!result) await signs.next()
    }
    return undefined
  } finally {
    await follower?.close()
  }
}

/** The lease, where this machine has all that the log has; false where another was first. */
async function lead(parts: LeaseParts, mark: ShipMark | undefined): Promise<Lease | false> {
  const lease = await takeLease(parts)
  if (lease === undefined) return false
  if (lease.head === undefined || isSame(lease.head, mark)) return lease
  // The one before appended something until it was taken over.
  await lease.giveUp()
  return false
}

function wait(note: NoteStanding, problem: string): false {
  note({ problem })
  return false
}

function isSame(a: ShipMark | undefined, b: ShipMark | undefined): boolean {
  return a?.lineage === b?.lineage && a?.position === b?.position
}
