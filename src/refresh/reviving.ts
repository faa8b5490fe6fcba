import type { Log } from '../model/log.ts'
import { rest } from './rest.ts'

/** Starts the writer's thread again where it has ended by itself. */
export interface Reviving {
  /** It has ended: it is started again, the sooner the longer it lived. */
  note(): void
  /** Starts it no more; resolves when nothing is under way. */
  stop(): Promise<void>
}

/** What a reviving is made with. */
export interface RevivingParts {
  /** Starts it again and sets the feeds; rejects where that can't be done now. */
  revive(): Promise<void>
  readonly log: Log
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
}

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000
/** One that lived so long did not end of what it met first. */
const LONG_LIFE_MS = 600_000

/** Creates the reviving of one writer. What cannot be revived is tried again after doubling pauses; what is held is served meanwhile. */
export function createReviving({ revive, log, monotonicNow }: RevivingParts): Reviving {
  const stopping = new AbortController()
  let bornMs = monotonicNow()
  let pauseMs = 0
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await rest(pauseMs, stopping.signal)
      pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pauseMs * 2))
      if (stopping.signal.aborted) return
      try {
        await revive()
        bornMs = monotonicNow()
        log.info({}, 'The writer of the catalogue runs again.')
        return
      } catch (error) {
        log.error({ err: error }, 'the writer of the catalogue could not be started again; it is tried again')
      }
    }
  }

  return {
    note() {
      if (running !== undefined || stopping.signal.aborted) return
      if (monotonicNow() - bornMs > LONG_LIFE_MS) pauseMs = 0
      log.error({}, 'The writer of the catalogue has ended by itself: it is started again, and what is held is served.')
      running = run().finally(() => (running = undefined))
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}
