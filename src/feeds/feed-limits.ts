/** The bounds one feed is held to (docs/faults.md 1.1); times in milliseconds, sizes in bytes. */
export interface FeedLimits {
  readonly connectMs: number
  readonly headersMs: number
  /** Longest silence inside a body. */
  readonly gapMs: number
  /** Longest whole answer, redirects included, waiting for budget not. */
  readonly totalMs: number
  /** As `totalMs`, where a client waits; waiting for budget included. */
  readonly queryTotalMs: number
  readonly headerBytes: number
  /** Of a body, decoded. */
  readonly bodyBytes: number
  readonly redirects: number
  /** Tries of one page or detail, the first included: one more than a burst of three faults (F22). */
  readonly tries: number
  readonly backoffMs: number
  readonly backoffMaxMs: number
  /** A longer Retry-After is not waited for: the request fails. */
  readonly retryAfterMaxMs: number
  /** Retries allowed as a share of the requests of the last 15 minutes … */
  readonly retryShare: number
  /** … and always at least so many. */
  readonly retriesMin: number
  /** Failures in a row that open the circuit. */
  readonly circuitFailures: number
  /** First time the circuit stays open; doubles each time after … */
  readonly circuitOpenMs: number
  /** … up to this. */
  readonly circuitOpenMaxMs: number
}

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

/** The limits that hold unless set otherwise. */
export const DEFAULT_FEED_LIMITS: FeedLimits = {
  connectMs: 3 * SECOND_MS,
  headersMs: 10 * SECOND_MS,
  gapMs: 10 * SECOND_MS,
  totalMs: 30 * SECOND_MS,
  queryTotalMs: 3 * SECOND_MS,
  headerBytes: 16 * 1024,
  bodyBytes: 50_000_000,
  redirects: 5,
  tries: 4,
  backoffMs: 500,
  backoffMaxMs: 10 * SECOND_MS,
  retryAfterMaxMs: 5 * MINUTE_MS,
  retryShare: 0.2,
  retriesMin: 3,
  circuitFailures: 5,
  circuitOpenMs: 30 * SECOND_MS,
  circuitOpenMaxMs: 15 * MINUTE_MS,
}
