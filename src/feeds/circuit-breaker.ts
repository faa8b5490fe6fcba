import type { FeedFaultCode } from '../model/feed.ts'
import type { FeedLimits } from './feed-limits.ts'
import { createPause } from './pause.ts'

type CircuitState = 'CLOSED' | 'OPEN' | 'HALF_OPEN'

/** Leaves a failing feed in peace: opens after failures in a row, for longer each time, and lets one probe through after. */
export interface CircuitBreaker {
  readonly state: CircuitState
  readonly consecutiveFailures: number
  /** Milliseconds until an open circuit lets a probe through. */
  readonly retryInMs: number
  /** Whether a request may be sent now. One that may must be followed by exactly one of `succeed`, `fail` or `abandon`. */
  tryEnter(): boolean
  succeed(): void
  fail(): void
  /** The request said nothing about the feed: it was cancelled, or never sent. */
  abandon(): void
  /** The last success was none: its body could not be used. */
  failAfterAll(): void
  /** Opens at once and for at least so long, whatever was counted. */
  openFor(ms: number): void
}

type CircuitLimits = Pick<FeedLimits, 'circuitFailures' | 'circuitOpenMs' | 'circuitOpenMaxMs'>

interface Standing {
  readonly failures: number
  /** Times opened since the last success. */
  readonly openings: number
}

const CLEAN: Standing = { failures: 0, openings: 0 }

/** A closed circuit (docs/faults.md 1.1: 5 failures in a row, 30 s × 2ⁿ up to 15 min, one probe). */
export function createCircuitBreaker(limits: CircuitLimits, monotonicNow: () => number): CircuitBreaker {
  const pause = createPause(monotonicNow)
  let state: CircuitState = 'CLOSED'
  let standing = CLEAN
  let beforeLastSuccess = CLEAN

  function open(ms: number): void {
    pause.begin(ms)
    state = 'OPEN'
    standing = { ...standing, openings: standing.openings + 1 }
  }

  function fail(): void {
    standing = { ...standing, failures: standing.failures + 1 }
    const isDue = state === 'CLOSED' && standing.failures >= limits.circuitFailures
    if (state === 'HALF_OPEN' || isDue) {
      open(Math.min(limits.circuitOpenMs * 2 ** standing.openings, limits.circuitOpenMaxMs))
    }
  }

  return {
    get state() {
      return state
    },
    get consecutiveFailures() {
      return standing.failures
    },
    get retryInMs() {
      return pause.remainingMs()
    },
    tryEnter() {
      if (state === 'CLOSED') return true
      if (state === 'HALF_OPEN' || pause.remainingMs() > 0) return false
      state = 'HALF_OPEN'
      return true
    },
    succeed() {
      beforeLastSuccess = standing
      standing = CLEAN
      state = 'CLOSED'
      pause.end()
    },
    fail,
    abandon() {
      if (state === 'HALF_OPEN') state = 'OPEN'
    },
    failAfterAll() {
      standing = beforeLastSuccess
      beforeLastSuccess = CLEAN
      fail()
    },
    openFor: open,
  }
}

/** Whether a fault counts against the feed's circuit: an answer below 500 shows a feed that works, and what was not sent shows nothing. */
export function isFailureOfFeed(code: FeedFaultCode): boolean {
  return !HARMLESS.has(code)
}

const HARMLESS: ReadonlySet<FeedFaultCode> = new Set(['NOT_FOUND', 'UPSTREAM_4XX', 'CIRCUIT_OPEN', 'BUDGET_SPENT'])
