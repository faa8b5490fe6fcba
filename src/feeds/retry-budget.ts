import type { FeedLimits } from './feed-limits.ts'
import { createRollingCount } from './rolling-count.ts'

/** Keeps retries from multiplying the load on a feed that is in trouble. */
export interface RetryBudget {
  /** A request that is not a retry went out. */
  requested(): void
  /** Whether one more retry is allowed; counts it. */
  tryTake(): boolean
}

const CRAWL_MS = 15 * 60 * 1000

/** Retries up to a share of the requests of the last 15 minutes, the longest a crawl takes, and never fewer than the minimum. */
export function createRetryBudget(
  limits: Pick<FeedLimits, 'retryShare' | 'retriesMin'>,
  monotonicNow: () => number,
): RetryBudget {
  const requests = createRollingCount(CRAWL_MS, monotonicNow)
  const retries = createRollingCount(CRAWL_MS, monotonicNow)

  return {
    requested: () => requests.add(),
    tryTake() {
      if (retries.count() >= Math.max(limits.retriesMin, requests.count() * limits.retryShare)) return false
      retries.add()
      return true
    },
  }
}
