import type { ReadingContext } from '../standard/reading-context.ts'
import { numberOf, textOf } from '../store/row.ts'
import type { WriterFeed, Writing } from './records/feed-records.ts'
import { dropOrphans } from './records/write-locations.ts'
import { unwriteService } from './records/write-indexes.ts'
import { noteOrphans, noteServiceRemoved, type VisibleFrom } from './changes/note-change.ts'
import type { GeographyHolder } from '../geography/geography.ts'
import { NO_TAXONOMIES, type TaxonomySet } from '../taxonomy/files/taxonomy-set.ts'
import { matchFeedOf } from '../merge/match-feed.ts'
import type { MatchFeed } from '../merge/match-record.ts'
import type { FeedConfig, FeedIdentity } from '../model/feed.ts'
import { present } from '../model/present.ts'
import { redact } from '../model/redact.ts'
import { putTaxonomies, readsTermsOtherwise } from './terms/put-taxonomies.ts'
import { hashOf } from '../model/hash-of.ts'
import { RULE_VERSIONS } from '../model/rule-versions.ts'
import type { ReprocessingStep } from '../model/reprocessing.ts'
import { isRebuilding, markFeed, reprocessSome } from './records/reprocess.ts'

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
  /** Forgets what was remembered in transactions that did not happen. */
  forget(): void
}

/** What the writer does with the set of feeds, and that set for its other parts. */
export function createFeedSet(writing: Writing, geography: GeographyHolder) {
  const contexts = new Map<string, ReadingContext>()
  const sources = new Map<string, string>()
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
        working.forget()
        throw error
      }
    },
    forget() {
      writing.terms.forget()
      writing.listed.forget()
      writing.places.forget()
    },
  }
  return {
    working,
    matchFeeds: () => matchFeeds,
    /** Makes some records again that are to be; to be called until it answers undefined: nothing is left to do. */
    reprocess(): ReprocessingStep | undefined {
      const progress = working.attempt(() => reprocessSome(writing, working.all()))
      if (progress === undefined) writing.store.show()
      return progress
    },
    /** Whether services stand with terms that were read with other files of schemes: such are to be set in a copy that nobody reads. */
    readsTermsOtherwise: (given: TaxonomySet): boolean => readsTermsOtherwise(writing.store, given),
    /** Whether no record waits to be made again. */
    isWhole: (): boolean =>
      !isRebuilding(writing.store) &&
      working.all().every(({ feed }) => writing.store.syncState(feed).reprocessing === undefined),
    /**
     * Says which feeds count and how each is read. A feed that no longer counts is taken out of sight, its raw records kept;
     * the records of one that counts again, or is to be read otherwise or by other rules, are made again by `reprocess`. With
     * `at` (RFC 3339), what goes, comes back or then reads otherwise by what the configuration says is noted as changed. With `given`, all that
     * files state of terms and mappings, geography is taken up as it is imported now. Absent: what was given last stands.
     */
    setFeeds(configs: readonly FeedConfig[], at?: string, given?: TaxonomySet): void {
      if (given !== undefined) geography.reload()
      taxonomies = given ?? taxonomies
      matchFeeds = configs.map((feed) => matchFeedOf(feed, geography.current().gazetteer))
      for (const { slug, url } of configs) sources.set(slug, hashOf(url))
      const feeds = configs.map(readingContextOf)
      contexts.clear()
      for (const context of feeds) contexts.set(context.feed, context)
      const readUnder = JSON.stringify([RULE_VERSIONS.reading, geography.current().version])
      working.attempt(() => putTaxonomies(writing, taxonomies, () => settleFeeds(writing, feeds, readUnder, at)))
      for (const config of configs) keepIdentity(writing, config)
      writing.store.show()
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
  return { feed: slug, quirks, areas, ...present({ dialect }) }
}

/** The feed as the writer works on it now. */
function writerFeed({ store, listed }: Writing, context: ReadingContext): WriterFeed {
  const { dialect, listIsDetail, lastComplete } = store.syncState(context.feed)
  const sweep = Number(
    store.get('SELECT max(sweep) AS sweep FROM sweep_issue WHERE fid = ?', store.feedId(context.feed))?.['sweep'] ?? 0,
  )
  return {
    ...context,
    fid: store.feedId(context.feed),
    listIsDetail: listIsDetail ?? false,
    hasList: lastComplete !== undefined,
    listedTerms: listed.of(store.feedId(context.feed)),
    sweep,
    ...present({ detected: context.dialect ?? dialect }),
  }
}

/** Takes feeds that no longer count out of sight, and marks those whose records are to be made again. */
function settleFeeds(writing: Writing, contexts: readonly ReadingContext[], readUnder: string, at?: string): void {
  const { store, terms } = writing
  const wanted = new Set(contexts.map(({ feed }) => feed))
  for (const row of store.all('SELECT slug FROM feed'))
    if (!wanted.has(textOf(row, 'slug'))) hideFeed(writing, textOf(row, 'slug'), at)
  for (const { feed, dialect, quirks, areas } of contexts) {
    const accepted = terms.acceptedKey(feed)
    const readWith = JSON.stringify([
      dialect ?? null,
      quirks,
      areas ?? [],
      terms.readingKey(),
      ...(accepted === undefined ? [] : [accepted]),
    ])
    markFeed(writing, feed, { readWith, readUnder }, at)
  }
}

function hideFeed({ store }: Writing, slug: string, at: VisibleFrom): void {
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
    const { reprocessing: _, ...state } = store.syncState(slug)
    store.saveSyncState(slug, state)
    return { visible: true }
  })
}
