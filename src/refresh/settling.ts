import type { Log } from '../model/log.ts'
import type { CatalogueWriter } from '../intake/catalogue-writer.ts'
import { fileState, type StateWatch, watchState } from '../model/watch-state.ts'

type Settled = Awaited<ReturnType<CatalogueWriter['settleClusters']>>

/** Keeps clusters in step with what is written and decided, from the serving thread. */
export interface Settling {
  /** Resolves when all that was written before the call is matched, but for feeds that are unfinished; a failure is logged and tried again next time. */
  settle(): Promise<void>
  /** Settles by itself from now on: what details and passing days change, and at once what is decided. */
  start(): void
  /** Breaks settling off after the present step. */
  stop(): Promise<void>
}

export interface SettlingParts {
  /** One step in the writer's thread. */
  step(order: Parameters<CatalogueWriter['settleClusters']>[0]): Promise<Settled>
  /** Slugs of feeds whose records wait until they are read. */
  unfinished(): readonly string[]
  /** What people decided of duplicates: a file that is watched, and its text as it stands now. */
  readonly decisions: { readonly file: string; read(): Promise<string> }
  readonly log: Log
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
}

const SETTLE_EVERY_MS = 60_000
const LOOK_EVERY_MS = 2_000
const LOG_EVERY_MS = 10_000

/** Creates the settling of one catalogue; nothing runs until it is asked. */
export function createSettlingLoop({ step, unfinished, decisions, log, now, monotonicNow }: SettlingParts): Settling {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let decided: StateWatch | undefined
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  let loggedMs: number | undefined
  let isRematching = false

  function logRematching({ rematching, isMore }: Settled): void {
    if (rematching !== undefined) {
      isRematching = true
      if (loggedMs !== undefined && monotonicNow() - loggedMs < LOG_EVERY_MS) return
      loggedMs = monotonicNow()
      const { rules, done, total } = rematching
      const said = 'Services are being matched again by other rules; the clusters found before stand until all are.'
      log.info({ rules, done, total }, said)
    } else if (isRematching && !isMore) {
      log.info({}, 'All services are matched by the present rules.')
      isRematching = false
    }
  }

  async function run(): Promise<void> {
    try {
      const text = await decisions.read()
      for (let isMore = true; isMore && !isStopped;) {
        const settled = await step({ at: new Date(now()).toISOString(), decisions: text, unfinished: unfinished() })
        logRematching(settled)
        isMore = settled.isMore
      }
    } catch (error) {
      if (!isStopped)
        log.error({ err: error }, 'matching services across feeds failed; what is held is served as it was')
    }
  }

  /** Calls that come while it runs share the run after it, which sees all that they wrote. */
  function settle(): Promise<void> {
    if (isStopped) return Promise.resolve()
    if (running === undefined) {
      running = run().finally(() => (running = undefined))
      return running
    }
    next ??= running.then(() => {
      next = undefined
      return settle()
    })
    return next
  }

  const settleUnasked = (): void => void settle()
  return {
    settle,
    start() {
      if (timer !== undefined) return
      timer = setInterval(settleUnasked, SETTLE_EVERY_MS).unref()
      decided = watchState(() => fileState(decisions.file), settleUnasked, LOOK_EVERY_MS)
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      decided?.close()
      await running
    },
  }
}
