import type { ReadingContext } from '../standard/reading-context.ts'
import { numberOf, textOf } from '../store/row.ts'
import { reapply, reapplyBorrowers, type WriterFeed, type Writing } from './records/feed-records.ts'
import { dropOrphans } from './records/write-locations.ts'
import { reindexMovedTerms, unwriteService } from './records/write-indexes.ts'
import type { VisibleFrom } from './changes/note-change.ts'

const CHUNK = 200

/** The feed as the writer works on it now. */
export function writerFeed({ store }: Writing, context: ReadingContext): WriterFeed {
  const { dialect, listIsDetail } = store.syncState(context.feed)
  const sweep = Number(
    store.get('SELECT max(sweep) AS sweep FROM sweep_issue WHERE fid = ?', store.feedId(context.feed))?.['sweep'] ?? 0,
  )
  return {
    ...context,
    fid: store.feedId(context.feed),
    listIsDetail: listIsDetail ?? false,
    sweep,
    ...(dialect === undefined ? {} : { detected: dialect }),
  }
}

/** Takes feeds that no longer count out of sight, and reads those anew that count again or are to be read otherwise. */
export function settleFeeds(
  writing: Writing,
  contexts: readonly ReadingContext[],
  isRebuild: boolean,
  at?: string,
): void {
  const { store } = writing
  const wanted = new Set(contexts.map(({ feed }) => feed))
  for (const row of store.all('SELECT slug FROM feed'))
    if (!wanted.has(textOf(row, 'slug'))) hideFeed(writing, store.feedId(textOf(row, 'slug')))
  for (const context of contexts) {
    const readWith = JSON.stringify([
      context.dialect ?? null,
      context.quirks,
      context.areas ?? [],
      writing.terms.readingKey(),
    ])
    const state = store.syncState(context.feed)
    const isNewToReaders = isRebuild || isHidden(writing, store.feedId(context.feed))
    // What comes back as it was is no change.
    const visibleFrom = isNewToReaders ? undefined : at
    if (isNewToReaders || state.readWith !== readWith) readAnew(writing, writerFeed(writing, context), visibleFrom)
    if (state.readWith !== readWith) store.saveSyncState(context.feed, { ...state, readWith })
  }
}

function isHidden({ store }: Writing, fid: number): boolean {
  return store.get('SELECT 1 FROM service WHERE fid = ? LIMIT 1', fid) === undefined
}

function hideFeed(writing: Writing, fid: number): void {
  const { store } = writing
  for (;;) {
    const sids = store
      .all('SELECT sid FROM service WHERE fid = ? LIMIT ?', fid, CHUNK)
      .map((row) => numberOf(row, 'sid'))
    if (sids.length === 0) break
    store.transaction(() => {
      for (const sid of sids) unwriteService(store, sid, undefined)
      return { visible: true }
    })
  }
  store.transaction(() => {
    dropOrphans(store, fid)
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
