import type { Log } from '../model/log.ts'
import type { Reprocessing as Progress } from '../model/reprocessing.ts'

/** Making records again, step by step beside everything else. */
export interface Reprocessing {
  /** Goes on until nothing is left to do. */
  start(): void
  /** Resolves when no step is under way; what is left waits for the next start. */
  pause(): Promise<void>
  /** Resolves when nothing is left to do, or it was paused or failed. */
  done(): Promise<void>
}

export interface ReprocessingParts {
  /** Makes some again; how far that has come, undefined where nothing was left to do. */
  step(): Promise<Progress | undefined>
  /** All are made again. */
  onDone(): void
  readonly log: Log
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
}

const LOG_EVERY_MS = 10_000

/** A fault is logged; the next start tries again. */
export function createReprocessing({ step, onDone, log, monotonicNow }: ReprocessingParts): Reprocessing {
  let isWanted = false
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    let last: Progress | undefined
    let loggedMs: number | undefined
    try {
      while (isWanted) {
        const progress = await step()
        if (progress === undefined) {
          if (last !== undefined) log.info({ ...last }, 'The records are made again by the present rules.')
          onDone()
          break
        }
        last = progress
        if (loggedMs !== undefined && monotonicNow() - loggedMs < LOG_EVERY_MS) continue
        loggedMs = monotonicNow()
        log.info(
          { ...progress },
          'Records are being made again from what was received; what was made before stands until then.',
        )
      }
    } catch (error) {
      if (isWanted) log.error({ err: error }, 'making the records again failed; a reload or the next start tries again')
    }
    running = undefined
  }

  return {
    start() {
      isWanted = true
      running ??= run()
    },
    async pause() {
      isWanted = false
      await running
    },
    done: async () => running,
  }
}
