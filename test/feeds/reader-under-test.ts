import type { Dispatcher } from 'undici'
import { createFeedReader } from '../../src/feeds/create-feed-reader.ts'
import { createFeedDispatcher } from '../../src/feeds/feed-dispatcher.ts'
import type { FeedLimits } from '../../src/feeds/feed-limits.ts'
import type { FeedReader } from '../../src/feeds/feed-reader.ts'
import { createHostBudgets, type HostBudgetOptions } from '../../src/feeds/host-budgets.ts'
import type { FeedConfig } from '../../src/model/feed.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'

/** Small enough that each fault shows within a second. */
export const SMALL_LIMITS: Partial<FeedLimits> = {
  connectMs: 200,
  headersMs: 200,
  gapMs: 200,
  totalMs: 500,
  queryTotalMs: 250,
  bodyBytes: 1_000_000,
}

export interface ReaderUnderTest {
  readonly reader: FeedReader
  readonly clock: FakeClock
}

export interface ReaderOptions {
  readonly url: string
  readonly feed?: Partial<FeedConfig>
  readonly clock?: FakeClock
  readonly hosts?: Omit<HostBudgetOptions, 'monotonicNow' | 'sleep'>
  readonly allowPrivateHosts?: readonly string[]
  readonly dispatcher?: Dispatcher
  readonly limits?: Partial<FeedLimits>
}

/** A reader of one feed with a fake clock and no jitter, allowed to read from loopback unless asked otherwise. */
export function createReaderUnderTest(options: ReaderOptions): ReaderUnderTest {
  const { url, clock = createFakeClock(), allowPrivateHosts = ['127.0.0.1'] } = options
  const limits = { ...SMALL_LIMITS, ...options.limits }
  const { now, monotonicNow, sleep } = clock
  const reader = createFeedReader(createFeedConfig({ url, ...options.feed }), {
    now,
    monotonicNow,
    sleep,
    random: () => 1,
    hosts: createHostBudgets({ monotonicNow, sleep, ...options.hosts }),
    dispatcher: options.dispatcher ?? createFeedDispatcher({ allowPrivateHosts, limits }),
    allowPrivateHosts,
    userAgent: 'gateway-under-test (+mailto:somebody@example.org)',
    limits,
  })
  return { reader, clock }
}

/** A feed's configuration, complete but for its url. */
export function createFeedConfig(feed: Partial<FeedConfig> & { readonly url: string }): FeedConfig {
  return {
    slug: 'northmoor',
    name: 'Northmoor',
    publisher: 'Northmoor Council',
    areas: [],
    quirks: [],
    enabled: true,
    refreshIntervalMs: 3_600_000,
    pageSize: 100,
    ...feed,
  }
}
