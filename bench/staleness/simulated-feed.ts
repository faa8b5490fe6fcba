import type { FeedReader } from '../../src/feeds/feed-reader.ts'
import type { HostBudgets } from '../../src/feeds/host-budgets.ts'
import type { FeedConfig } from '../../src/model/feed.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** Milliseconds that a council takes for any answer. */
const ANSWER_MS = 300

/** A reader whose requests take their turn as the gateway's do, and whose council answers all alike; `onRequest` hears of each that is sent. */
export function simulateReader(
  feed: FeedConfig,
  { hosts, clock, onRequest }: { readonly hosts: HostBudgets; readonly clock: VirtualClock; onRequest(): void },
): FeedReader {
  const budget = hosts.forFeed(feed)
  const nothing = new Uint8Array()
  async function ask(purpose: 'list' | 'background', path: string, signal?: AbortSignal) {
    const turn = await budget.enter(purpose, Number.POSITIVE_INFINITY, signal)
    const askedAtMs = clock.now()
    onRequest()
    await clock.sleep(ANSWER_MS)
    turn.leave()
    return { bytes: nothing, url: path, askedAtMs, activeMs: ANSWER_MS }
  }
  return {
    slug: feed.slug,
    fetchRoot: async () => undefined,
    fetchPage: (page, _size, signal) => ask('list', typeof page === 'number' ? `${page}` : page.nextUrl, signal),
    fetchDetail: (originId, _purpose, signal) => ask('background', originId, signal),
    reportBadBody: () => false,
    health: () => ({ circuit: 'CLOSED', consecutiveFailures: 0, requestsLastDay: 0 }),
    observe: async () => ({}),
  }
}
