// Wires every room into one gateway: read this first. Powers (clock, chance, log) come in here and are handed on.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { GraphQLSchema } from 'graphql'
import { openCatalogue, type FeedNetwork } from './refresh/keeper.ts'
import { CatalogueFileError } from './store/catalogue-file-error.ts'
import type { FeedsConfig } from './config/feeds-config.ts'
import { loadTaxonomies } from './taxonomy/files/load-taxonomies.ts'
import type { TaxonomySet } from './taxonomy/files/taxonomy-set.ts'
import { ConfigError } from './config/config-error.ts'
import { findHostBudget } from './config/host-budget.ts'
import { type AnswerMemory, createAnswerMemory } from './feeds/answer-memory.ts'
import { createHostBudgets, type HostBudgets } from './feeds/host-budgets.ts'
import { createFeedDispatcher } from './feeds/feed-dispatcher.ts'
import { createPostcodeProvider } from './feeds/postcode-provider.ts'
import { DEFAULT_FEED_LIMITS, type FeedLimits } from './feeds/feed-limits.ts'
import { createRequestContext, type FeedTraffic, type RequestContext } from './graphql/context.ts'
import { createSchema } from './graphql/schema.ts'
import type { FeedStanding } from './catalogue/catalogue-reader.ts'
import type { Log } from './model/log.ts'
import { withholdPersonal } from './standard/personal-fields.ts'

export interface GatewayPowers {
  /** Folder of the catalogue; made where it does not exist. */
  readonly dataDir: string
  readonly log: Log
  /** Milliseconds since 1970, for dates alone; the machine's clock unless given. */
  readonly now?: () => number
  /** Milliseconds on a clock that nobody sets, for all durations, budgets and caches; the process's own unless given. */
  readonly monotonicNow?: () => number
  /** Between 0 and 1. */
  readonly random?: () => number
  readonly limits?: Partial<FeedLimits>
  /** False leaves refreshing to `refreshAll`. */
  readonly isScheduled?: boolean
  /** Details read in one pass over a feed at most; absent: all that are lacking. */
  readonly mostDetails?: number
}

/** A gateway in being: its schema, what a request needs, and how to steer it. */
export interface Gateway {
  readonly schema: GraphQLSchema
  createContext(request: { readonly cacheControl?: string; readonly signal?: AbortSignal }): RequestContext
  /** Equal generation: the same data. */
  generation(): string
  /** Ready once anything of any feed is held. */
  readiness(): { readonly ready: boolean; readonly reason?: string }
  standings(): readonly FeedStanding[]
  /**
   * Takes over another configuration, and geography where it was imported anew; requests under way end on what they began
   * with. Where records lie is worked out in the background (`placedAnew`).
   */
  reload(config: FeedsConfig): Promise<void>
  /** Resolves when all records stand as the geography now in use has them. */
  placedAnew(): Promise<void>
  /** Refreshes every feed now; resolves when all have ended. */
  refreshAll(): Promise<void>
  /** Verifies every feed and tries its filters now; resolves when all have ended. */
  inspectAll(): Promise<void>
  /** SQL statements that reading has cost so far. */
  statementCount(): number
  close(): Promise<void>
}

const NO_TRAFFIC: FeedTraffic = { circuit: 'CLOSED', consecutiveFailures: 0, requestsLastDay: 0 }

/** Opens the catalogue and begins to refresh the feeds. CatalogueFileError where the data folder can't be used; no feed can stop the start. */
export async function createGateway(config: FeedsConfig, powers: GatewayPowers): Promise<Gateway> {
  const { dataDir, log, now = Date.now, random = Math.random, isScheduled = true } = powers
  const { monotonicNow = () => performance.now() } = powers
  const file = join(dataDir, 'catalogue.sqlite')
  makeFolder(dataDir, file)
  const taxonomies = takeTaxonomies(config, powers)
  const { mostDetails } = powers
  const catalogue = await openCatalogue({
    file,
    log,
    now,
    monotonicNow,
    random,
    isScheduled,
    ...(mostDetails === undefined ? {} : { mostDetails }),
  })
  let current = config
  // Counts of requests outlive a change of the configuration: a reload wins no council's patience back.
  const hosts = createHostBudgets({ monotonicNow, budgetOfHost: (url) => findHostBudget(current, url) })
  const networkOf = createNetworks(hosts, createAnswerMemory(monotonicNow), {
    ...DEFAULT_FEED_LIMITS,
    ...powers.limits,
  })
  await catalogue.setFeeds(config.feeds, networkOf(config), taxonomies)
  const schema = createSchema()

  return {
    schema,
    createContext: (request) =>
      createRequestContext(
        {
          reader: catalogue.reader,
          details: catalogue.details,
          feeds: () => current.feeds.filter(({ enabled }) => enabled),
          feedHealth: (slug) => catalogue.traffic(slug) ?? NO_TRAFFIC,
          now,
          showAssurers: current.showAssurers,
          withholdPersonal,
        },
        request,
      ),
    generation: () => catalogue.reader.generation(),
    readiness() {
      const isHeld = catalogue.reader.feedStandings().some(({ state }) => state !== 'MISSING')
      return isHeld
        ? { ready: true }
        : { ready: false, reason: 'No feed has been read yet: see feeds { report { reason } }.' }
    },
    standings: () => catalogue.reader.feedStandings(),
    async reload(next) {
      const taxonomies = takeTaxonomies(next, powers)
      current = next
      await catalogue.setFeeds(next.feeds, networkOf(next), taxonomies)
    },
    placedAnew: () => catalogue.placedAnew(),
    refreshAll: () => catalogue.refreshAll(),
    inspectAll: () => catalogue.inspectAll(),
    statementCount: () => catalogue.statementCount(),
    close: () => catalogue.close(),
  }
}

/** What the configured and the imported files tell of terms. ConfigError, naming each, where a file can't be used at all. */
export function takeTaxonomies(
  { taxonomies }: FeedsConfig,
  { dataDir, log }: Pick<GatewayPowers, 'dataDir' | 'log'>,
): TaxonomySet {
  const paths = taxonomies ?? { schemes: [], crosswalks: [], proposeByLabel: false }
  const { set, problems, unreadable } = loadTaxonomies(paths, dataDir)
  if (unreadable.length > 0) {
    const told = unreadable.map(({ path, message }) => ({ path, problem: message.replace(/\.$/, '') }))
    throw new ConfigError('A file of taxonomies', told)
  }
  if (problems.length > 0)
    log.warn(
      { problems: problems.slice(0, 20), count: problems.length },
      'Parts of the files of taxonomies were left out.',
    )
  return set
}

function makeFolder(dataDir: string, file: string): void {
  try {
    mkdirSync(dataDir, { recursive: true })
  } catch (cause) {
    throw new CatalogueFileError(
      file,
      'has no folder to lie in, and none can be made: point DATA_DIR at a folder you may write',
      { cause },
    )
  }
}

/** The way to the feeds under a configuration: the same one while nothing that concerns it changes, so that feeds go on undisturbed. */
function createNetworks(
  hosts: HostBudgets,
  memory: AnswerMemory,
  limits: FeedLimits,
): (config: FeedsConfig) => FeedNetwork {
  let last: { readonly key: string; readonly network: FeedNetwork } | undefined
  return ({ allowPrivateHosts, contact, hosts: ceilings, postcodeProvider }) => {
    const key = JSON.stringify([allowPrivateHosts, contact, ceilings, postcodeProvider])
    if (last?.key === key) return last.network
    const dispatcher = createFeedDispatcher({ allowPrivateHosts, limits })
    const userAgent = `oruk-gateway/0.1 (${contact ?? 'no contact configured'})`
    const network: FeedNetwork = {
      hosts,
      memory,
      limits,
      allowPrivateHosts,
      dispatcher,
      userAgent,
      ...(postcodeProvider === undefined
        ? {}
        : { postcodeProvider: createPostcodeProvider({ url: postcodeProvider.url, dispatcher, userAgent, limits }) }),
    }
    last = { key, network }
    return network
  }
}
