import { BudgetSpent } from './errors/budget-spent.ts'
import { createPause } from './pause.ts'
import type { DetailShare } from './detail-share.ts'
import type { SlidingWindow } from './sliding-window.ts'
import type { Sleep } from './sleep.ts'
import type { Slots } from './slots.ts'

/** What a request is for: a page of the list, which goes before what nobody waits for; or a client, which waits. */
export type RequestPurpose = 'list' | 'background' | 'query'

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
   * Waits until a request may be sent. `list`: before other feeds' details of the same host. `query`: not longer than `maxWaitMs`, and only inside queries' share; rejects with
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
  /** Of the host: what lists leave to the rest. */
  readonly detailShare?: DetailShare
  /** Counts queries' requests only. */
  readonly queryWindow?: SlidingWindow
  /** Keeps beyond this process that one more is about to be sent, before it is; rejects where none may be. */
  note?(purpose: RequestPurpose): Promise<void>
}

/** One feed's budget, from parts that it shares with its host and with all feeds. */
export function createFeedBudget({
  feed,
  monotonicNow,
  sleep,
  slots,
  windows,
  detailShare,
  queryWindow,
  note = async () => {},
}: FeedBudgetParts): FeedBudget {
  const pause = createPause(monotonicNow)
  const unnoted: RequestPurpose[] = []

  function waitMs(): number {
    return Math.max(pause.remainingMs(), ...windows.map((window) => window.waitMs()))
  }

  function dueMs(purpose: RequestPurpose): number {
    const ofShareMs = purpose === 'background' ? (detailShare?.waitMs() ?? 0) : 0
    return Math.max(waitMs(), ofShareMs)
  }

  function isShareSpent(purpose: RequestPurpose): boolean {
    return purpose === 'query' && queryWindow !== undefined && queryWindow.waitMs() > 0
  }

  function take(purpose: RequestPurpose): void {
    for (const window of windows) window.take()
    if (purpose === 'query') queryWindow?.take()
    if (purpose === 'background') detailShare?.take()
  }

  async function noteOrLeave(purpose: RequestPurpose, leave: () => void): Promise<void> {
    try {
      for (let missed = unnoted[0]; missed !== undefined; missed = unnoted[0]) {
        await note(missed)
        unnoted.shift()
      }
      await note(purpose)
    } catch (error) {
      leave()
      throw error
    }
  }

  function takeAgain(purpose: RequestPurpose): void {
    take(purpose)
    // A redirect waits for nothing: where it can't be noted now, the next request is not sent before it is.
    note(purpose).catch(() => void unnoted.push(purpose))
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
        if (purpose === 'list') detailShare?.noteList()
        const leftMs = dueMs(purpose)
        const isTooLate = leftMs > 0 && monotonicNow() - askedAt + leftMs > maxWaitMs
        if (isShareSpent(purpose) || (isQuery && isTooLate)) throw new BudgetSpent({ feed })
        if (leftMs > 0) {
          await sleep(leftMs, signal)
          continue
        }
        const leave = await acquireSlots(isQuery, signal)
        // Others may have used the room up while this one waited for a connection.
        if (dueMs(purpose) === 0 && !isShareSpent(purpose)) {
          take(purpose)
          await noteOrLeave(purpose, leave)
          return { waitedMs: monotonicNow() - askedAt, again: () => takeAgain(purpose), leave }
        }
        leave()
      }
    },
    waitMs,
    hold: (ms) => pause.begin(ms),
  }
}
