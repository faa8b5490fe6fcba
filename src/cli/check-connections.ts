import type { FeedsConfig } from '../config/feeds-config.ts'
import { findHostBudget } from '../config/host-budget.ts'
import { createAnswerMemory } from '../feeds/answer-memory.ts'
import { createFeedReader } from '../feeds/create-feed-reader.ts'
import { FeedError } from '../feeds/errors/feed-error.ts'
import { DEFAULT_FEED_LIMITS } from '../feeds/feed-limits.ts'
import { createHostBudgets } from '../feeds/host-budgets.ts'
import type { FeedConfig } from '../model/feed.ts'
import { createNetworks } from '../wiring/networks.ts'

/** How a feed answered: after how many milliseconds, or what stands in the way. */
export type Connection = { readonly feed: string } & (
  | { readonly answerMs: number }
  | { readonly fault: { readonly code: string; readonly message: string } }
)

/** Asks each enabled feed for one record, once, and says each as it is known; how many could not be had. Nobody is asked twice. */
export async function checkConnections(config: FeedsConfig, say: (known: Connection) => void): Promise<number> {
  const monotonicNow = (): number => performance.now()
  const hosts = createHostBudgets({ monotonicNow, budgetOfHost: (url) => findHostBudget(config, url) })
  const limits = { ...DEFAULT_FEED_LIMITS, tries: 1 }
  const network = createNetworks(hosts, createAnswerMemory(monotonicNow), limits)(config)

  async function tryFeed(feed: FeedConfig): Promise<boolean> {
    const reader = createFeedReader(feed, { ...network, now: Date.now, monotonicNow })
    const startedMs = monotonicNow()
    try {
      await reader.fetchPage(1, 1)
      say({ feed: feed.slug, answerMs: Math.round(monotonicNow() - startedMs) })
      return true
    } catch (error) {
      if (!(error instanceof FeedError)) throw error
      say({ feed: feed.slug, fault: { code: error.code, message: `${error.message}${causeOf(error)}` } })
      return false
    }
  }

  const tried = await Promise.all(config.feeds.filter(({ enabled }) => enabled).map(tryFeed))
  return tried.filter((isReached) => !isReached).length
}

/** How a feed answered, in a line. */
export function describeConnection(known: Connection): string {
  return 'fault' in known
    ? `${known.feed}: ${known.fault.code}. ${known.fault.message}`
    : `${known.feed}: answers, in ${known.answerMs} ms.`
}

/** The system's own code, which a person looks up: DEPTH_ZERO_SELF_SIGNED_CERT, ECONNREFUSED, … */
function causeOf(fault: FeedError): string {
  const innermost = codesOf(fault.cause).at(-1)
  return innermost === undefined ? '' : ` (${innermost})`
}

/** Of an error and of all that it wraps. */
function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return []
  const code = 'code' in error ? String(error.code) : ''
  return [...(/^[A-Z][A-Z0-9_]+$/.test(code) ? [code] : []), ...codesOf(error.cause)]
}
