import type { RequestBudget } from '../model/feed.ts'
import { createSlidingWindow } from './sliding-window.ts'

/** What of a host's budget is left to details while the list of any of its feeds is being read, which confirms all of that feed at once. */
export interface DetailShare {
  /** A page of a list is about to be asked for, or waits. */
  noteList(): void
  /** Counts a request for anything else. */
  take(): void
  /** Milliseconds until one more request for anything else fits; 0: now. */
  waitMs(): number
}

/** A quarter of the budget. No list has been read for as long as its window is: all of it. The clock must be one that nobody sets. */
export function createDetailShare({ requests, perMs }: RequestBudget, monotonicNow: () => number): DetailShare {
  const quarter = createSlidingWindow({ requests: Math.max(1, Math.floor(requests / 4)), perMs }, monotonicNow)
  let listedAtMs = Number.NEGATIVE_INFINITY
  return {
    noteList: () => void (listedAtMs = monotonicNow()),
    take: quarter.take,
    waitMs: () => Math.max(0, Math.min(quarter.waitMs(), listedAtMs + perMs - monotonicNow())),
  }
}
