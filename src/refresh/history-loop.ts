import type { Log } from '../model/log.ts'
import type { Observation, Recorded } from '../model/observation.ts'
import { fileState, type StateWatch, watchState } from '../model/watch-state.ts'

/** Looks at the figures daily and when asked, and has their counts kept. */
export interface HistoryLoop {
  /** Looks now, once all stands as it is to be counted; undefined where no feed can be counted yet, or records go on being made again. */
  record(): Promise<Recorded | undefined>
  /** Looks by itself from now on: once each day (UTC), and at once when a command asks by writing its file. */
  start(): void
  /** Resolves when no look is under way; none is taken from then on. */
  stop(): Promise<void>
}

/** What the loop is made with. */
export interface HistoryLoopParts {
  /** Counts as figures do; undefined where that can't be done now. */
  observe(): Promise<Observation | undefined>
  /** Keeps what was counted. */
  keep(observation: Observation, at: string): Promise<Recorded>
  /** RFC 3339: when the last look was taken; undefined before the first. */
  lastAt(): string | undefined
  /** Resolves when all records stand as the present rules have them, and are matched. */
  settled(): Promise<void>
  /** Written by a command that asks for a look. */
  readonly requestFile: string
  readonly log: Log
  /** Milliseconds since 1970. */
  now(): number
}

/** Feeds that are due at a start are read first. */
const TICK_MS = 600_000
const LOOK_EVERY_MS = 2_000
const MOST_TRIES = 5

/** Creates the loop of one catalogue; nothing runs until it is asked. */
export function createHistoryLoop(parts: HistoryLoopParts): HistoryLoop {
  const { observe, keep, lastAt, settled, requestFile, log, now } = parts
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let requests: StateWatch | undefined
  let running: Promise<Recorded | undefined> | undefined

  async function look(): Promise<Recorded | undefined> {
    for (let tries = 0; tries < MOST_TRIES && !isStopped; tries += 1) {
      await settled()
      const observation = await observe()
      if (observation === undefined || isStopped) continue
      const recorded = await keep(observation, new Date(now()).toISOString())
      const { areas, changed } = recorded
      log.info({ areas, changed }, 'The figures were looked at; counts that had changed are kept.')
      return recorded
    }
    return undefined
  }

  function record(): Promise<Recorded | undefined> {
    running ??= look().finally(() => (running = undefined))
    return running
  }

  async function recordUnasked(): Promise<void> {
    try {
      await record()
    } catch (error) {
      if (!isStopped) log.error({ err: error }, 'looking at the figures failed; it is tried again')
    }
  }

  return {
    record,
    start() {
      if (timer !== undefined || isStopped) return
      timer = setInterval(() => {
        if (dayOf(lastAt()) !== dayOf(new Date(now()).toISOString())) void recordUnasked()
      }, TICK_MS).unref()
      requests = watchState(
        () => fileState(requestFile),
        () => void recordUnasked(),
        LOOK_EVERY_MS,
      )
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      requests?.close()
      // Whoever asked for that look hears how it ended.
      await Promise.allSettled([running])
    },
  }
}

function dayOf(instant: string | undefined): string | undefined {
  return instant?.slice(0, 10)
}
