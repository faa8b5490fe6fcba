import type { RequestBudget } from '../model/feed.ts'

/** Counts requests against a ceiling; the caller waits, this only says how long. */
export interface SlidingWindow {
  /** Milliseconds until one more request fits; 0: now. */
  waitMs(): number
  /** Counts a request, even beyond the ceiling. */
  take(): void
}

/** A window in which at most `requests` fit into any `perMs`, with those sent before, so many milliseconds ago, the oldest first. The clock must be one that nobody sets. */
export function createSlidingWindow(
  { requests, perMs }: RequestBudget,
  monotonicNow: () => number,
  sentAgoMs: readonly number[] = [],
): SlidingWindow {
  const takenAt = sentAgoMs.map((ago) => monotonicNow() - ago)

  return {
    waitMs() {
      const at = monotonicNow()
      // All who wait ask at once: what has left the window is taken off its end.
      while (takenAt[0] !== undefined && takenAt[0] <= at - perMs) takenAt.shift()
      const oldestThatCounts = takenAt.at(-requests)
      return oldestThatCounts === undefined ? 0 : oldestThatCounts + perMs - at
    },
    take() {
      takenAt.push(monotonicNow())
    },
  }
}
