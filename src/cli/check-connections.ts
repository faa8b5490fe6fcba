import type { FeedsConfig } from '../config/feeds-config.ts'
import { findHostBudget } from '../config/host-budget.ts'
import { createAnswerMemory } from '../feeds/answer-memory.ts'
import { createFeedReader } from '../feeds/create-feed-reader.ts'
import { FeedError } from '../feeds/errors/feed-error.ts'
import { DEFAULT_FEED_LIMITS } from '../feeds/feed-limits.ts'
import { createHostBudgets } from '../feeds/host-budgets.ts'
import type { FeedConfig } from '../model/feed.ts'
import { createNetworks } from '../wiring/networks.ts'

/** Asks each enabled feed for one record, once, and says a line about each; how many could not be had. Nobody is asked twice. */
export async function checkConnections(config: FeedsConfig, say: (line: string) => void): Promise<number> {
  const monotonicNow = (): number => performance.now()
  const hosts = createHostBudgets({ monotonicNow, budgetOfHost: (url) => findHostBudget(config, url) })
  const limits = { ...DEFAULT_FEED_LIMITS, tries: 1 }
  const network = createNetworks(hosts, createAnswerMemory(monotonicNow), limits)(config)

  async function tryFeed(feed: FeedConfig): Promise<boolean> {
    const reader = createFeedReader(feed, { ...network, now: Date.now, monotonicNow })
    const startedMs = monotonicNow()
    try {
      await reader.fetchPage(1, 1)
      say(`${feed.slug}: answers, in ${Math.round(monotonicNow() - startedMs)} ms.`)
      return true
    } catch (error) {
      if (!(error instanceof FeedError)) throw error
      say(`${feed.slug}: ${error.code}. ${error.message}${causeOf(error)}`)
      return false
    }
  }

  const tried = await Promise.all(config.feeds.filter(({ enabled }) => enabled).map(tryFeed))
  return tried.filter((isReached) => !isReached).length
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
