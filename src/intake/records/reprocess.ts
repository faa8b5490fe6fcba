import { present } from '../../model/present.ts'
import { numberOf, textOf, type Row } from '../../store/row.ts'
import type { ReprocessingStep, RuleSet } from '../../model/reprocessing.ts'
import type { FeedReprocessing } from '../../store/reprocessing-state.ts'
import type { SyncState } from '../../store/sync-state.ts'
import { REBUILD_KEY } from '../../store/tables.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { reapply, reapplyBorrowers, type WriterFeed, type Writing } from './feed-records.ts'
import { reindexMovedTerms } from './write-indexes.ts'

/**
 * In one transaction. Each record's new reading is visible with its chunk, and its old one until then. A transaction for a whole
 * feed would keep details and other feeds' pages waiting for as long as it takes (half a minute for 60,000 services), and
 * begin again from nothing wherever it is stopped.
 */
const CHUNK = 100

type ReadBy = Pick<FeedReprocessing, 'readWith' | 'readUnder'>

/**
 * Marks a feed's records to be made again where they were read with or under something else, or are out of sight; one under
 * way goes on where it is. With `at` (RFC 3339), what comes back or reads otherwise by the configuration is noted as changed then.
 */
export function markFeed({ store }: Writing, slug: string, wanted: ReadBy, at?: string): void {
  const { reprocessing, ...state } = store.syncState(slug)
  if (reprocessing?.readWith === wanted.readWith && reprocessing.readUnder === wanted.readUnder) return
  const fid = store.feedId(slug)
  const total = Number(store.get('SELECT count(*) AS n FROM record WHERE fid = ?', fid)?.['n'])
  const fromNothing = store.get('SELECT 1 FROM service WHERE fid = ? LIMIT 1', fid) === undefined
  const isMade = state.readWith === wanted.readWith && state.readUnder === wanted.readUnder && !fromNothing
  if (isMade && reprocessing === undefined) return
  store.transaction(() => {
    const isBack = store.get("DELETE FROM gone WHERE fid = ? AND type = 'feed' RETURNING 1", fid) !== undefined
    // What our own rules and tables make of what was visible before is no change.
    const isOurs = state.readUnder !== wanted.readUnder || isRebuilding(store)
    const visibleFrom = isBack || reprocessing?.visibleFrom !== undefined || !isOurs ? at : undefined
    const isWhole = fromNothing || reprocessing !== undefined
    const begun: FeedReprocessing = {
      ...wanted,
      ...{ done: 0, total, after: 0 },
      rules: isWhole ? ['READING', 'PLACING'] : changedRules(state, wanted),
      fromNothing: fromNothing || reprocessing?.fromNothing === true,
      ...present({ visibleFrom }),
    }
    store.saveSyncState(slug, total === 0 ? { ...state, ...wanted } : { ...state, reprocessing: begun })
    return { visible: total > 0 }
  })
}

/** Whether the derived tables are being filled from the raw records, after they were dropped or lost. */
export function isRebuilding(store: WriterStore): boolean {
  return store.get('SELECT 1 FROM meta WHERE key = ?', REBUILD_KEY) !== undefined
}

function changedRules(state: SyncState, wanted: ReadBy): readonly RuleSet[] {
  const [reading, geography] = partsOf(wanted.readUnder)
  const [heldReading, heldGeography] = partsOf(state.readUnder)
  const isReading = state.readWith !== wanted.readWith || reading !== heldReading
  return [...(isReading ? (['READING'] as const) : []), ...(geography === heldGeography ? [] : (['PLACING'] as const))]
}

function partsOf(readUnder: string | undefined): readonly unknown[] {
  const parts: readonly unknown[] = readUnder === undefined ? [] : JSON.parse(readUnder)
  return parts
}

/** Makes some records of these feeds again from what was received, without asking a council. How far that has come; undefined where nothing was left to do. */
export function reprocessSome(writing: Writing, feeds: readonly WriterFeed[]): ReprocessingStep | undefined {
  const { store } = writing
  const all = feeds.flatMap((feed) => {
    const { reprocessing } = store.syncState(feed.feed)
    return reprocessing === undefined ? [] : [{ feed, reprocessing }]
  })
  const [first, ...others] = all
  if (first === undefined) return endRebuild(store)
  const done = reprocessChunk(writing, first.feed, first.reprocessing)
  const sum = (of: 'done' | 'total'): number => others.reduce((total, { reprocessing }) => total + reprocessing[of], 0)
  return {
    rules: [...new Set(all.flatMap(({ reprocessing }) => reprocessing.rules))],
    done: done + sum('done'),
    total: first.reprocessing.total + sum('total'),
    from: `${first.feed.feed} ${first.reprocessing.after}`,
  }
}

/** How many of the feed's are done then. */
function reprocessChunk(writing: Writing, feed: WriterFeed, reprocessing: FeedReprocessing): number {
  const { store } = writing
  const { after, visibleFrom, readWith, readUnder, total } = reprocessing
  const rows = store.all('SELECT * FROM record WHERE fid = ? AND sid > ? ORDER BY sid LIMIT ?', feed.fid, after, CHUNK)
  const last = rows.at(-1)
  const done = Math.min(total, reprocessing.done + rows.length)
  store.transaction(() => {
    for (const row of rows) reread(writing, feed, row, visibleFrom)
    reapplyBorrowers(writing, feed, visibleFrom)
    reindexMovedTerms(store, writing.terms)
    const { reprocessing: _, ...state } = store.syncState(feed.feed)
    store.saveSyncState(
      feed.feed,
      last === undefined
        ? { ...state, readWith, readUnder }
        : { ...state, reprocessing: { ...reprocessing, done, after: numberOf(last, 'sid') } },
    )
    return { visible: true }
  })
  return last === undefined ? total : done
}

function reread(writing: Writing, feed: WriterFeed, row: Row, visibleFrom: string | undefined): void {
  writing.store.run(
    'DELETE FROM sweep_issue WHERE fid = ? AND origin_id = ? AND aside = 1',
    feed.fid,
    textOf(row, 'origin_id'),
  )
  reapply(writing, feed, row, visibleFrom)
}

/** All that was to be filled is. */
function endRebuild(store: WriterStore): undefined {
  if (!isRebuilding(store)) return
  store.transaction(() => {
    store.run('DELETE FROM meta WHERE key = ?', REBUILD_KEY)
    return { visible: true }
  })
}
