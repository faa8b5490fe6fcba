import { rm } from 'node:fs/promises'
import type { Log } from '../model/log.ts'
import { ReplicaDiffers } from '../store/follower.ts'
import { readShipFile } from '../store/ship-file.ts'
import type { ShipMark } from '../store/ship-mark.ts'
import { type FollowerThread, startFollower } from '../store/start-ship-thread.ts'
import { createDigestCheck } from './digest-check.ts'
import { arrivingOf, createReplicaDoubt, fillReplica, type ReplicaDoubt } from './fill-replica.ts'
import { type Lease, type LeaseParts, takeLease } from './lease.ts'
import { type ReadEntry, readFollowing } from './ship-log.ts'
import type { SnapshotPlace } from './ship-snapshots.ts'
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
  note({ role: 'REPLICA', epoch: undefined })
  await rm(arrivingOf(parts.file), { force: true })
  const replica = openReplica(parts, note)
  try {
    while (!signs.isEnding()) {
      const result = await step(parts, replica, { note, signs })
      if (typeof result === 'object') return result
      if (!result) await signs.next()
    }
    return undefined
  } finally {
    await replica.close()
  }
}

/** The lease, or whether there may be more to take up at once. */
async function step(
  parts: FollowParts,
  replica: Replica,
  { note, signs }: { readonly note: NoteStanding; readonly signs: FollowSigns },
): Promise<Lease | boolean> {
  const mark = replica.mark()
  const { head, entries, isFree } = await readFollowing(parts.postgres, mark)
  note({ head, ...(isSame(head, mark) && { problem: undefined }) })
  if (signs.takeDamage()) {
    parts.log.error({ ...mark }, 'The file of this replica turned out to be damaged: it fills itself again.')
    replica.doubt.differ(mark?.position ?? 0)
  }
  if (replica.doubt.isDoubted() && head !== undefined) {
    // A second time may come to the same: it is not tried without a pause.
    const isAgain = replica.doubt.needed() > 0
    return (await replica.fill(head, isFree)) && !(isFree && isAgain)
  }
  for (const entry of entries) {
    if (signs.isEnding()) return false
    if (!(await replica.apply(entry))) return true
  }
  if (entries.length > 0) return true
  if (head !== undefined && !isSame(head, mark)) {
    parts.log.info({ ...mark, head }, 'The log does not go on from what this replica holds.')
    return replica.fill(head, isFree)
  }
  return isFree && lead(parts, mark)
}

/** The catalogue of a machine that follows. */
interface Replica {
  /** What it holds; undefined where it is of no lineage. */
  mark(): ShipMark | undefined
  readonly doubt: ReplicaDoubt
  /** False where the entry is not of what it holds: it is doubted then. */
  apply(entry: ReadEntry): Promise<boolean>
  /** Has the newest snapshot take its place; false where there is none that helps yet. Where nobody leads, and so nobody writes a newer one, any helps. */
  fill(head: ShipMark, isFree: boolean): Promise<boolean>
  close(): Promise<void>
}

function openReplica(parts: FollowParts, note: NoteStanding): Replica {
  const { file, log } = parts
  const doubt = createReplicaDoubt()
  const differ = (position: number): void => noteDiffering(position, doubt, note)
  const compare = createComparison(parts, doubt, note)
  let follower: FollowerThread | undefined
  let mark = readShipFile(file)?.mark
  note({ held: mark })

  async function close(): Promise<void> {
    const closing = follower
    follower = undefined
    await closing?.close()
  }
  return {
    mark: () => mark,
    doubt,
    close,
    async apply(entry) {
      try {
        follower ??= await startFollower(file)
        await follower.apply(entry)
      } catch (error) {
        if (!(error instanceof ReplicaDiffers)) throw error
        log.error({ err: error }, 'This replica is not what the log goes on from: it fills itself again.')
        differ(entry.position)
        return false
      }
      mark = { lineage: entry.lineage, position: entry.position }
      note({ held: mark, lagMs: Math.round(entry.ageMs) })
      parts.onGeneration()
      if (entry.isDigested) await compare()
      return true
    },
    async fill({ lineage, position }, isFree) {
      const filled = await fillReplica({ ...parts, release: close }, lineage, isFree ? 0 : doubt.needed())
      if (typeof filled === 'string') {
        note({ problem: filled })
        return false
      }
      mark = filled.held
      doubt.filled(isFree ? position : 0)
      note({ held: mark, problem: undefined, digest: undefined })
      log.info({ ...mark }, 'The newest snapshot of the catalogue was taken up.')
      parts.onReplaced()
      return true
    },
  }
}

function noteDiffering(position: number, doubt: ReplicaDoubt, note: NoteStanding): void {
  note({ digest: { position, isEqual: false } })
  doubt.differ(position)
}

/** Compares the rows held with the leader's, beside what else is done, and notes what comes of it; nothing where the replica was filled meanwhile, or what they come to counts as it is. */
function createComparison(
  { file, postgres, log }: FollowParts,
  doubt: ReplicaDoubt,
  note: NoteStanding,
): () => Promise<void> {
  const digests = createDigestCheck(file, postgres, log)
  return () => {
    const fills = doubt.fills()
    return digests.compare(({ position }, differing) => {
      if (fills !== doubt.fills() || doubt.isSettled(position)) return
      if (differing.length === 0) {
        note({ digest: { position, isEqual: true } })
        return doubt.agree(position)
      }
      noteDiffering(position, doubt, note)
      log.error(
        { position, tables: differing },
        'This replica holds other rows than the leader: it fills itself again.',
      )
    })
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

function isSame(a: ShipMark | undefined, b: ShipMark | undefined): boolean {
  return a?.lineage === b?.lineage && a?.position === b?.position
}
