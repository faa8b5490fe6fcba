import { type SnapshotPlace, trimLog, weighLog, writeSnapshot } from './ship-snapshots.ts'

/** Of one machine's catalogue. */
interface TendParts extends SnapshotPlace {
  readonly file: string
}

const LEAST_LOG_BYTES = 64_000_000
/** Of a snapshot, the part that the log after it may come to before another is written. */
const LOG_PART = 0.5

/** What trims the log of a lineage, a snapshot first where one is due; it does nothing while the time before is under way, however often that machine leads. */
export function createTending({ file, ...place }: TendParts): (lineage: string) => Promise<void> {
  let isTending = false
  async function tend(lineage: string): Promise<void> {
    const { logBytes, snapshotBytes } = await weighLog(place.postgres, lineage)
    const most = Math.max(LEAST_LOG_BYTES, (snapshotBytes ?? 0) * LOG_PART)
    if (snapshotBytes === undefined || logBytes > most) await writeSnapshot(place, file)
    await trimLog(place, lineage)
  }
  return async (lineage) => {
    // Two would put parts of one name, and one that fails would take away what the other has registered.
    if (isTending) return
    isTending = true
    try {
      await tend(lineage)
    } finally {
      isTending = false
    }
  }
}
