import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'

import type { NetworkRate } from '../model/access.ts'

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
  /** Has it pay for so many requests and milliseconds that another process answered it with. */
  readonly spendElsewhere: NoteSpent
}

/** What one address may have: so much at once, and so much a second from then on. */
export interface Rates {
  /** 0 lets everything pass, work too. */
  readonly requestsPerSecond: number
  readonly burst: number
  readonly workMsPerSecond: number
  readonly workBurstMs: number
}

/** Hears that an address has cost so many requests and milliseconds of work; what is below 0 is given back. */
export type NoteSpent = (address: string, requests: number, ms: number) => void

interface Bucket {
  readonly rates: Rates
  requests: number
  workMs: number
  filledAtMs: number
}

/** What an address is counted as. */
interface Place {
  readonly key: string
  readonly rates: Rates
}

const ADDRESSES_KEPT = 20_000
/** A rate of its own gives work in the same proportion as the usual one: 5 ms a request, and at once as much as 20 s give. */
const WORK_MS_PER_REQUEST = 5
const WORK_BURST_SECONDS = 20
const NO_NETWORKS: readonly NetworkRate[] = []

/**
 * A bucket of requests and one of milliseconds per address, or per network where its addresses share one. Work is paid when it
 * is known, so that its bucket may fall below empty. `networks` are asked at each request; buckets begin full where they change.
 * `noteSpent` hears what is counted here.
 */
export function createRateLimiter(
  usual: Rates,
  monotonicNow: () => number,
  networks: () => readonly NetworkRate[] | undefined = () => NO_NETWORKS,
  noteSpent: NoteSpent = () => {},
): RateLimiter {
  const buckets = new LRUCache<string, Bucket>({ max: ADDRESSES_KEPT })
  const places = new LRUCache<string, Place>({ max: ADDRESSES_KEPT })
  let known = NO_NETWORKS
  let findPlace = placeFinder(usual, known)
  function placeOf(address: string): Place {
    const stated = networks() ?? NO_NETWORKS
    if (stated !== known) {
      known = stated
      findPlace = placeFinder(usual, known)
      places.clear()
      buckets.clear()
    }
    if (known.length === 0) return { key: address, rates: usual }
    const place = places.get(address) ?? findPlace(address)
    places.set(address, place)
    return place
  }
  /** Undefined where nothing is counted. */
  function bucketOf(address: string): Bucket | undefined {
    const { key, rates } = placeOf(address)
    if (rates.requestsPerSecond === 0) return undefined
    const nowMs = monotonicNow()
    const bucket = buckets.get(key) ?? { rates, requests: rates.burst, workMs: rates.workBurstMs, filledAtMs: nowMs }
    const seconds = (nowMs - bucket.filledAtMs) / 1000
    bucket.requests = Math.min(rates.burst, bucket.requests + seconds * rates.requestsPerSecond)
    bucket.workMs = Math.min(rates.workBurstMs, bucket.workMs + seconds * rates.workMsPerSecond)
    bucket.filledAtMs = nowMs
    buckets.set(key, bucket)
    return bucket
  }
  return {
    take(address) {
      const bucket = bucketOf(address)
      if (bucket === undefined) return 0
      if (bucket.requests < 1) return Math.ceil((1 - bucket.requests) / bucket.rates.requestsPerSecond)
      const wait = waitForWork(bucket)
      if (wait === 0) {
        bucket.requests -= 1
        noteSpent(address, 1, 0)
      }
      return wait
    },
    waitSeconds(address) {
      const bucket = bucketOf(address)
      return bucket === undefined ? 0 : waitForWork(bucket)
    },
    leftMs: (address) => bucketOf(address)?.workMs ?? 0,
    usedShare(address) {
      const bucket = bucketOf(address)
      return bucket === undefined ? 1 : Math.min(1, 1 - bucket.workMs / bucket.rates.workBurstMs)
    },
    spend(address, ms) {
      const bucket = bucketOf(address)
      if (bucket === undefined) return
      bucket.workMs -= ms
      noteSpent(address, 0, ms)
    },
    spendElsewhere(address, requests, ms) {
      const bucket = bucketOf(address)
      if (bucket === undefined) return
      bucket.requests -= requests
      bucket.workMs -= ms
    },
  }
}

function waitForWork({ workMs, rates }: Bucket): number {
  return workMs > 0 ? 0 : Math.ceil((1 - workMs) / rates.workMsPerSecond)
}

/** Finds the smallest network that an address is in. */
function placeFinder(usual: Rates, networks: readonly NetworkRate[]): (address: string) => Place {
  const smallestFirst = networks
    .map((network) => ({ ...network, range: ipaddr.parseCIDR(network.network), rates: ratesOf(network) }))
    .toSorted((a, b) => b.range[1] - a.range[1])
  return (address) => {
    const parsed = ipaddr.isValid(address) ? ipaddr.parse(address) : undefined
    const found = smallestFirst.find(({ range }) => parsed?.kind() === range[0].kind() && parsed.match(range))
    if (found === undefined) return { key: address, rates: usual }
    return { key: found.isTogether ? found.network : address, rates: found.rates }
  }
}

function ratesOf({ requestsPerSecond }: NetworkRate): Rates {
  const workMsPerSecond = requestsPerSecond * WORK_MS_PER_REQUEST
  return {
    requestsPerSecond,
    // A rate under one a second lets one pass at all.
    burst: Math.max(1, 2 * requestsPerSecond),
    workMsPerSecond,
    workBurstMs: workMsPerSecond * WORK_BURST_SECONDS,
  }
}
