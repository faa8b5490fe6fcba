import { createRollingCount } from './rolling-count.ts'

/** What is remembered of the requests to one feed. */
export interface RequestLog {
  /** A request went out, retries and redirects included. */
  sent(): void
  /** An answer arrived whole, whatever its status. */
  answered(tookMs: number): void
  /** The feed sent us from http to https, to this origin. */
  moved(origin: string): void
  readonly movedTo: string | undefined
  readonly requestsLastDay: number
  /** Of the last 200 answers; undefined before any. `share` is 0.5 for the median. */
  percentileMs(share: number): number | undefined
}

const DAY_MS = 24 * 60 * 60 * 1000
const REMEMBERED = 200

/** An empty log. */
export function createRequestLog(monotonicNow: () => number): RequestLog {
  const day = createRollingCount(DAY_MS, monotonicNow)
  let lastMs: number[] = []
  let movedTo: string | undefined

  return {
    sent: () => day.add(),
    answered(tookMs) {
      lastMs = [...lastMs.slice(1 - REMEMBERED), tookMs]
    },
    moved(origin) {
      movedTo = origin
    },
    get movedTo() {
      return movedTo
    },
    get requestsLastDay() {
      return day.count()
    },
    percentileMs(share) {
      const sorted = lastMs.toSorted((a, b) => a - b)
      return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
    },
  }
}
