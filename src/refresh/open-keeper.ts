// refresh: drives the network and the loops: schedules, walks, inspections, settling, reprocessing. It asks feeds and hands what came to intake.
// It must not know how records are read, matched, placed or served.
import type { PostcodeProvider } from '../feeds/postcode-provider.ts'
import type { CatalogueWriter } from '../intake/catalogue-writer.ts'
import { startWriter } from '../intake/start-writer.ts'
import type { FeedConfig } from '../model/feed.ts'
import { DamagedDataError } from '../model/damaged-data-error.ts'
import { hashOf } from '../model/hash-of.ts'
import { isAdmitted } from '../model/inspection.ts'
import type { Keeper } from '../model/keeper.ts'
import type { Log } from '../model/log.ts'
import { createDetailAges, createPendingDetails } from '../store/detail-state.ts'
import { readConfirmed } from '../store/read-confirmed.ts'
import { readInspection } from '../store/inspection-row.ts'
import { isDamage } from '../store/damage.ts'
import { REBUILD_KEY } from '../store/tables.ts'
import { createReaderStore, type ReaderStore } from '../store/reader-store.ts'
import { createDetailReader } from './create-detail-reader.ts'
import { createGenerations } from './generations.ts'
import { type FeedNetwork, type LiveFeed, startLiveFeed } from './live-feed.ts'
import { createPostcodeAsker } from './postcode-asker.ts'
import { startFileCheck } from './check-file.ts'
import { createRepairing, logSalvage } from './repairing.ts'
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
  /** Looks through the file now and mends it where it is damaged; resolves when it has been looked through. */
  checkFile(): Promise<void>
  /** Resolves when no damage is being mended. */
  repaired(): Promise<void>
  /** Refreshes every feed now; resolves when all have ended. */
  refreshAll(): Promise<void>
  /** Verifies every feed and tries its filters now; resolves when all have ended. */
  inspectAll(): Promise<void>
  /** Stops refreshing and closes the file; what is visible stays. */
  close(): Promise<void>
}

interface Given {
  readonly feeds: readonly FeedConfig[]
  readonly network: FeedNetwork
  readonly taxonomies: Taxonomies
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
  let noteDamage = (): void => {}
  const writer = await startWriter(file, { onAnswer: () => changed(), onDamage: () => noteDamage() })
  const store = await openBeside(writer, file, () => noteDamage())
  const generations = createGenerations(() => store.generation())
  changed = generations.look
  let postcodeProvider: PostcodeProvider | undefined
  let live: ReadonlyMap<string, LiveFeed> = new Map()
  const each = async (work: (feed: LiveFeed) => Promise<void>): Promise<void> =>
    void (await Promise.all([...live.values()].map(work)))

  const reprocessing = createReprocessing({
    ...parts,
    step: () => writer.reprocess(),
    // It waits while the records of clusters are not all there.
    onDone: () => void settling.settle(),
  })
  const settling = createSettlingLoop({ ...parts, step: (order) => writer.settleClusters(order) })
  const pendingDetails = createPendingDetails(store)

  let given: Given | undefined
  const replaced: (() => void)[] = []
  const repairing = createRepairing({
    ...parts,
    async salvage() {
      await each((feed) => feed.stop())
      await reprocessing.pause()
      const salvage = await writer.salvage()
      store.reopen()
      live = new Map()
      if (given !== undefined) await takeUp(given)
      return salvage
    },
    async rebuilt() {
      await reprocessing.done()
      return store.get('SELECT 1 FROM meta WHERE key = ?', REBUILD_KEY) === undefined
    },
    onReplaced() {
      for (const listener of replaced) listener()
    },
  })
  noteDamage = () => repairing.note()
  const salvaged = await writer.salvagedAtStart()
  if (salvaged !== undefined) logSalvage(log, salvaged)
  const fileCheck = startFileCheck(file, repairing.note, parts)

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

  async function takeUp({ feeds, network, taxonomies }: Given): Promise<void> {
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
    noteDamage,
    damage: repairing.reason,
    onReplaced: (listener) => void replaced.push(listener),
    async setFeeds(feeds, network, taxonomies) {
      given = { feeds, network, taxonomies }
      try {
        await takeUp(given)
      } catch (error) {
        // Mending takes up what is given too.
        if (!isDamage(error) && !(error instanceof DamagedDataError)) throw error
        await repairing.done()
        await takeUp(given)
      }
    },
    checkFile: () => fileCheck.check(),
    repaired: repairing.done,
    async reprocessed() {
      await reprocessing.done()
      await settling.settle()
    },
    async refreshAll() {
      await reprocessing.done()
      await each((feed) => feed.refresh())
    },
    inspectAll: () => each((feed) => feed.inspect()),
    async close() {
      fileCheck.stop()
      writer.breakOff()
      await repairing.done()
      await each((feed) => feed.stop())
      await reprocessing.pause()
      await settling.stop()
      await writer.close()
      store.close()
    },
  }
}

/** The file as its writer has opened it; where it can't be read the writer is closed, for its thread would keep the process. */
async function openBeside(writer: CatalogueWriter, file: string, onDamage: () => void): Promise<ReaderStore> {
  try {
    return createReaderStore(file, {}, onDamage)
  } catch (error) {
    await writer.close()
    throw error
  }
}
