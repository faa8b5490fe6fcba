// The catalogue: everything known now of every feed, in one SQLite file; refreshed feed by feed, searched, read, survived.
// It asks the rooms feeds, standard and taxonomy; it must not know of GraphQL, servers or the process.
import { createFeedReader } from '../feeds/create-feed-reader.ts'
import type { FeedHealthFigures, FeedReader } from '../feeds/feed-reader.ts'
import { createFeedUrls } from '../feeds/feed-urls.ts'
import type { HostBudgets } from '../feeds/host-budgets.ts'
import type { FeedConfig } from '../model/feed.ts'
import type { Log } from '../model/log.ts'
import type { CatalogueReader, DetailReader } from './catalogue-reader.ts'
import { createReader } from './read/create-reader.ts'
import { createReaderStore } from './read/reader-store.ts'
import { createDetailReader } from './refresh/create-detail-reader.ts'
import { createPendingDetails, createDetailAges } from './read/detail-state.ts'
import { refreshFeed } from './refresh/refresh-feed.ts'
import { startSchedule, type RefreshSchedule } from './refresh/refresh-schedule.ts'
import { startWriter } from './write/start-writer.ts'

export interface Catalogue {
  readonly reader: CatalogueReader
  readonly details: DetailReader
  /** Traffic with a feed, and when it is asked next; undefined for a feed that does not count. */
  traffic(slug: string): (FeedHealthFigures & { readonly nextAttempt?: string }) | undefined
  /** Takes over another set of feeds: those no longer named go out of sight, new ones are read, the rest goes on. */
  setFeeds(feeds: readonly FeedConfig[], network: FeedNetwork): Promise<void>
  /** Refreshes every feed now; resolves when all have ended. */
  refreshAll(): Promise<void>
  /** Statements the reading side has run. */
  statementCount(): number
  /** Stops refreshing and closes the file; what is visible stays. */
  close(): Promise<void>
}

/** How feeds are reached, all of them together. */
export interface FeedNetwork extends Omit<Parameters<typeof createFeedReader>[1], 'now' | 'random' | 'hosts'> {
  readonly hosts: HostBudgets
}

export interface CatalogueParts {
  /** Path of the SQLite file; its folder exists. */
  readonly file: string
  readonly log: Log
  now(): number
  random(): number
  /** Tests may drive refreshes by hand. */
  readonly isScheduled: boolean
}

interface LiveFeed {
  readonly network: FeedNetwork
  readonly config: FeedConfig
  readonly reader: FeedReader
  readonly schedule: RefreshSchedule | undefined
  refresh(): Promise<void>
}

/** Opens the catalogue; a warm file answers at once, before any feed is asked. CatalogueFileError where the file can't be used. */
export async function openCatalogue(parts: CatalogueParts): Promise<Catalogue> {
  const { file, log, now, random, isScheduled } = parts
  const writer = await startWriter(file)
  const store = createReaderStore(file)
  let live: ReadonlyMap<string, LiveFeed> = new Map()
  const feeds = (): readonly FeedConfig[] => [...live.values()].map(({ config }) => config)
  const reader = createReader(store, {
    feeds,
    sourceUrl: (feed, originId) => createFeedUrls(feed.url).detail(originId)?.href,
    nowMs: now,
  })
  const pendingDetails = createPendingDetails(store)
  const details = createDetailReader({
    reader: (slug) => live.get(slug)?.reader,
    writer,
    detailAge: createDetailAges(store),
    now,
  })

  function bringToLife(config: FeedConfig, network: FeedNetwork): LiveFeed {
    const feedReader = createFeedReader(config, { ...network, now, random })
    const refresh = (signal: AbortSignal): Promise<boolean> =>
      refreshFeed({ feed: config, reader: feedReader, writer, pendingDetails, now, log, signal })
    const schedule = isScheduled ? startSchedule({ feed: config, refresh, now, random }) : undefined
    return {
      config,
      network,
      reader: feedReader,
      schedule,
      refresh: async () =>
        schedule === undefined ? void (await refresh(new AbortController().signal)) : schedule.refreshNow(),
    }
  }

  const catalogue: Catalogue = {
    reader,
    details,
    traffic(slug) {
      const feed = live.get(slug)
      if (feed === undefined) return undefined
      const nextAttempt = feed.schedule?.nextAttempt()
      return { ...feed.reader.health(), ...(nextAttempt === undefined ? {} : { nextAttempt }) }
    },
    async setFeeds(configs, network) {
      const counting = configs.filter(({ enabled }) => enabled)
      const before = live
      const isSame = (config: FeedConfig): boolean => {
        const known = before.get(config.slug)
        return known?.network === network && JSON.stringify(known.config) === JSON.stringify(config)
      }
      await stopAll(
        [...before.values()].filter(
          ({ config }) => !counting.some((next) => next.slug === config.slug && isSame(next)),
        ),
      )
      await writer.setFeeds(
        counting.map(({ slug, dialect, quirks }) => ({
          feed: slug,
          quirks,
          ...(dialect === undefined ? {} : { dialect }),
        })),
      )
      live = new Map(
        counting.map((config) => [
          config.slug,
          (isSame(config) ? before.get(config.slug) : undefined) ?? bringToLife(config, network),
        ]),
      )
    },
    async refreshAll() {
      await Promise.all([...live.values()].map((feed) => feed.refresh()))
    },
    statementCount: () => store.statementCount(),
    async close() {
      await stopAll([...live.values()])
      await writer.close()
      store.close()
    },
  }
  return catalogue
}

async function stopAll(feeds: readonly LiveFeed[]): Promise<void> {
  await Promise.all(feeds.map(async ({ schedule }) => schedule?.stop()))
}
