// refresh: drives the network and the loops: schedules, walks, inspections, settling, reprocessing. It asks feeds and hands what came to intake.
// It must not know how records are read, matched, placed or served.
import type { PostcodeProvider } from '../feeds/postcode-provider.ts'
import type { CatalogueWriter } from '../intake/catalogue-writer.ts'
import { startWriter } from '../intake/start-writer.ts'
import type { FeedConfig } from '../model/feed.ts'
import type { DamagedFile, Keeper } from '../model/keeper.ts'
import type { Log } from '../model/log.ts'
import { createDetailAges } from '../store/detail-state.ts'
import { isDamage } from '../store/damage.ts'
import { remakingFileOf } from '../store/remaking.ts'
import { REBUILD_KEY } from '../store/tables.ts'
import { createReaderStore, type ReaderStore } from '../store/reader-store.ts'
import { createDetailReader } from './create-detail-reader.ts'
import { createGenerations } from './generations.ts'
import type { FeedNetwork } from './live-feed.ts'
import { createLiveFeeds, type GivenFeeds, type LiveFeeds, type Taxonomies } from './live-feeds.ts'
import { createGeographyMending, logGeographySalvage } from './geography-mending.ts'
import { createPostcodeAsker } from './postcode-asker.ts'
import { startFileCheck } from './check-file.ts'
import { createRepairing, logSalvage } from './repairing.ts'
import { createReviving } from './reviving.ts'
import { createReprocessing } from './reprocessing.ts'
import { createSettlingLoop } from './settling.ts'

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
  const { file, log, isScheduled } = parts
  let changed = (): void => {}
  let noteDamage = (_of: DamagedFile): void => {}
  let noteEnd = (): void => {}
  const writer = await startWriter(file, {
    onAnswer: () => changed(),
    onDamage: (of) => noteDamage(of),
    onEnd: () => noteEnd(),
    onLost: (err) => log.error({ err }, 'what was read could not be kept: it is asked for again'),
  })
  let isRemaking = await writer.isRemaking()
  const fileNow = (): string => (isRemaking ? remakingFileOf(file) : file)
  const store = await openBeside(writer, fileNow, () => noteDamage('CATALOGUE'))
  const generations = createGenerations(() => store.generation())
  changed = generations.look
  const reprocessing = createReprocessing({
    ...parts,
    step: () => writer.reprocess(),
    // It waits while the records of clusters are not all there.
    onDone: () => void settling.settle(),
  })
  const settling = createSettlingLoop({ ...parts, step: (order) => writer.settleClusters(order) })
  const feeds = createLiveFeeds({
    ...parts,
    store,
    writer,
    reprocessing,
    settle: () => settling.settle(),
    onTakenUp: endRemaking,
  })

  let given: GivenFeeds | undefined
  const replaced: (() => void)[] = []
  function sayReplaced(): void {
    for (const listener of replaced) listener()
  }

  /** Where terms are read otherwise all is made again in a copy, and what answers stands until that is complete. */
  async function beginRemaking({ taxonomies }: GivenFeeds): Promise<void> {
    if (!isRemaking) {
      if (!(await writer.readsTermsOtherwise(taxonomies))) return writer.dropRemaking()
      await feeds.forget()
      await reprocessing.pause()
      await writer.beginRemaking()
      isRemaking = true
      store.reopen()
    }
    log.info(
      {},
      'All is made again in a copy from what was received, without asking a council; then the copy takes the place of what answers now.',
    )
  }

  async function endRemaking(): Promise<void> {
    if (!isRemaking) return
    await reprocessing.done()
    await settling.settle()
    await writer.endRemaking()
    isRemaking = false
    store.reopen()
    sayReplaced()
  }

  async function takeUp(next: GivenFeeds): Promise<void> {
    await beginRemaking(next)
    await feeds.takeUp(next)
    if (isScheduled) settling.start()
    void settling.settle()
  }

  const repairing = createRepairing({
    ...parts,
    async salvage() {
      await feeds.forget()
      await reprocessing.pause()
      try {
        return await writer.salvage()
      } finally {
        // Where it failed the feeds go on with the file as it is, until it is tried again.
        isRemaking = false
        store.reopen()
        if (given !== undefined) await takeUp(given)
      }
    },
    async rebuilt() {
      await reprocessing.done()
      return store.get('SELECT 1 FROM meta WHERE key = ?', REBUILD_KEY) === undefined
    },
    onReplaced: sayReplaced,
  })
  const geographyMending = createGeographyMending({
    ...parts,
    mend: () => writer.mendGeography(),
    async onMended() {
      sayReplaced()
      if (given !== undefined) await takeUp(given)
    },
  })
  function noteFileDamage(of: DamagedFile, tables?: readonly string[]): void {
    if (of === 'GEOGRAPHY') geographyMending.note()
    else repairing.note(tables)
  }
  noteDamage = noteFileDamage
  async function repaired(): Promise<void> {
    await repairing.done()
    await geographyMending.done()
  }
  async function logSalvaged(): Promise<void> {
    const salvaged = await writer.salvagedAtStart()
    if (salvaged !== undefined) logSalvage(log, salvaged)
    const geography = await writer.salvagedGeography()
    if (geography !== undefined) logGeographySalvage(log, geography)
  }
  await logSalvaged()
  const reviving = createReviving({
    ...parts,
    async revive() {
      await repaired()
      await feeds.forget()
      await reprocessing.pause()
      await writer.restart()
      isRemaking = await writer.isRemaking()
      await logSalvaged()
      // What was begun before it ended may have put another file in the place of the one that is open.
      store.reopen()
      sayReplaced()
      if (given !== undefined) await takeUp(given)
    },
  })
  noteEnd = reviving.note
  const fileCheck = startFileCheck(file, noteFileDamage, parts)

  return {
    ...createAnswers(parts, { writer, store, feeds, postcodeProvider: () => given?.network.postcodeProvider }),
    onGeneration: generations.listen,
    noteDamage,
    damage: () => repairing.reason() ?? geographyMending.reason(),
    onReplaced: (listener) => void replaced.push(listener),
    async setFeeds(configs, network, taxonomies) {
      given = { feeds: configs, network, taxonomies }
      try {
        await takeUp(given)
      } catch (error) {
        // Mending takes up what is given too.
        if (!isDamage(error)) throw error
        await repaired()
        await takeUp(given)
      }
    },
    checkFile: () => fileCheck.check(),
    repaired,
    async reprocessed() {
      await reprocessing.done()
      await settling.settle()
    },
    async refreshAll() {
      await reprocessing.done()
      await feeds.each((feed) => feed.refresh())
    },
    inspectAll: () => feeds.each((feed) => feed.inspect()),
    async close() {
      fileCheck.stop()
      replaced.length = 0
      writer.breakOff()
      await reviving.stop()
      await repaired()
      await feeds.each((feed) => feed.stop())
      await reprocessing.pause()
      await settling.stop()
      changed = () => {}
      // Who closes last folds the log into the file, and a reader cannot.
      store.close()
      await writer.close()
    },
  }
}

interface AnswerParts {
  readonly writer: CatalogueWriter
  readonly store: ReaderStore
  readonly feeds: LiveFeeds
  postcodeProvider(): PostcodeProvider | undefined
}

/** What the keeper answers to the serving side of its feeds. */
function createAnswers(
  { log, now, monotonicNow }: KeeperParts,
  { writer, store, feeds, postcodeProvider }: AnswerParts,
): Pick<Keeper, 'details' | 'postcodes' | 'traffic' | 'reading' | 'unwrittenFault'> {
  return {
    details: createDetailReader({
      reader: (slug) => feeds.find(slug)?.reader,
      writer,
      detailAge: createDetailAges(store),
      now,
      log,
    }),
    postcodes: createPostcodeAsker(postcodeProvider, { log, monotonicNow }),
    traffic: (slug) => feeds.find(slug)?.traffic(),
    reading: (slug) => feeds.find(slug)?.reading(),
    unwrittenFault: (slug) => feeds.find(slug)?.unwrittenFault(),
  }
}

/** The file as its writer has opened it; where it can't be read the writer is closed, for its thread would keep the process. */
async function openBeside(writer: CatalogueWriter, file: () => string, onDamage: () => void): Promise<ReaderStore> {
  try {
    return createReaderStore(file, {}, onDamage)
  } catch (error) {
    await writer.close()
    throw error
  }
}
