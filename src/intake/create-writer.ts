import type { ReadingContext } from '../standard/reading-context.ts'
import { UnreadableBody } from '../standard/reading-context.ts'
import { readDetail } from '../standard/read-detail.ts'
import { createSettling } from './clusters/settle-clusters.ts'
import { createCountKeeper } from './figures/keep-counts.ts'
import { judgeSighting, writeInspection } from './write-inspection.ts'
import { holdGeography } from '../geography/geography.ts'
import { geographyFileOf, openGeographyRows } from '../store/geography-file.ts'
import { createPlacingAnew } from './places/place-anew.ts'
import { createPlaceWriter } from './places/place-writer.ts'
import { notePoll } from './scores/note-poll.ts'
import { putTaxonomies } from './terms/put-taxonomies.ts'
import { NO_TAXONOMIES } from '../taxonomy/files/taxonomy-set.ts'
import { lockCatalogue } from '../store/lock-catalogue.ts'
import { openForWriting } from '../store/tables.ts'
import type { ArrivedDetail, CatalogueWriter, DetailFault, Fault } from './catalogue-writer.ts'
import { applyDetail, noteIssue, reapplyBorrowers, type WriterFeed, type Writing } from './records/feed-records.ts'
import { settleFeeds, writerFeed } from './feed-set.ts'
import { dialectOf, endSweep } from './sweeps/end-sweep.ts'
import { beginSweep, takePage, type Sweep } from './sweeps/sweep.ts'
import { reindexMovedTerms } from './records/write-indexes.ts'
import { createTermWriter } from './terms/write-terms.ts'
import { createWriterStore } from '../store/writer-store.ts'
import type { MatchFeed } from '../merge/match-record.ts'
import { matchFeedOf } from './clusters/match-feed.ts'
import type { FeedConfig } from '../model/feed.ts'
import { hashOf } from '../model/hash-of.ts'

/** Opens the catalogue's file and serves its writing side; CatalogueFileError where the file can't be used. */
export function createWriter(file: string): CatalogueWriter {
  const { db, rebuild } = openForWriting(file)
  const lock = lockCatalogue(file)
  const store = createWriterStore(db)
  const geography = holdGeography(() => openGeographyRows(geographyFileOf(file)))
  const writing: Writing = { store, terms: createTermWriter(store), places: createPlaceWriter(store, geography) }
  const placing = createPlacingAnew(writing)
  const settle = createSettling(store)
  const counts = createCountKeeper(store, () => performance.now())
  const contexts = new Map<string, ReadingContext>()
  const sources = new Map<string, string>()
  const sweeps = new Map<string, Sweep>()
  let isRebuild = rebuild
  let taxonomies = NO_TAXONOMIES
  let matchFeeds: readonly MatchFeed[] = []

  function contextOf(slug: string): ReadingContext {
    const context = contexts.get(slug)
    if (context === undefined) throw new Error(`no feed ${slug} is set`)
    return context
  }

  function sweepOf(slug: string): Sweep {
    const sweep = sweeps.get(slug)
    if (sweep === undefined) throw new Error(`no sweep of ${slug} has begun`)
    return sweep
  }

  /** What was remembered in a transaction that did not happen is forgotten with it. */
  function guarded<T>(change: () => T): T {
    try {
      return change()
    } catch (error) {
      writing.terms.forget()
      writing.places.forget()
      throw error
    }
  }

  return {
    async setFeeds(configs, at, given) {
      if (given !== undefined) geography.reload()
      taxonomies = given ?? taxonomies
      matchFeeds = configs.map((feed) => matchFeedOf(feed, geography.current().gazetteer))
      const feeds = configs.map(readingContextOf)
      contexts.clear()
      for (const context of feeds) contexts.set(context.feed, context)
      for (const { slug, url } of configs) sources.set(slug, hashOf(url))
      guarded(() => putTaxonomies(writing, taxonomies, () => settleFeeds(writing, feeds, isRebuild, at)))
      isRebuild = false
    },
    async beginSweep(slug, at) {
      const { detected: _, ...feed } = writerFeed(writing, contextOf(slug))
      sweeps.set(slug, beginSweep(writing, feed, at))
    },
    async readPage(slug, body, pass, at) {
      return guarded(() => takePage(writing, sweepOf(slug), body, pass, at))
    },
    async endSweep(slug, readFrom, at) {
      const outcome = guarded(() =>
        endSweep(writing, { ...sweepOf(slug), startedAt: readFrom, source: sources.get(slug) ?? '' }, at),
      )
      sweeps.delete(slug)
      db.exec('PRAGMA optimize')
      return outcome
    },
    async failSweep(slug, fault, at) {
      const sweep = sweeps.get(slug)
      sweeps.delete(slug)
      store.transaction(() => {
        store.run('DELETE FROM incoming WHERE fid = ?', store.feedId(slug))
        const state = store.syncState(slug)
        const sinceAttempt = {
          lastAttempt: state.lastAttempt ?? at,
          consecutiveFailures: state.consecutiveFailures + 1,
        }
        const spoken = sweep?.feed.detected === undefined ? {} : dialectOf(sweep.feed)
        store.saveSyncState(slug, { ...state, ...spoken, ...sinceAttempt, fault: { ...fault, at } })
        return { visible: true }
      })
    },
    async writeDetails(slug, details, at) {
      return guarded(() => writeDetails(writing, writerFeed(writing, contextOf(slug)), details, at))
    },
    async writeInspection(slug, sighting) {
      const inspection = judgeSighting(sighting)
      store.transaction(() => {
        writeInspection(store, slug, inspection)
        return { visible: true }
      })
      return inspection
    },
    async notePoll(slug, poll) {
      notePoll(store, slug, poll)
    },
    async settleClusters(order) {
      const isMore = settle({ ...order, feeds: matchFeeds })
      if (!isMore) counts.keep(geography.current())
      return isMore
    },
    async placeAnew() {
      const feeds = () => [...contexts.values()].map((context) => writerFeed(writing, context))
      return guarded(() => placing.step(geography.current().version, feeds))
    },
    async close() {
      geography.close()
      db.close()
      lock.close()
    },
  }
}

function readingContextOf({ slug, dialect, quirks, areas }: FeedConfig): ReadingContext {
  return { feed: slug, quirks, areas, ...(dialect === undefined ? {} : { dialect }) }
}

function writeDetails(
  writing: Writing,
  feed: WriterFeed,
  details: readonly ArrivedDetail[],
  at: string,
): readonly DetailFault[] {
  const faults: DetailFault[] = []
  writing.store.transaction(() => {
    let visible = false
    for (const { originId, body } of details) {
      const detail = body === undefined ? undefined : readBody(feed, originId, body)
      if (detail !== undefined && 'code' in detail) faults.push({ originId, ...detail })
      if (detail !== undefined && 'issue' in detail) noteIssue(writing.store, feed, { ...detail, originId }, false)
      const usable = detail !== undefined && 'raw' in detail ? detail : undefined
      visible = applyDetail(writing, feed, originId, usable, at) === 'changed' || visible
    }
    reapplyBorrowers(writing, feed, at)
    reindexMovedTerms(writing.store, writing.terms)
    return { visible }
  })
  return faults
}

/** A body that can't be read is that record's fault alone: its list item stands. */
function readBody(
  feed: WriterFeed,
  originId: string,
  body: NonNullable<ArrivedDetail['body']>,
): ReturnType<typeof readDetail> | Fault {
  try {
    return readDetail(body, originId, { ...feed, ...(feed.detected === undefined ? {} : { dialect: feed.detected }) })
  } catch (error) {
    if (error instanceof UnreadableBody) return { code: error.code, message: error.message }
    throw error
  }
}
