import { unwatchFile, watchFile } from 'node:fs'
import type { Log } from '../model/log.ts'
import type { CatalogueWriter } from '../intake/catalogue-writer.ts'

/** Keeps clusters in step with what is written and decided, from the serving thread. */
export interface Settling {
  /** Resolves when all that was written before the call is matched; a failure is logged and tried again next time. */
  settle(): Promise<void>
  /** Settles by itself from now on: what details and passing days change, and at once what is decided. */
  start(): void
  /** Breaks settling off after the present step. */
  stop(): Promise<void>
}

export interface SettlingParts {
  /** One step in the writer's thread; whether there is more to do. */
  step(order: Parameters<CatalogueWriter['settleClusters']>[0]): Promise<boolean>
  /** What people decided of duplicates: a file that is watched, and its text as it stands now. */
  readonly decisions: { readonly file: string; read(): Promise<string> }
  readonly log: Log
  /** Milliseconds since 1970. */
  now(): number
}

const SETTLE_EVERY_MS = 60_000
const LOOK_EVERY_MS = 2_000

/** Creates the settling of one catalogue; nothing runs until it is asked. */
export function createSettlingLoop({ step, decisions, log, now }: SettlingParts): Settling {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  async function run(): Promise<void> {
    try {
      const text = await decisions.read()
      let hasMore = true
      while (hasMore && !isStopped) hasMore = await step({ at: new Date(now()).toISOString(), decisions: text })
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
      watchFile(decisions.file, { persistent: false, interval: LOOK_EVERY_MS }, settleUnasked)
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      unwatchFile(decisions.file, settleUnasked)
      await running
    },
  }
}
