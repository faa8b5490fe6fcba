import { BudgetSpent } from './errors/budget-spent.ts'
import { createPause } from './pause.ts'
import type { SlidingWindow } from './sliding-window.ts'
import type { Sleep } from './sleep.ts'
import type { Slots } from './slots.ts'

/** Who waits for a request: nobody, or a client. */
export type RequestPurpose = 'background' | 'query'

/** Leave to send one request. */
export interface Turn {
  /** Milliseconds waited for it. */
  readonly waitedMs: number
  /** One more request in the same turn (a redirect): counted, not waited for. */
  again(): void
  /** Gives the connection back; must be called once the answer is read. */
  leave(): void
}

/** What one feed may be asked, and when. */
export interface FeedBudget {
  /**
   * Waits until a request may be sent. `query`: not longer than `maxWaitMs`, and only inside queries' share; rejects with
   * BUDGET_SPENT otherwise. Rejects with the signal's reason.
   */
  enter(purpose: RequestPurpose, maxWaitMs: number, signal?: AbortSignal): Promise<Turn>
  /** Milliseconds until the next background request has room; 0: now. */
  waitMs(): number
  /** Nothing is sent to the feed for so long (Retry-After). */
  hold(ms: number): void
}

export interface FeedBudgetParts {
  readonly feed: string
  /** Milliseconds on a clock that nobody sets. */
  readonly monotonicNow: () => number
  readonly sleep: Sleep
  /** Connections at once: taken in this order. */
  readonly slots: readonly Slots[]
  /** All must have room. */
  readonly windows: readonly SlidingWindow[]
  /** Counts queries' requests only. */
  readonly queryWindow?: SlidingWindow
}

/** One feed's budget, from parts that it shares with its host and with all feeds. */
export function createFeedBudget({
  feed,
  monotonicNow,
  sleep,
  slots,
  windows,
  queryWindow,
}: FeedBudgetParts): FeedBudget {
  const pause = createPause(monotonicNow)

  function waitMs(): number {
    return Math.max(pause.remainingMs(), ...windows.map((window) => window.waitMs()))
  }

  function isShareSpent(purpose: RequestPurpose): boolean {
    return purpose === 'query' && queryWindow !== undefined && queryWindow.waitMs() > 0
  }

  function take(purpose: RequestPurpose): void {
    for (const window of windows) window.take()
    if (purpose === 'query') queryWindow?.take()
  }

  async function acquireSlots(isUrgent: boolean, signal?: AbortSignal): Promise<() => void> {
    const releases: (() => void)[] = []
    const releaseAll = (): void => releases.forEach((release) => release())
    try {
      for (const one of slots) releases.push(await one.acquire(isUrgent, signal))
    } catch (error) {
      releaseAll()
      throw error
    }
    return releaseAll
  }

  return {
    async enter(purpose, maxWaitMs, signal) {
      const isQuery = purpose === 'query'
      const askedAt = monotonicNow()
      for (;;) {
        const dueMs = waitMs()
        const isTooLate = dueMs > 0 && monotonicNow() - askedAt + dueMs > maxWaitMs
        if (isShareSpent(purpose) || (isQuery && isTooLate)) throw new BudgetSpent({ feed })
        if (dueMs > 0) {
          await sleep(dueMs, signal)
          continue
        }
        const leave = await acquireSlots(isQuery, signal)
        // Others may have used the room up while this one waited for a connection.
        if (waitMs() === 0 && !isShareSpent(purpose)) {
          take(purpose)
          return { waitedMs: monotonicNow() - askedAt, again: () => take(purpose), leave }
        }
        leave()
      }
    },
    waitMs,
    hold: (ms) => pause.begin(ms),
  }
}
