import { type SnapshotPlace, trimLog, weighLog, writeSnapshot } from './ship-snapshots.ts'

/** Of one machine's catalogue. */
interface TendParts extends SnapshotPlace {
  readonly file: string
}

/** What a machine that leads does for those that come later. */
export interface LogTending {
  /** Trims the log of a lineage, a snapshot first where one is due; it does nothing while the time before is under way, however often that machine leads. */
  tend(lineage: string): Promise<void>
  /** Writes a snapshot of the catalogue as it stands, after the one that is being written. */
  writeSnapshot(): Promise<void>
}

const LEAST_LOG_BYTES = 64_000_000
/** Of a snapshot, the part that the log after it may come to before another is written. */
const LOG_PART = 0.5

/** Creates the tending of one machine. */
export function createTending({ file, ...place }: TendParts): LogTending {
  let isTending = false
  let writing: Promise<void> = Promise.resolve()
  /** One at a time: they are made in one file, and one that fails would take away the parts of the other. */
  function write(): Promise<void> {
    const after = writing.then(
      () => writeSnapshot(place, file),
      () => writeSnapshot(place, file),
    )
    writing = after
    return after
  }
  async function tend(lineage: string): Promise<void> {
    const { logBytes, snapshotBytes, isWished } = await weighLog(place.postgres, lineage)
    const most = Math.max(LEAST_LOG_BYTES, (snapshotBytes ?? 0) * LOG_PART)
    if (snapshotBytes === undefined || isWished || logBytes > most) await write()
    await trimLog(place, lineage)
  }
  return {
    writeSnapshot: write,
    async tend(lineage) {
      if (isTending) return
      isTending = true
      try {
        await tend(lineage)
      } finally {
        isTending = false
      }
    },
  }
}
