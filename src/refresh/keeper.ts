// The catalogue: everything known now of every feed, in one SQLite file; refreshed feed by feed, searched, read, survived.
// It asks the rooms feeds, standard and taxonomy; it must not know of GraphQL, servers or the process.
import { createFeedReader } from '../feeds/create-feed-reader.ts'
import type { FeedHealthFigures, FeedReader } from '../feeds/feed-reader.ts'
import { createFeedUrls, type FeedUrls } from '../feeds/feed-urls.ts'
import { redact } from '../model/redact.ts'
import type { HostBudgets } from '../feeds/host-budgets.ts'
import type { PostcodeProvider } from '../feeds/postcode-provider.ts'
import type { WalkMemory } from '../feeds/walk-list.ts'
import type { FeedConfig } from '../model/feed.ts'
import { filterParameters } from '../standard/filter-parameters.ts'
import type { Log } from '../model/log.ts'
import type { CatalogueReader, DetailReader } from '../catalogue/catalogue-reader.ts'
import { createInspector, type FeedInspector } from './inspections/create-inspector.ts'
import { isAdmitted } from '../model/inspection.ts'
import { readInspection } from '../store/inspection-row.ts'
import { createReader } from '../catalogue/create-reader.ts'
import { NO_TAXONOMIES, type TaxonomySet } from '../taxonomy/files/taxonomy-set.ts'
import { builtInRegistry, createSchemeRegistry } from '../taxonomy/scheme-registry.ts'
import { createDetailReader } from './create-detail-reader.ts'
import { createPendingDetails, createDetailAges } from './detail-state.ts'
import type { ReadingProgress } from './reading-progress.ts'
import { refreshFeed } from './refresh-feed.ts'
import { startSchedule, type RefreshSchedule } from './refresh-schedule.ts'
import { holdGeography } from '../geography/geography.ts'
import { geographyFileOf, openGeographyRows } from '../store/geography-file.ts'
import { decisionsFileOf } from '../intake/clusters/decisions-file.ts'
import { matchFeedOf } from '../intake/clusters/match-feed.ts'
import { createSettlingLoop } from './settling.ts'
import { createPlacing } from './placing.ts'
import { createPostcodeAsker } from './postcode-asker.ts'
import type { FeedFault } from '../store/sync-state.ts'
import { startWriter } from '../intake/start-writer.ts'
import { openStore } from '../catalogue/open-store.ts'

export interface Catalogue {
  readonly reader: CatalogueReader
  readonly details: DetailReader
  /** Traffic with a feed, and when it is asked next; undefined for a feed that does not count. */
  traffic(slug: string): (FeedHealthFigures & { readonly nextAttempt?: string }) | undefined
  /** Takes over another set of feeds: those no longer named go out of sight, new ones are read, the rest goes on. */
  setFeeds(feeds: readonly FeedConfig[], network: FeedNetwork, taxonomies?: TaxonomySet): Promise<void>
  /** Resolves when all records stand as the geography now in use has them. */
  placedAnew(): Promise<void>
  /** Refreshes every feed now; resolves when all have ended. */
  refreshAll(): Promise<void>
  /** Verifies every feed and tries its filters now; resolves when all have ended. */
  inspectAll(): Promise<void>
  /** Statements the reading side has run. */
  statementCount(): number
  /** Stops refreshing and closes the file; what is visible stays. */
  close(): Promise<void>
}

/** How feeds are reached, all of them together. */
export interface FeedNetwork extends Omit<
  Parameters<typeof createFeedReader>[1],
  'now' | 'monotonicNow' | 'random' | 'hosts'
> {
  readonly hosts: HostBudgets
  /** Knows postcodes that nothing here does; absent where none is configured. */
  readonly postcodeProvider?: PostcodeProvider
}

export interface CatalogueParts {
  /** Path of the SQLite file; its folder exists. */
  readonly file: string
  readonly log: Log
  /** Milliseconds since 1970, for dates alone. */
  now(): number
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
  random(): number
  /** Tests may drive refreshes by hand. */
  readonly isScheduled: boolean
  /** Details read in one pass over a feed at most; absent: all that are lacking. */
  readonly mostDetails?: number
}

interface LiveFeed {
  readonly network: FeedNetwork
  readonly config: FeedConfig
  readonly reader: FeedReader
  readonly schedule: RefreshSchedule | undefined
  readonly inspector: FeedInspector
  refresh(): Promise<void>
}

/** Opens the catalogue; a warm file answers at once, before any feed is asked. CatalogueFileError where the file can't be used. */
export async function openCatalogue(parts: CatalogueParts): Promise<Catalogue> {
  const { file, log, now, monotonicNow, random, isScheduled } = parts
  const writer = await startWriter(file)
  const store = openStore(file)
  const geography = holdGeography(() => openGeographyRows(geographyFileOf(file)))
  let postcodeProvider: PostcodeProvider | undefined
  let live: ReadonlyMap<string, LiveFeed> = new Map()
  let taxonomies = NO_TAXONOMIES
  const unkept = new Map<string, FeedFault | undefined>()
  const readings = new Map<string, ReadingProgress>()
  let registry = builtInRegistry
  const urls = new WeakMap<FeedConfig, FeedUrls>()
  function urlsOf(feed: FeedConfig): FeedUrls {
    const known = urls.get(feed) ?? createFeedUrls(feed.url)
    urls.set(feed, known)
    return known
  }
  const feeds = (): readonly FeedConfig[] => [...live.values()].map(({ config }) => config)
  const reader = createReader(store, {
    feeds,
    sourceUrl(feed, originId) {
      const address = urlsOf(feed).detail(originId)
      return address && redact(address.href, feed.secretParameters)
    },
    nowMs: now,
    filterParameters: (dialect) => filterParameters(dialect).map(({ parameter }) => parameter),
    unkeptFault: (slug) => unkept.get(slug),
    reading: (slug) => readings.get(slug),
    registry: () => registry,
    geography: () => geography.current(),
    postcodeAsker: createPostcodeAsker(() => postcodeProvider, { log, monotonicNow }),
  })
  const placing = createPlacing(() => writer.placeAnew(), log)
  const settling = createSettlingLoop({
    step: (order) => writer.settleClusters(order),
    feeds: () => feeds().map((feed) => matchFeedOf(feed, (code) => geography.current().gazetteer.find(code)?.name)),
    decisionsFile: decisionsFileOf(file),
    log,
    now,
  })
  const pendingDetails = createPendingDetails(store)
  const details = createDetailReader({
    reader: (slug) => live.get(slug)?.reader,
    writer,
    detailAge: createDetailAges(store),
    now,
    log,
  })

  function bringToLife(config: FeedConfig, network: FeedNetwork): LiveFeed {
    const walkMemory: WalkMemory = { settledRepeats: new Set() }
    const feedReader = createFeedReader(config, { ...network, now, monotonicNow, random })
    const inspector = createInspector({
      feed: config,
      reader: feedReader,
      writer,
      inspection: () => readInspection(store, config.slug),
      admit: () => settle([...live.values()].map((feed) => feed.config)),
      now,
      random,
      log,
    })
    const refresh = async (signal: AbortSignal): Promise<boolean> => {
      const noteUnkept = (fault: FeedFault | undefined): void => void unkept.set(config.slug, fault)
      const noteReading = (progress: ReadingProgress): void => void readings.set(config.slug, progress)
      const notes = { noteUnkept, noteReading }
      const refreshing = {
        ...parts,
        ...notes,
        feed: config,
        reader: feedReader,
        writer,
        walkMemory,
        pendingDetails,
        signal,
      }
      try {
        if (!(await inspector.admits(signal))) return false
        const isTaken = await refreshFeed(refreshing)
        if (!signal.aborted) await settling.settle()
        if (isTaken && isScheduled) inspector.startIfDue()
        return isTaken
      } catch (error) {
        // What went wrong must not end the round of refreshes: it is tried again like any failure.
        if (!signal.aborted) log.error({ feed: config.slug, err: error }, 'a refresh failed on our side')
        return false
      }
    }
    const schedule = isScheduled ? startSchedule({ feed: config, refresh, now, monotonicNow, random }) : undefined
    return {
      config,
      network,
      reader: feedReader,
      inspector,
      schedule,
      refresh: async () =>
        schedule === undefined ? void (await refresh(new AbortController().signal)) : schedule.refreshNow(),
    }
  }

  /** Tells the writer which feeds count now: those named, less those that must pass and have not. Takes geography up as it is now. */
  async function settle(configs: readonly FeedConfig[]): Promise<void> {
    const admitted = configs.filter((feed) => isAdmitted(feed, readInspection(store, feed.slug)))
    geography.reload()
    await placing.pause()
    await writer.setFeeds(
      admitted.map(({ slug, dialect, quirks, areas }) => ({
        feed: slug,
        quirks,
        areas,
        ...(dialect === undefined ? {} : { dialect }),
      })),
      new Date(now()).toISOString(),
      taxonomies,
    )
    placing.start()
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
    async setFeeds(configs, network, given = NO_TAXONOMIES) {
      taxonomies = given
      registry = createSchemeRegistry(given.schemes)
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
      postcodeProvider = network.postcodeProvider
      await settle(counting)
      live = new Map(
        counting.map((config) => [
          config.slug,
          (isSame(config) ? before.get(config.slug) : undefined) ?? bringToLife(config, network),
        ]),
      )
      if (isScheduled) settling.start()
      void settling.settle()
    },
    async placedAnew() {
      await placing.done()
    },
    async refreshAll() {
      await placing.done()
      await Promise.all([...live.values()].map((feed) => feed.refresh()))
    },
    async inspectAll() {
      await Promise.all([...live.values()].map(({ inspector }) => inspector.inspect()))
    },
    statementCount: () => store.statementCount(),
    async close() {
      await stopAll([...live.values()])
      await placing.pause()
      await settling.stop()
      await writer.close()
      geography.close()
      store.close()
    },
  }
  return catalogue
}

async function stopAll(feeds: readonly LiveFeed[]): Promise<void> {
  await Promise.all(
    feeds.map(async ({ schedule, inspector }) => {
      await inspector.stop()
      await schedule?.stop()
    }),
  )
}
