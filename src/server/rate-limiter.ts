import { LRUCache } from 'lru-cache'

/** Says how long an address must wait, by its requests and by the work that they took. */
export interface RateLimiter {
  /** 0 where the request may pass, else whole seconds until one may. */
  take(address: string): number
  /** Whole seconds until the address may have more work done; 0: now. */
  waitSeconds(address: string): number
  /** Milliseconds of work that the address may have done at once; below 0 where it has had too much, 0 where nothing is counted. */
  leftMs(address: string): number
  /** The share, 0 to 1, of the work it may have done at once that the address has used and not won back; 1 where nothing is counted. */
  usedShare(address: string): number
  /** Has the address pay for processor time in milliseconds; what is below 0 is given back. */
  spend(address: string, ms: number): void
}

/** What one address may have: so much at once, and so much a second from then on. */
export interface Rates {
  /** 0 lets everything pass, work too. */
  readonly requestsPerSecond: number
  readonly burst: number
  readonly workMsPerSecond: number
  readonly workBurstMs: number
}

interface Bucket {
  requests: number
  workMs: number
  filledAtMs: number
}

const ADDRESSES_KEPT = 20_000

/** A bucket of requests and one of milliseconds per address. Work is paid when it is known, so that its bucket may fall below empty. */
export function createRateLimiter(rates: Rates, monotonicNow: () => number): RateLimiter {
  const { requestsPerSecond, burst, workMsPerSecond, workBurstMs } = rates
  const buckets = new LRUCache<string, Bucket>({ max: ADDRESSES_KEPT })
  function bucketOf(address: string): Bucket {
    const nowMs = monotonicNow()
    const bucket = buckets.get(address) ?? { requests: burst, workMs: workBurstMs, filledAtMs: nowMs }
    const seconds = (nowMs - bucket.filledAtMs) / 1000
    bucket.requests = Math.min(burst, bucket.requests + seconds * requestsPerSecond)
    bucket.workMs = Math.min(workBurstMs, bucket.workMs + seconds * workMsPerSecond)
    bucket.filledAtMs = nowMs
    buckets.set(address, bucket)
    return bucket
  }
  const waitForWork = ({ workMs }: Bucket): number => (workMs > 0 ? 0 : Math.ceil((1 - workMs) / workMsPerSecond))
  return {
    take(address) {
      if (requestsPerSecond === 0) return 0
      const bucket = bucketOf(address)
      if (bucket.requests < 1) return Math.ceil((1 - bucket.requests) / requestsPerSecond)
      const wait = waitForWork(bucket)
      if (wait === 0) bucket.requests -= 1
      return wait
    },
    waitSeconds: (address) => (requestsPerSecond === 0 ? 0 : waitForWork(bucketOf(address))),
    leftMs: (address) => (requestsPerSecond === 0 ? 0 : bucketOf(address).workMs),
    usedShare(address) {
      if (requestsPerSecond === 0) return 1
      return Math.min(1, 1 - bucketOf(address).workMs / workBurstMs)
    },
    spend(address, ms) {
      if (requestsPerSecond !== 0) bucketOf(address).workMs -= ms
    },
  }
}
