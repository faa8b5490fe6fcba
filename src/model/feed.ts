/** A feed of the configuration: one council's API (see `config/feeds-config.ts` for how it is validated). */
export interface FeedConfig {
  /** Stable short name, `[a-z0-9-]+`; part of every record's identity. */
  readonly slug: string
  readonly name: string
  readonly publisher: string
  /** Base URL: `/services` is below it, or it is the list itself. */
  readonly url: string
  /** Names of parameters of `url` whose values are shown and logged nowhere, besides those that anybody would take for keys. */
  readonly secretParameters?: readonly string[]
  /** GSS codes of the publisher's own areas. */
  readonly areas: readonly string[]
  readonly licence?: string
  readonly attribution?: string
  /** What the publisher includes ("all ages", "families"). */
  readonly scope?: string
  /** How far its contacts are believed before those of other feeds, 0 to 100; absent: 0. */
  readonly trust?: number
  /** Named oddities to correct (`standard/quirks`). */
  readonly quirks: readonly string[]
  /** Dialect by name, where shape alone does not decide. */
  readonly dialect?: string
  readonly enabled: boolean
  /** Why it is not enabled. */
  readonly reason?: string
  readonly refreshIntervalMs: number
  /** Ceiling on requests to this feed, besides its host's. */
  readonly budget?: RequestBudget
  /** Records asked for per page. */
  readonly pageSize: number
  /** It counts only once no check of its verification failed; absent: false. */
  readonly requirePass?: boolean
  /** The time of day in which its lists are read; absent: any. */
  readonly crawlWindow?: CrawlWindow
}

/** What a feed is known by, whether or not it is still configured. */
export type FeedIdentity = Pick<
  FeedConfig,
  'slug' | 'name' | 'publisher' | 'url' | 'secretParameters' | 'areas' | 'licence' | 'attribution' | 'scope'
>

/** From one London wall time (`HH:MM`) up to another; over midnight where it ends before it begins. */
export interface CrawlWindow {
  readonly from: string
  readonly to: string
}

/** At most `requests` in any window of `perMs`. */
export interface RequestBudget {
  readonly requests: number
  readonly perMs: number
}

/** How a feed stands: precedence MISSING, PARTIAL, STALE, FRESH. The last two are ready for figures. */
export type FeedState = 'FRESH' | 'STALE' | 'PARTIAL' | 'MISSING'

/**
 * The codes under which a feed fails, stable and shown to clients as `FEED_…`. A sentence for each is in the error's class (`feeds/errors`).
 */
export const FEED_FAULT_CODES = [
  'CONNECT_REFUSED',
  'CONNECT_TIMEOUT',
  'DNS',
  'PROXY',
  'BLOCKED_ADDRESS',
  'TLS',
  'PROTOCOL',
  'HEADERS_TIMEOUT',
  'BODY_TIMEOUT',
  'TOTAL_TIMEOUT',
  'RESET',
  'TRUNCATED',
  'BAD_JSON',
  'NOT_JSON',
  'EMPTY',
  'NOT_FOUND',
  'REFUSED',
  'RATE_LIMITED',
  'UPSTREAM_4XX',
  'UPSTREAM_5XX',
  'REDIRECT',
  'REDIRECT_HOST',
  'HEADERS_TOO_LARGE',
  'BODY_TOO_LARGE',
  'BAD_ENCODING',
  'BAD_UTF8',
  'TOO_DEEP',
  'TOO_MANY_VALUES',
  'CIRCUIT_OPEN',
  'BUDGET_SPENT',
  'NOT_A_FEED',
  'MOSTLY_INVALID',
  'PAGING_ENDLESS',
  'PAGING_STUCK',
  'INCOMPLETE',
  'SUSPICIOUS_DROP',
  'SNAPSHOT_WRITE',
] as const

/** One of them. */
export type FeedFaultCode = (typeof FEED_FAULT_CODES)[number]

/** What went wrong with a feed. */
export interface Fault {
  readonly code: FeedFaultCode
  /** A plain sentence, nothing of the upstream's. */
  readonly message: string
}

/** What went wrong with a feed when it was last asked, at `at` (RFC 3339). */
export interface FeedFault extends Fault {
  readonly at: string
}
