import { unwatchFile, watchFile } from 'node:fs'
import type { MatchFeed } from '../merge/match-record.ts'
import type { Log } from '../model/log.ts'
import { createDecisionsReader } from '../intake/clusters/decisions-file.ts'
import type { SettleOrder } from '../intake/clusters/settle-clusters.ts'

/** Keeps clusters in step with what is written and decided, from the serving thread. */
export interface Settling {
  /** Resolves when all that was written before the call is matched; a failure is told to the log and tried again next time. */
  settle(): Promise<void>
  /** Settles by itself from now on: what details and passing days change, and at once what is decided. */
  start(): void
  /** Breaks settling off after the present step. */
  stop(): Promise<void>
}

export interface SettlingParts {
  /** One step in the writer's thread; whether there is more to do. */
  step(order: SettleOrder): Promise<boolean>
  feeds(): readonly MatchFeed[]
  readonly decisionsFile: string
  readonly log: Log
  /** Milliseconds since 1970. */
  now(): number
}

const SETTLE_EVERY_MS = 60_000
const LOOK_EVERY_MS = 2_000

/** Creates the settling of one catalogue; nothing runs until it is asked. */
export function createSettlingLoop({ step, feeds, decisionsFile, log, now }: SettlingParts): Settling {
  const readDecisions = createDecisionsReader(decisionsFile, log)
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  async function run(): Promise<void> {
    try {
      const decisions = await readDecisions()
      let hasMore = true
      while (hasMore && !isStopped)
        hasMore = await step({ at: new Date(now()).toISOString(), feeds: feeds(), decisions })
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
      watchFile(decisionsFile, { persistent: false, interval: LOOK_EVERY_MS }, settleUnasked)
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      unwatchFile(decisionsFile, settleUnasked)
      await running
    },
  }
}
