// refresh: drives the network and the loops: schedules, walks, inspections, settling, reprocessing. It asks feeds and hands what came to intake.
// It must not know how records are read, matched, placed or served.
import type { PostcodeProvider } from '../feeds/postcode-provider.ts'
import type { CatalogueWriter } from '../intake/catalogue-writer.ts'
import { startWriter } from '../intake/start-writer.ts'
import type { FeedConfig } from '../model/feed.ts'
import { hashOf } from '../model/hash-of.ts'
import { isAdmitted } from '../model/inspection.ts'
import type { Keeper } from '../model/keeper.ts'
import type { Log } from '../model/log.ts'
import { createDetailAges, createPendingDetails } from '../store/detail-state.ts'
import { readConfirmed } from '../store/read-confirmed.ts'
import { readInspection } from '../store/inspection-row.ts'
import { createReaderStore, type ReaderStore } from '../store/reader-store.ts'
import { createDetailReader } from './create-detail-reader.ts'
import { createGenerations } from './generations.ts'
import { type FeedNetwork, type LiveFeed, startLiveFeed } from './live-feed.ts'
import { createPostcodeAsker } from './postcode-asker.ts'
import { createReprocessing } from './reprocessing.ts'
import { createSettlingLoop } from './settling.ts'

type Taxonomies = NonNullable<Parameters<CatalogueWriter['setFeeds']>[2]>

/** The keeper of a catalogue's file with what steers it. */
export interface OpenKeeper extends Keeper {
  /**
   * Takes over another set of feeds, what files state of terms, and geography as it is imported now: feeds no longer named
   * go out of sight, new ones are read, the rest goes on.
   */
  setFeeds(feeds: readonly FeedConfig[], network: FeedNetwork, taxonomies: Taxonomies): Promise<void>
  /** Resolves when all records stand as the rules, the configuration and the geography now in use have them. */
  reprocessed(): Promise<void>
  /** Refreshes every feed now; resolves when all have ended. */
  refreshAll(): Promise<void>
  /** Verifies every feed and tries its filters now; resolves when all have ended. */
  inspectAll(): Promise<void>
  /** Stops refreshing and closes the file; what is visible stays. */
  close(): Promise<void>
}

/** What a keeper is made with. */
export interface KeeperParts {
  /** Path of the SQLite file; its folder exists. */
  readonly file: string
  readonly log: Log
  /** Milliseconds since 1970, for dates alone. */
  now(): number
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
  /** Between 0 and 1. */
  random(): number
  /** Tests may drive refreshes by hand. */
  readonly isScheduled: boolean
  /** Details read in one pass over a feed at most; absent: all that are lacking. */
  readonly mostDetails?: number
  /** What people decided of duplicates: a file that is watched, and its text as it stands now. */
  readonly decisions: { readonly file: string; read(): Promise<string> }
}

/** Opens the catalogue's file for writing; asks no feed before feeds are set. CatalogueFileError where the file can't be used. */
export async function openKeeper(parts: KeeperParts): Promise<OpenKeeper> {
  const { file, log, now, monotonicNow, isScheduled } = parts
  let changed = (): void => {}
  const writer = await startWriter(file, { onAnswer: () => changed() })
  const store = await openBeside(writer, file)
  const generations = createGenerations(() => store.generation())
  changed = generations.look
  let postcodeProvider: PostcodeProvider | undefined
  let live: ReadonlyMap<string, LiveFeed> = new Map()
  const each = async (work: (feed: LiveFeed) => Promise<void>): Promise<void> =>
    void (await Promise.all([...live.values()].map(work)))

  const reprocessing = createReprocessing({ ...parts, step: () => writer.reprocess(), onDone: () => {} })
  const settling = createSettlingLoop({ ...parts, step: (order) => writer.settleClusters(order) })
  const pendingDetails = createPendingDetails(store)

  /** Says to the writer which feeds count now: those named, less those that must pass and have not. */
  async function settle(feeds: readonly FeedConfig[], taxonomies?: Taxonomies): Promise<void> {
    await reprocessing.pause()
    await writer.setFeeds(
      feeds.filter((feed) => isAdmitted(feed, readInspection(store, feed.slug))),
      new Date(now()).toISOString(),
      taxonomies,
    )
    reprocessing.start()
  }

  function start(feed: FeedConfig, network: FeedNetwork): LiveFeed {
    return startLiveFeed({
      ...parts,
      feed,
      network,
      writer,
      pendingDetails,
      confirmedMs: () => readConfirmed(store, feed.slug, hashOf(feed.url)),
      inspection: () => readInspection(store, feed.slug),
      admit: () => settle([...live.values()].map(({ config }) => config)),
      settle: () => settling.settle(),
    })
  }

  return {
    details: createDetailReader({
      reader: (slug) => live.get(slug)?.reader,
      writer,
      detailAge: createDetailAges(store),
      now,
      log,
    }),
    postcodes: createPostcodeAsker(() => postcodeProvider, { log, monotonicNow }),
    traffic: (slug) => live.get(slug)?.traffic(),
    reading: (slug) => live.get(slug)?.reading(),
    unwrittenFault: (slug) => live.get(slug)?.unwrittenFault(),
    onGeneration: generations.listen,
    async setFeeds(feeds, network, taxonomies) {
      const counting = feeds.filter(({ enabled }) => enabled)
      const before = live
      const goingOn = (config: FeedConfig): LiveFeed | undefined => {
        const feed = before.get(config.slug)
        const isSame = feed?.network === network && JSON.stringify(feed.config) === JSON.stringify(config)
        return isSame ? feed : undefined
      }
      const kept = new Set(counting.map(goingOn))
      await each(async (feed) => {
        if (!kept.has(feed)) await feed.stop()
      })
      postcodeProvider = network.postcodeProvider
      await settle(counting, taxonomies)
      live = new Map(counting.map((feed) => [feed.slug, goingOn(feed) ?? start(feed, network)]))
      if (isScheduled) settling.start()
      void settling.settle()
    },
    reprocessed: () => reprocessing.done(),
    async refreshAll() {
      await reprocessing.done()
      await each((feed) => feed.refresh())
    },
    inspectAll: () => each((feed) => feed.inspect()),
    async close() {
      writer.breakOff()
      await each((feed) => feed.stop())
      await reprocessing.pause()
      await settling.stop()
      await writer.close()
      store.close()
    },
  }
}

/** The file as its writer has opened it; where it can't be read the writer is closed, for its thread would keep the process. */
async function openBeside(writer: CatalogueWriter, file: string): Promise<ReaderStore> {
  try {
    return createReaderStore(file)
  } catch (error) {
    await writer.close()
    throw error
  }
}
