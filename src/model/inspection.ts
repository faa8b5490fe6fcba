import type { FeedConfig } from './feed.ts'

type Verdict = 'PASS' | 'WARN' | 'FAIL'

/** One requirement with how many cases were tried and failed. */
export interface VerificationCheck {
  /** Stable, kebab-case. */
  readonly id: string
  /** What is required, as a sentence. */
  readonly requirement: string
  readonly outcome: Verdict
  readonly tried: number
  readonly failed: number
  /** Up to five of the failed: an id or endpoint, with the path where one is known. */
  readonly examples: readonly string[]
}

/** Who publishes a feed, as its root document states (HSDS 3.2 `publisher`). */
export interface StatedPublisher {
  readonly name?: string
  readonly identifier?: string
  readonly website?: string
  readonly email?: string
}

/** What a feed's root document states of it; absent members are not stated. */
export interface RootStatement {
  /** The standard that its version and profile name, for example HSDS-3.2 or HSDS-UK-3.0. */
  readonly standard?: string
  readonly publisher?: StatedPublisher
}

/** Whether a feed passes, by the worst of its checks. */
export interface Verification {
  readonly outcome: Verdict
  /** RFC 3339. */
  readonly at: string
  readonly checks: readonly VerificationCheck[]
  /** Absent where it has no root document. */
  readonly stated?: RootStatement
}

/** HONOURED: may be pushed down. IGNORED: answers as if not asked. BREAKS: loses what it should find. ERROR: refuses. UNTESTED: nothing to judge by. */
type HonestyResult = 'HONOURED' | 'IGNORED' | 'BREAKS' | 'ERROR' | 'UNTESTED'

/** The judgement on one parameter. */
export interface FilterHonesty {
  readonly parameter: string
  readonly result: HonestyResult
  /** Records found by their own value, by records asked for; undefined where none was answered. */
  readonly recall?: number
}

interface DatedHonesty extends FilterHonesty {
  readonly at?: string
}

/** What looking at a feed itself showed. */
export interface FeedInspection {
  /** Absent until it was verified. */
  readonly verification?: Verification
  /** Every parameter of its dialect; `at` (RFC 3339) is absent where it was never tried. */
  readonly filters: readonly DatedHonesty[]
  /** RFC 3339: when it first passed; absent where it never did. */
  readonly passedAt?: string
}

/** What an inspection brought; what is absent stays as it was. */
export interface NewInspection {
  readonly verification?: Verification
  readonly filters?: readonly DatedHonesty[]
}

/** Whether a feed counts: it need not pass, or did once. */
export function isAdmitted(feed: FeedConfig, { passedAt }: Pick<FeedInspection, 'passedAt'>): boolean {
  return feed.requirePass !== true || passedAt !== undefined
}
