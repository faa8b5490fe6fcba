// refresh: drives the network and the loops: schedules, walks, inspections, settling, reprocessing. It asks feeds and hands what came to intake.
// It must not know how records are read, matched, placed or served.
import { dirname } from 'node:path'
import { type StartedWriter, startWriter } from '../intake/start-writer.ts'
import type { FeedConfig } from '../model/feed.ts'
import type { DamagedFile, Keeper } from '../model/keeper.ts'
import type { Log } from '../model/log.ts'
import type { Observation, Recorded } from '../model/observation.ts'
import { present } from '../model/present.ts'
import type { LogPort } from '../store/log-port.ts'
import { isDamage } from '../store/damage.ts'
import { readFreeBytes } from '../store/free-bytes.ts'
import { REBUILD_KEY } from '../store/tables.ts'
import { createReaderStore, type ReaderStore } from '../store/reader-store.ts'
import { historyRequestOf, readLastLook } from '../store/history-request.ts'
import { createGenerations } from './generations.ts'
import { createHistoryLoop } from './history-loop.ts'
import type { FeedNetwork } from './live-feed.ts'
import { createKeeperAnswers } from './keeper-answers.ts'
import { createLiveFeeds, type LiveFeeds, type Taxonomies } from './live-feeds.ts'
import { startMending } from './mending.ts'
import { createRemaking } from './remaking.ts'
import { createWritingNote } from './writing-note.ts'
import { createReprocessing, type Reprocessing } from './reprocessing.ts'
import { createSettlingLoop } from './settling.ts'
import { createTakeUp } from './take-up.ts'

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
  /** Refreshes this feed now; resolves when that has ended, at once where it is not asked. */
  refresh(slug: string): Promise<void>
  /** Verifies every feed and tries its filters now; resolves when all have ended. */
  inspectAll(): Promise<void>
  /** Looks at the figures and keeps what changed; undefined where they can't be counted now, since no feed is read to its end or records are being made again. */
  recordHistory(): Promise<Recorded | undefined>
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
  /** Counts as the figures of the serving side do; undefined where that can't be done now. */
  observe(): Promise<Observation | undefined>
  /** An end of the log that what is written goes to first, for a thread that writes; absent: there is none. */
  openLog?(): LogPort
  /** Called where opening will take long, with the reason in words for an operator. */
  onDelay?(reason: string): void
  /** What people decided of duplicates: a file that is watched, and its text as it stands now. */
  readonly decisions: { readonly file: string; read(): Promise<string> }
}

/** Opens the catalogue's file for writing; asks no feed before feeds are set. CatalogueFileError where the file can't be used. */
export async function openKeeper(parts: KeeperParts): Promise<OpenKeeper> {
  const { file, log, isScheduled } = parts
  let changed = (): void => {}
  let noteDamage: Keeper['noteDamage'] = () => {}
  let noteEnd = (): void => {}
  const writing = createWritingNote(log, () => readFreeBytes(dirname(file)))
  const listener = {
    onAnswer: () => changed(),
    onDamage: (of: DamagedFile) => noteDamage(of),
    onEnd: () => noteEnd(),
    onWritten: writing.note,
    onLost: (err: Error) => log.error({ err }, 'what was read could not be kept: it is asked for again'),
  }
  const writer = await startWriter(file, listener, parts.openLog)
  const replaced: (() => void)[] = []
  const onReplaced = (): void => replaced.forEach((listener) => listener())
  const remaking = await createRemaking({
    ...parts,
    writer,
    pause,
    complete: reprocessed,
    onOtherFile: () => store.reopen(),
    onReplaced,
  })
  const store = await openBeside(writer, remaking.file, () => noteDamage('CATALOGUE'))
  const generations = createGenerations(() => store.generation())
  changed = generations.look
  const reprocessing = createReprocessing({
    ...parts,
    step: () => writer.reprocess(),
    // It waits while the records of clusters are not all there.
    onDone: () => void settling.settle(),
  })
  const settling = createSettlingLoop({
    ...parts,
    step: (order) => writer.settleClusters(order),
    unfinished: () => feeds.unfinished(),
  })
  const feeds = createLiveFeeds({
    ...parts,
    store,
    writer,
    reprocessing,
    settle: () => settling.settle(),
    onTakenUp: () => remaking.end(),
  })
  const history = createHistoryLoop({
    ...parts,
    keep: (observation, at) => writer.keepObservation(observation, at),
    lastAt: () => readLastLook(store),
    settled: reprocessed,
    requestFile: historyRequestOf(file),
  })
  const taking = createTakeUp({ isScheduled, remaking, feeds, settling, history })

  async function pause(): Promise<void> {
    await feeds.forget()
    await reprocessing.pause()
  }
  async function reprocessed(): Promise<void> {
    await reprocessing.done()
    await settling.settle()
  }

  const mending = await startMending({
    ...parts,
    writer,
    remaking,
    pause,
    onReplaced,
    takeUpAgain: taking.again,
    async rebuilt() {
      await reprocessing.done()
      return store.get('SELECT 1 FROM meta WHERE key = ?', REBUILD_KEY) === undefined
    },
  })
  noteDamage = mending.note
  noteEnd = mending.noteEnd

  return {
    ...createKeeperAnswers(parts, { writer, store, feeds, postcodeProvider: taking.postcodeProvider }),
    onGeneration: generations.listen,
    noteDamage,
    troubles: () => ({ ...mending.troubles(), ...present({ writing: writing.reason() }) }),
    onReplaced: (listener) => void replaced.push(listener),
    async setFeeds(feeds, network, taxonomies) {
      try {
        await taking.take({ feeds, network, taxonomies })
      } catch (error) {
        // Mending takes up what is given too.
        if (!isDamage(error)) throw error
        await mending.done()
        await taking.again()
      }
    },
    checkFile: mending.check,
    repaired: mending.done,
    reprocessed,
    ...createOrders(feeds, reprocessing),
    recordHistory: () => history.record(),
    async close() {
      replaced.length = 0
      taking.end()
      writer.breakOff()
      // All at once: mending waits for records that are made again, and each of the others may wait for a feed or a full disk.
      await Promise.all([
        history.stop(),
        mending.stop(),
        feeds.each((feed) => feed.stop()),
        reprocessing.pause(),
        settling.stop(),
      ])
      changed = () => {}
      // Who closes last folds the log into the file, and a reader cannot.
      store.close()
      await writer.close()
    },
  }
}

/** What is asked of feeds at once. */
function createOrders(
  feeds: LiveFeeds,
  reprocessing: Reprocessing,
): Pick<OpenKeeper, 'refreshAll' | 'refresh' | 'inspectAll'> {
  return {
    async refreshAll() {
      await reprocessing.done()
      await feeds.each((feed) => feed.refresh())
    },
    async refresh(slug) {
      await reprocessing.done()
      await feeds.find(slug)?.refresh()
    },
    inspectAll: () => feeds.each((feed) => feed.inspect()),
  }
}

/** The file as its writer has opened it; where it can't be read the writer is closed, for its thread would keep the process. */
async function openBeside(writer: StartedWriter, file: () => string, onDamage: () => void): Promise<ReaderStore> {
  try {
    return createReaderStore(file, {}, onDamage)
  } catch (error) {
    await writer.close()
    throw error
  }
}
