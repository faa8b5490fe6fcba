import type { Log } from '../model/log.ts'
import { present } from '../model/present.ts'
import type { Salvage } from '../store/salvage.ts'

/** Mends a damaged file beside everything else. */
export interface Repairing {
  /** The file is damaged, in these tables where that is known: it is mended, unless that is under way or failed within the last minute, after which it is tried again. */
  note(tables?: readonly string[]): void
  /** The file was made again otherwise: nothing of it is to be mended until the next `note`. */
  settle(): void
  /** Why not all can be read, in words for an operator; undefined where the file is sound as far as is known. */
  reason(): string | undefined
  /** Resolves when no repair is under way. */
  done(): Promise<void>
}

export interface RepairParts {
  /** Takes out what can be read, and sets feeds again; resolves when the new file is written to. */
  salvage(): Promise<Salvage>
  /** Resolves when all that is made of the raw records is made again; whether it is. */
  rebuilt(): Promise<boolean>
  /** Who reads may take the new file up. */
  onReplaced(): void
  readonly log: Log
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
}

const RETRY_MS = 60_000

/** Creates the repairing of one catalogue. */
export function createRepairing({ salvage, rebuilt, onReplaced, log, monotonicNow }: RepairParts): Repairing {
  let reason: string | undefined
  let running: Promise<void> | undefined
  let failedMs: number | undefined
  let retry: NodeJS.Timeout | undefined

  async function run(): Promise<void> {
    try {
      const salvaged = await salvage()
      logSalvage(log, salvaged)
      if (!(await rebuilt())) throw new Error('making the records again did not end')
      onReplaced()
      reason = undefined
      log.info({}, "The catalogue's file is made again.")
    } catch (error) {
      failedMs = monotonicNow()
      retry = setTimeout(() => note([]), RETRY_MS).unref()
      log.error({ err: error }, "mending the catalogue's file failed; it is tried again")
    } finally {
      running = undefined
    }
  }

  function note(tables: readonly string[] = []): void {
    if (running !== undefined || (failedMs !== undefined && monotonicNow() - failedMs < RETRY_MS)) return
    const where = tables.length === 0 ? '' : ` in ${tables.join(', ')}`
    reason = `The catalogue's file is damaged${where}: what can be read is served while it is made again from the raw records.`
    log.error({ tables }, reason)
    running = run()
  }

  return {
    note,
    settle() {
      clearTimeout(retry)
      failedMs = undefined
      reason = undefined
    },
    reason: () => reason,
    done: async () => running,
  }
}

/** Says what became of a damaged file. */
export function logSalvage(log: Log, { aside, records, incomplete }: Salvage): void {
  log.error(
    { ...present({ aside }), records, incomplete },
    records === 0
      ? 'Nothing could be read of the damaged file, which is kept aside where it is there at all: every feed is asked again. Changes, looks at the figures and removed ids come back by `restore` alone.'
      : 'The damaged file is kept aside; its sound raw records are taken over. Feeds named here have lost some and are asked again.',
  )
}
