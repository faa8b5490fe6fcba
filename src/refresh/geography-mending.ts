import type { Log } from '../model/log.ts'
import type { GeographySalvage } from '../store/salvage-geography.ts'

/** Mends the file of imported areas and postcodes beside everything else. */
export interface GeographyMending {
  /** The file is damaged: it is mended, unless that is under way or just failed. */
  note(): void
  /** Why not all can be read, in words for an operator; undefined where it is sound as far as is known. */
  reason(): string | undefined
  /** Resolves when no mending is under way. */
  done(): Promise<void>
}

/** What a mending is made with. */
export interface GeographyMendingParts {
  /** Takes out what can be read; undefined where another file was put there meanwhile. */
  mend(): Promise<GeographySalvage | undefined>
  /** Who reads may take the new file up. */
  onMended(): Promise<void>
  readonly log: Log
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
}

const RETRY_MS = 600_000

/** Creates the mending of one geography. */
export function createGeographyMending({ mend, onMended, log, monotonicNow }: GeographyMendingParts): GeographyMending {
  let reason: string | undefined
  let running: Promise<void> | undefined
  let failedMs: number | undefined

  async function run(): Promise<void> {
    try {
      const salvage = await mend()
      if (salvage !== undefined) logGeographySalvage(log, salvage)
      await onMended()
      reason = undefined
    } catch (error) {
      failedMs = monotonicNow()
      log.error({ err: error }, 'mending the file of imported areas and postcodes failed; it is tried again')
    } finally {
      running = undefined
    }
  }

  return {
    note() {
      if (running !== undefined || (failedMs !== undefined && monotonicNow() - failedMs < RETRY_MS)) return
      reason = 'The file of imported areas and postcodes is damaged: what can be read of it is being taken over.'
      log.error({}, reason)
      running = run()
    },
    reason: () => reason,
    done: async () => running,
  }
}

/** Says what became of a damaged file of imported areas and postcodes. */
export function logGeographySalvage(log: Log, { aside, rows }: GeographySalvage): void {
  log.error(
    { aside, rows },
    'The damaged file of imported areas and postcodes is kept aside, and what can be read of it is in use: import the files again with `oruk-gateway areas import`.',
  )
}
