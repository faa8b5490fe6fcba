import type { Dispatcher } from 'undici'
import { type AnswerMemory, createAnswerMemory } from './answer-memory.ts'
import type { FeedConfig } from '../model/feed.ts'
import type { FetchedBody } from '../standard/reading-context.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import { BadBody } from './errors/bad-body.ts'
import { BadStatus } from './errors/bad-status.ts'
import type { FeedCredentials } from '../model/credentials.ts'
import { DIRECT, type Outbound } from '../model/outbound.ts'
import { present } from '../model/present.ts'
import { createAuthorization } from './authorization.ts'
import { createProxiedGuard } from './proxied-guard.ts'
import { createFeedDispatcher, isProxied } from './feed-dispatcher.ts'
import { DEFAULT_FEED_LIMITS, type FeedLimits } from './feed-limits.ts'
import type { FeedReader } from './feed-reader.ts'
import { createFeedUrls } from './feed-urls.ts'
import { nextPageUrl } from './follow-redirect.ts'
import type { HostBudgets } from './host-budgets.ts'
import { createRequestLog } from './request-log.ts'
import { createRetryBudget } from './retry-budget.ts'
import { askWithRetries } from './ask-with-retries.ts'
import { createAttempt } from './attempt.ts'
import { createObserver } from './create-observer.ts'
import { type Sleep, sleepReally } from './sleep.ts'

/** What a reader may use of the world. */
export interface FeedReaderPowers {
  /** Milliseconds since 1970, for dates alone. */
  readonly now: () => number
  /** Milliseconds on a clock that nobody sets, for budgets, circuits and all that lasts. */
  readonly monotonicNow: () => number
  /** Between 0 and 1; `Math.random` unless given. */
  readonly random?: () => number
  readonly sleep?: Sleep
  /** Shared by all readers. */
  readonly hosts: HostBudgets
  /** Shared by all readers too, ideally; brings its own guard. One of our own unless given. */
  readonly dispatcher?: Dispatcher
  readonly allowPrivateHosts: readonly string[]
  /** How feeds are reached; directly unless given. */
  readonly outbound?: Outbound
  /** What opens a feed, by its slug; absent: all answer everybody. */
  readonly credentialsOf?: (slug: string) => FeedCredentials | undefined
  /** Names the gateway and a contact. */
  readonly userAgent: string
  readonly limits?: Partial<FeedLimits>
  /** Answers kept for conditional requests; shared by all readers, ideally. */
  readonly memory?: AnswerMemory
}

/** The reader of one feed. Nothing is sent before its first method is called. */
export function createFeedReader(feed: FeedConfig, powers: FeedReaderPowers): FeedReader {
  const { now, monotonicNow, random = Math.random, sleep = sleepReally, hosts, userAgent, allowPrivateHosts } = powers
  const limits: FeedLimits = { ...DEFAULT_FEED_LIMITS, ...powers.limits }
  const { outbound = DIRECT } = powers
  const credentials = powers.credentialsOf?.(feed.slug)
  const certificate = credentials?.certificate
  const shared = certificate === undefined ? powers.dispatcher : undefined
  const dispatcher =
    shared ?? createFeedDispatcher({ allowPrivateHosts, limits, outbound, ...present({ certificate }) })
  const urls = createFeedUrls(feed.url)
  const budget = hosts.forFeed(feed)
  const breaker = createCircuitBreaker(limits, monotonicNow)
  const log = createRequestLog(monotonicNow)
  const retries = createRetryBudget(limits, monotonicNow)
  const { memory = createAnswerMemory(monotonicNow) } = powers
  const reach = { feed: feed.slug, dispatcher, userAgent, limits, monotonicNow }
  const parts = {
    ...reach,
    ...{ now, budget, breaker, log, memory },
    ...present({
      authorization: credentials && createAuthorization(credentials, reach),
      mayAsk: isProxied(outbound) ? createProxiedGuard(allowPrivateHosts) : undefined,
    }),
  }
  const attempt = createAttempt(parts)
  const ask = askWithRetries({ attempt, budget, breaker, retries, limits, random, sleep })

  return {
    slug: feed.slug,
    fetchRoot: (signal) =>
      undefinedWhere404(ask({ url: urls.root, kind: 'root', purpose: 'background', ...(signal && { signal }) })),
    async fetchPage(page, size, signal) {
      const url =
        typeof page === 'number'
          ? urls.page(page, size)
          : nextPageUrl(page.nextUrl, urls.page(1, size), { feed: feed.slug })
      return ask({ url, kind: 'page', purpose: 'list', ...(signal && { signal }) })
    },
    async fetchDetail(originId, purpose, signal) {
      const url = urls.detail(originId)
      return url && undefinedWhere404(ask({ url, kind: 'detail', purpose, ...(signal && { signal }) }))
    },
    observe: createObserver(parts, urls),
    reportBadBody(code) {
      breaker.failAfterAll()
      memory.forget(feed.slug)
      const { retryable } = new BadBody(code, { feed: feed.slug })
      return retryable && breaker.state === 'CLOSED' && retries.tryTake()
    },
    health() {
      const [p50Ms, p95Ms] = [log.percentileMs(0.5), log.percentileMs(0.95)]
      const waitMs = Math.max(budget.waitMs(), breaker.retryInMs)
      return {
        circuit: breaker.state,
        consecutiveFailures: breaker.consecutiveFailures,
        requestsLastDay: log.requestsLastDay,
        ...(waitMs > 0 && { waitMs }),
        ...(p50Ms !== undefined && { p50Ms }),
        ...(p95Ms !== undefined && { p95Ms }),
        ...(log.movedTo && { movedTo: log.movedTo }),
      }
    },
  }
}

async function undefinedWhere404(fetched: Promise<FetchedBody>): Promise<FetchedBody | undefined> {
  try {
    return await fetched
  } catch (error) {
    if (error instanceof BadStatus && error.code === 'NOT_FOUND') return undefined
    throw error
  }
}
