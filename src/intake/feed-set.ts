import type { ReadingContext } from '../standard/reading-context.ts'
import { numberOf, textOf } from '../store/row.ts'
import { reapply, reapplyBorrowers, type WriterFeed, type Writing } from './records/feed-records.ts'
import { dropOrphans } from './records/write-locations.ts'
import { reindexMovedTerms, unwriteService } from './records/write-indexes.ts'
import { noteOrphans, noteServiceRemoved, type VisibleFrom } from './changes/note-change.ts'
import type { GeographyHolder } from '../geography/geography.ts'
import { NO_TAXONOMIES, type TaxonomySet } from '../taxonomy/files/taxonomy-set.ts'
import type { MatchFeed } from '../merge/match-record.ts'
import type { FeedConfig, FeedIdentity } from '../model/feed.ts'
import { present } from '../model/present.ts'
import { redact } from '../model/redact.ts'
import { matchFeedOf } from './clusters/match-feed.ts'
import { putTaxonomies } from './terms/put-taxonomies.ts'
import { hashOf } from '../model/hash-of.ts'

const CHUNK = 200

/** The feeds that count, as the parts of the writer work on them. */
export interface WorkingFeeds {
  /** The feed as it is worked on now; throws for one that is not set. */
  feedOf(slug: string): WriterFeed
  all(): readonly WriterFeed[]
  /** Fingerprint of the address that the feed is read from. */
  sourceOf(slug: string): string
  /** Does it, or forgets what was remembered in a transaction that did not happen, and throws on. */
  attempt<T>(change: () => T): T
}

/** What the writer does with the set of feeds, and that set for its other parts. */
export function createFeedSet(writing: Writing, geography: GeographyHolder, isRebuild: boolean) {
  const contexts = new Map<string, ReadingContext>()
  const sources = new Map<string, string>()
  let isNew = isRebuild
  let taxonomies = NO_TAXONOMIES
  let matchFeeds: readonly MatchFeed[] = []

  const working: WorkingFeeds = {
    feedOf(slug) {
      const context = contexts.get(slug)
      if (context === undefined) throw new Error(`no feed ${slug} is set`)
      return writerFeed(writing, context)
    },
    all: () => [...contexts.values()].map((context) => writerFeed(writing, context)),
    sourceOf: (slug) => sources.get(slug) ?? '',
    attempt(change) {
      try {
        return change()
      } catch (error) {
        writing.terms.forget()
        writing.places.forget()
        throw error
      }
    },
  }
  return {
    working,
    matchFeeds: () => matchFeeds,
    /**
     * Says which feeds count and how each is read. A feed that no longer counts is taken out of sight, its raw records kept;
     * one that counts again, or is to be read otherwise, is read again from them; with `at` (RFC 3339), what goes, comes back or
     * then reads otherwise is noted as changed. With `given`, all that files state of terms and mappings, geography is taken up as it is imported
     * now, and terms are made again where that changes how they are read; absent: what was given last stands.
     */
    setFeeds(configs: readonly FeedConfig[], at?: string, given?: TaxonomySet): void {
      if (given !== undefined) geography.reload()
      taxonomies = given ?? taxonomies
      matchFeeds = configs.map((feed) => matchFeedOf(feed, geography.current().gazetteer))
      for (const { slug, url } of configs) sources.set(slug, hashOf(url))
      const feeds = configs.map(readingContextOf)
      contexts.clear()
      for (const context of feeds) contexts.set(context.feed, context)
      working.attempt(() => putTaxonomies(writing, taxonomies, () => settleFeeds(writing, feeds, isNew, at)))
      for (const config of configs) keepIdentity(writing, config)
      isNew = false
    },
  }
}

function keepIdentity({ store }: Writing, config: FeedConfig): void {
  const { slug, name, publisher, areas, licence, attribution, scope } = config
  const url = redact(config.url, config.secretParameters)
  const identity: FeedIdentity = { slug, name, publisher, url, areas, ...present({ licence, attribution, scope }) }
  const state = store.syncState(slug)
  if (JSON.stringify(state.identity) !== JSON.stringify(identity)) store.saveSyncState(slug, { ...state, identity })
}

function readingContextOf({ slug, dialect, quirks, areas }: FeedConfig): ReadingContext {
  return { feed: slug, quirks, areas, ...(dialect === undefined ? {} : { dialect }) }
}

/** The feed as the writer works on it now. */
function writerFeed({ store }: Writing, context: ReadingContext): WriterFeed {
  const { dialect, listIsDetail, lastComplete } = store.syncState(context.feed)
  const sweep = Number(
    store.get('SELECT max(sweep) AS sweep FROM sweep_issue WHERE fid = ?', store.feedId(context.feed))?.['sweep'] ?? 0,
  )
  return {
    ...context,
    fid: store.feedId(context.feed),
    listIsDetail: listIsDetail ?? false,
    hasList: lastComplete !== undefined,
    sweep,
    ...(dialect === undefined ? {} : { detected: dialect }),
  }
}

/** Takes feeds that no longer count out of sight, and reads those anew that count again or are to be read otherwise. */
function settleFeeds(writing: Writing, contexts: readonly ReadingContext[], isRebuild: boolean, at?: string): void {
  const { store } = writing
  const wanted = new Set(contexts.map(({ feed }) => feed))
  for (const row of store.all('SELECT slug FROM feed'))
    if (!wanted.has(textOf(row, 'slug'))) hideFeed(writing, textOf(row, 'slug'), at)
  for (const context of contexts) {
    const readWith = JSON.stringify([
      context.dialect ?? null,
      context.quirks,
      context.areas ?? [],
      writing.terms.readingKey(),
    ])
    const state = store.syncState(context.feed)
    const fid = store.feedId(context.feed)
    const isBack = store.get("DELETE FROM gone WHERE fid = ? AND type = 'feed' RETURNING 1", fid) !== undefined
    const isNewToReaders = isRebuild || isHidden(writing, fid)
    // What a new version of the program only writes otherwise was visible before.
    const visibleFrom = isRebuild && !isBack ? undefined : at
    if (isNewToReaders || state.readWith !== readWith) readAnew(writing, writerFeed(writing, context), visibleFrom)
    if (state.readWith !== readWith) store.saveSyncState(context.feed, { ...state, readWith })
  }
}

function isHidden({ store }: Writing, fid: number): boolean {
  return store.get('SELECT 1 FROM service WHERE fid = ? LIMIT 1', fid) === undefined
}

function hideFeed(writing: Writing, slug: string, at: VisibleFrom): void {
  const { store } = writing
  const fid = store.feedId(slug)
  for (;;) {
    const sids = store
      .all('SELECT sid FROM service WHERE fid = ? LIMIT ?', fid, CHUNK)
      .map((row) => numberOf(row, 'sid'))
    if (sids.length === 0) break
    store.transaction(() => {
      for (const sid of sids) {
        noteServiceRemoved(store, at, sid)
        unwriteService(store, sid, undefined)
      }
      return { visible: true }
    })
  }
  store.transaction(() => {
    noteOrphans(store, at, fid)
    dropOrphans(store, fid)
    if (at !== undefined) store.run("INSERT OR IGNORE INTO gone VALUES (?, ?, 'feed', ?)", fid, slug, at)
    return { visible: true }
  })
}

function readAnew(writing: Writing, feed: WriterFeed, visibleFrom: VisibleFrom): void {
  const { store } = writing
  for (let after = 0; ;) {
    const rows = store.all(
      'SELECT * FROM record WHERE fid = ? AND sid > ? ORDER BY sid LIMIT ?',
      feed.fid,
      after,
      CHUNK,
    )
    if (rows.length === 0) return
    store.transaction(() => {
      for (const row of rows) {
        store.run(
          'DELETE FROM sweep_issue WHERE fid = ? AND origin_id = ? AND aside = 1',
          feed.fid,
          textOf(row, 'origin_id'),
        )
        reapply(writing, feed, row, visibleFrom)
      }
      reapplyBorrowers(writing, feed, visibleFrom)
      reindexMovedTerms(store, writing.terms)
      return { visible: true }
    })
    after = numberOf(rows.at(-1) ?? {}, 'sid')
  }
}
