// Keeps the shared catalogue while this machine leads. See shipped-gateway.ts.
import { findHostBudget } from '../config/host-budget.ts'
import { createAnswerMemory } from '../feeds/answer-memory.ts'
import type { FeedLimits } from '../feeds/feed-limits.ts'
import { createHostBudgets } from '../feeds/host-budgets.ts'
import { type GatewayPowers, keeperParts, passedMs } from '../gateway.ts'
import type { Observation } from '../model/observation.ts'
import { answerFor } from '../processes/answer-readers.ts'
import { openKeeper, type OpenKeeper } from '../refresh/open-keeper.ts'
import type { Leading, Led } from '../ship/lead-log.ts'
import type { Postgres } from '../ship/postgres.ts'
import { readSpentRequests } from '../ship/spent-requests.ts'
import { answerFollower } from './ask-leader.ts'
import type { CatalogueNews } from './catalogue-news.ts'
import { createNetworks } from './networks.ts'
import type { SharedState } from './shared-state.ts'

/** The keeper of the catalogue's file, as long as this machine leads. */
export interface Leadership {
  /** Opens the keeper and resolves once feeds are set; it is closed with what comes back. */
  lead(leading: Leading): Promise<Led>
  /** Undefined while another machine leads, or none does. */
  keeper(): OpenKeeper | undefined
  /** Whether it has led, so that the file is whole. */
  hasLed(): boolean
  /** Gives the keeper the feeds and terms that are in use now; nothing while there is none. */
  setFeeds(): Promise<void>
}

/** What leading is done with. */
export interface LeadershipParts {
  /** Path of the catalogue's file. */
  readonly file: string
  readonly powers: GatewayPowers
  /** Towards feeds. */
  readonly limits: FeedLimits
  readonly postgres: Postgres
  readonly shared: SharedState
  readonly news: CatalogueNews
  /** Looks at the figures; undefined where that can't be done now. */
  observe(): Promise<Observation | undefined>
}

/** Leads nothing until it is asked to. */
export function createLeadership({
  file,
  powers,
  limits,
  postgres,
  shared,
  news,
  observe,
}: LeadershipParts): Leadership {
  const { monotonicNow = passedMs } = powers
  let keeper: OpenKeeper | undefined
  let networkOf: ReturnType<typeof createNetworks> | undefined
  let hasLed = false
  const give = async (kept: OpenKeeper, networks: ReturnType<typeof createNetworks>): Promise<void> =>
    kept.setFeeds(shared.config().feeds, networks(shared.config()), shared.taxonomies())
  return {
    async lead(leading) {
      await shared.take()
      const kept = await openKeeper({ ...keeperParts(file, powers), observe, openLog: leading.openLog })
      try {
        kept.onGeneration(news.noteGeneration)
        kept.onReplaced(news.noteReplaced)
        const spent = await readSpentRequests(postgres, leading)
        const budgetOfHost = (url: string) => findHostBudget(shared.config(), url)
        const hosts = createHostBudgets({ monotonicNow, spent, budgetOfHost })
        networkOf = createNetworks(hosts, createAnswerMemory(monotonicNow), limits)
        await give(kept, networkOf)
      } catch (error) {
        await kept.close()
        throw error
      }
      keeper = kept
      hasLed = true
      const answers = answerFor(kept)
      return {
        answer: (question) => answerFollower(answers, question),
        async close() {
          keeper = undefined
          await kept.close()
        },
      }
    },
    keeper: () => keeper,
    hasLed: () => hasLed,
    async setFeeds() {
      if (keeper !== undefined && networkOf !== undefined) await give(keeper, networkOf)
    },
  }
}
