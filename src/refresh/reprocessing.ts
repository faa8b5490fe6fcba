import type { Log } from '../model/log.ts'
import type { ReprocessingStep as Step } from '../model/reprocessing.ts'
import { rest } from './rest.ts'

/** Making records again, step by step beside everything else. */
export interface Reprocessing {
  /** Goes on until nothing is left to do. */
  start(): void
  /** Resolves when no step is under way; what is left waits for the next start. */
  pause(): Promise<void>
  /** Resolves when nothing is left to do, or it was paused. */
  done(): Promise<void>
}

export interface ReprocessingParts {
  /** Makes some again; how far that has come, undefined where nothing was left to do. */
  step(): Promise<Step | undefined>
  /** All are made again. */
  onDone(): void
  readonly log: Log
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
}

const LOG_EVERY_MS = 10_000
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

/** What fails, or can't be kept, is logged and tried again after doubling pauses, until it is paused. */
export function createReprocessing({ step, onDone, log, monotonicNow }: ReprocessingParts): Reprocessing {
  let isWanted = false
  let running: Promise<void> | undefined
  let resting = new AbortController()
  let pauseMs = FIRST_PAUSE_MS
  let loggedMs: number | undefined
  /** The fewest that were left at any time since it was started. */
  let fewest = Number.POSITIVE_INFINITY

  function note({ from: _, ...progress }: Step): void {
    const left = progress.total - progress.done
    if (left < fewest) pauseMs = FIRST_PAUSE_MS
    fewest = Math.min(fewest, left)
    if (loggedMs !== undefined && monotonicNow() - loggedMs < LOG_EVERY_MS) return
    loggedMs = monotonicNow()
    log.info(
      { ...progress },
      'Records are being made again from what was received; what was made before stands until then.',
    )
  }

  async function makeAll(): Promise<void> {
    const begun = new Set<string>()
    let last: Step | undefined
    while (isWanted) {
      const progress = await step()
      if (progress === undefined) {
        if (last !== undefined)
          log.info({ rules: last.rules, total: last.total }, 'The records are made again by the present rules.')
        isWanted = false
        onDone()
        return
      }
      if (begun.has(progress.from)) throw new Error('what was made again could not be kept')
      begun.add(progress.from)
      note(progress)
      last = progress
    }
  }

  async function run(): Promise<void> {
    while (isWanted) {
      try {
        await makeAll()
      } catch (error) {
        if (!isWanted) break
        log.error({ err: error }, 'making the records again failed: it is tried again')
        resting = new AbortController()
        await rest(pauseMs, resting.signal)
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)
      }
    }
    running = undefined
  }

  return {
    start() {
      isWanted = true
      fewest = Number.POSITIVE_INFINITY
      resting.abort()
      running ??= run()
    },
    async pause() {
      isWanted = false
      resting.abort()
      await running
    },
    done: async () => running,
  }
}
