// intake: everything that runs in the writer's thread: what was fetched becomes rows, by the rules of standard, merge, quality and geography.
// It must not know the network, nor how rows are searched and shown.
import { createSettling, type Settled, type SettleOrder } from './clusters/settle-clusters.ts'
import { createFeedSet } from './feed-set.ts'
import { createCountKeeper } from './figures/keep-counts.ts'
import { keepObservation } from './figures/keep-observation.ts'
import { holdSoundGeography } from './places/hold-sound-geography.ts'
import { createPlaceWriter } from './places/place-writer.ts'
import { keepShown, type OlderThanShown } from './keep-shown.ts'
import { createDetailWriter } from './records/detail-writer.ts'
import type { Writing } from './records/feed-records.ts'
import { isRebuilding } from './records/reprocess.ts'
import { createSweepWriter } from './sweeps/sweep-writer.ts'
import { createListedTermStore } from './terms/listed-term-store.ts'
import { createTermListWriter } from './terms/term-list-writer.ts'
import { createTermWriter } from './terms/write-terms.ts'
import { createInspectionWriter } from './write-inspection.ts'
import { geographyFileOf } from '../store/geography-file.ts'
import type { Observation, Recorded } from '../model/observation.ts'
import type { GeographySalvage } from '../store/salvage-geography.ts'
import type { Poll } from '../store/poll.ts'
import type { ShownMark } from '../store/shown-mark.ts'
import { openShipping, type TransactionLog } from '../store/transaction-log.ts'
import { openForWriting } from '../store/tables.ts'
import { createWriterStore, type WriterStore } from '../store/writer-store.ts'

/**
 * Opens the catalogue's file, which the caller has locked, and serves its writing side, noting in the mark what is shown, and in the log before it is; long work is broken off once `isStopping`; CatalogueFileError where the file can't be used. Every method but
 * `close` runs to its end without waiting; each is added in the part it belongs to, and there alone.
 */
export function createWriter(file: string, isStopping: () => boolean, mark?: ShownMark, log?: TransactionLog) {
  const { db } = openForWriting(file)
  const store = createWriterStore(db, isStopping, log && openShipping(db, log))
  const older = mark && keepShown(store, mark)
  const { holder: geography, ...mending } = holdSoundGeography(geographyFileOf(file), isStopping)
  const writing: Writing = {
    store,
    terms: createTermWriter(store),
    places: createPlaceWriter(store, geography),
    listed: createListedTermStore(store),
  }
  const { working, matchFeeds, ...feedSet } = createFeedSet(writing, geography)
  const settling = createSettling(store, file)
  store.onLost(() => {
    working.forget()
    settling.close()
  })
  const counts = createCountKeeper(store, () => performance.now())
  return {
    ...feedSet,
    ...createSweepWriter(writing, working),
    ...createDetailWriter(writing, working),
    ...createTermListWriter(writing, working),
    ...createInspectionWriter(store),
    /** That the catalogue is older than what was shown from it, as it was opened; undefined where it is not, as far as is known. */
    olderThanShown: (): OlderThanShown | undefined => older,
    /** What was taken out of a damaged file of imported areas and postcodes when it was opened; undefined where it was sound. */
    salvagedGeography: (): GeographySalvage | undefined => mending.salvaged,
    /** Puts what can be read of that file in its place; undefined where another was put there meanwhile. */
    mendGeography: (): GeographySalvage | undefined => mending.mend(),
    /** Makes what was written visible, where that may have to wait for what is written next. Throws where the file can't take it. */
    show: (): void => store.show(),
    /** Whether something waits to be shown. */
    isGathering: (): boolean => store.isGathering(),
    /** Keeps how a refresh went, and shows it with all that the refresh wrote: whoever waited for it reads that. */
    notePoll(slug: string, poll: Poll): void {
      notePoll(store, slug, poll)
      store.show()
    },
    /** Keeps a look at the figures, of `at`. */
    keepObservation(observation: Observation, at: string): Recorded {
      const recorded = keepObservation(store, observation, at)
      store.show()
      return recorded
    },
    /** Brings clusters and scores up to date with what was written, a step at a time; to be called again while there is more. */
    settleClusters(order: Omit<SettleOrder, 'feeds'>): Settled {
      // Clusters would fall apart where not all of their members are back yet.
      if (isRebuilding(store)) return { isMore: false }
      const settled = settling.step({ ...order, feeds: matchFeeds() })
      if (settled.isMore) return settled
      store.show()
      counts.keep(geography.current())
      store.show()
      return settled
    },
    /** Gives back memory that only the next call needs. */
    shrink(): void {
      store.shrink()
      settling.shrink()
    },
    close(): void {
      try {
        store.show()
      } finally {
        settling.close()
        geography.close()
        db.close()
      }
    },
  }
}

const KEPT_MS = 30 * 86_400_000

/** Keeps a poll for 30 days. */
function notePoll(store: WriterStore, slug: string, { at, succeeded, ms, walk }: Poll): void {
  const fid = store.feedId(slug)
  store.transaction(() => {
    store.run(
      'INSERT OR REPLACE INTO poll (fid, at, succeeded, ms, walk) VALUES (?, ?, ?, ?, ?)',
      fid,
      at,
      Number(succeeded),
      Math.round(ms),
      walk === undefined ? null : JSON.stringify(walk),
    )
    store.run('DELETE FROM poll WHERE fid = ? AND at < ?', fid, new Date(Date.parse(at) - KEPT_MS).toISOString())
    return { visible: false }
  })
}
