import { LRUCache } from 'lru-cache'

/** Says how long an address must wait. */
export interface RateLimiter {
  /** 0 where the request may pass, else whole seconds until one may. */
  take(address: string): number
}

interface Bucket {
  tokens: number
  filledAtMs: number
}

const ADDRESSES_KEPT = 20_000

/** A bucket of `burst` requests per address that refills at `perSecond`; a rate of 0 lets everything pass. */
export function createRateLimiter(perSecond: number, burst: number, monotonicNow: () => number): RateLimiter {
  const buckets = new LRUCache<string, Bucket>({ max: ADDRESSES_KEPT })
  return {
    take(address) {
      if (perSecond === 0) return 0
      const nowMs = monotonicNow()
      const bucket = buckets.get(address) ?? { tokens: burst, filledAtMs: nowMs }
      bucket.tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.filledAtMs) / 1000) * perSecond)
      bucket.filledAtMs = nowMs
      buckets.set(address, bucket)
      if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perSecond)
      bucket.tokens -= 1
      return 0
    },
  }
}
