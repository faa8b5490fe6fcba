import type { RequestBudget } from '../model/feed.ts'

/** Counts requests against a ceiling; the caller waits, this only tells how long. */
export interface SlidingWindow {
  /** Milliseconds until one more request fits; 0: now. */
  waitMs(): number
  /** Counts a request, even beyond the ceiling. */
  take(): void
}

/** A window in which at most `requests` fit into any `perMs`. A clock that is set back never makes anybody wait longer than `perMs`. */
export function createSlidingWindow({ requests, perMs }: RequestBudget, now: () => number): SlidingWindow {
  let takenAt: number[] = []

  return {
    waitMs() {
      const at = now()
      takenAt = takenAt.map((taken) => Math.min(taken, at)).filter((taken) => taken > at - perMs)
      const oldestThatCounts = takenAt.at(-requests)
      return oldestThatCounts === undefined ? 0 : oldestThatCounts + perMs - at
    },
    take() {
      takenAt.push(now())
    },
  }
}
