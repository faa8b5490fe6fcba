import type { Attempt, FeedRequest } from './attempt.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import { BadStatus } from './errors/bad-status.ts'
import { FeedError } from './errors/feed-error.ts'
import type { FeedBudget } from './feed-budget.ts'
import type { FeedLimits } from './feed-limits.ts'
import type { RetryBudget } from './retry-budget.ts'
import type { Sleep } from './sleep.ts'

export interface RetryParts {
  readonly attempt: Attempt
  readonly budget: FeedBudget
  readonly breaker: CircuitBreaker
  readonly retries: RetryBudget
  readonly limits: FeedLimits
  readonly random: () => number
  readonly sleep: Sleep
}

const LONGEST_REFUSAL_MS = 60 * 60 * 1000

/**
 * Asks up to `limits.tries` times, with full jitter between, within the retry budget, waiting as long as the feed asks for.
 * A query is asked once. Rejects with the last try's `FeedError`.
 */
export function askWithRetries(parts: RetryParts): Attempt {
  const { attempt, retries, limits } = parts
  return async (request) => {
    retries.requested()
    for (let tried = 1; ; tried += 1) {
      try {
        return await attempt(request)
      } catch (error) {
        respectRetryAfter(error, parts)
        if (tried === limits.tries || !isWorthARetry(error, request, parts)) throw error
        await backOff(error, tried, request, parts)
      }
    }
  }
}

/** Holds back every request to the feed for as long as it asks, whoever is asking. */
function respectRetryAfter(error: unknown, { budget, breaker, limits }: RetryParts): void {
  if (!(error instanceof BadStatus) || error.retryAfterMs === undefined) return
  if (error.retryAfterMs <= limits.retryAfterMaxMs) budget.hold(error.retryAfterMs)
  else breaker.openFor(Math.min(error.retryAfterMs, LONGEST_REFUSAL_MS))
}

function isWorthARetry(error: unknown, { purpose }: FeedRequest, { breaker, retries }: RetryParts): boolean {
  if (!(error instanceof FeedError) || !error.retryable || purpose === 'query') return false
  return breaker.state === 'CLOSED' && retries.tryTake()
}

async function backOff(error: unknown, tried: number, { signal }: FeedRequest, parts: RetryParts): Promise<void> {
  const { limits, random, sleep } = parts
  // The budget already holds the next try back for as long as the feed asked.
  if (error instanceof BadStatus && error.retryAfterMs !== undefined) return
  const ceilingMs = Math.min(limits.backoffMs * 2 ** (tried - 1), limits.backoffMaxMs)
  await sleep(random() * ceilingMs, signal)
}
