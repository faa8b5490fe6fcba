import type { FetchedBody, PageReading, PageSummary } from '../../standard/reading-context.ts'
import { isSameFamily } from '../../standard/dialects.ts'
import { readPage } from '../../standard/read-page.ts'
import { packBytes } from '../../store/packed.ts'
import { maybeTextOf } from '../../store/row.ts'
import {
  applyListItem,
  keepItem,
  reapplyBorrowers,
  type KeptItem,
  type WriterFeed,
  type Writing,
} from '../records/feed-records.ts'
import { noteIssue } from '../records/note-issue.ts'
import { reindexMovedTerms } from '../records/write-indexes.ts'

interface SeenItem {
  readonly pass: number
  readonly modified: string
  /** Of what the item says. */
  readonly hash: string
  /** How often the id stood in the pass, and how many of these said otherwise than the one that is kept. */
  readonly times: number
  readonly others: number
}

/** One pass over a feed's list, page by page. */
export interface Sweep {
  /** Fingerprint of the address it is read from; known at its end. */
  readonly source?: string
  feed: WriterFeed
  readonly startedAt: string
  /** No list of this feed was ever read to its end: pages become visible as they come. */
  readonly isFirst: boolean
  /** Ids seen, in which pass over the list last, and when the publisher says each changed: decides between repeats of an id. */
  readonly seen: Map<string, SeenItem>
  /** The list may be looked at twice; what a second pass reads again is no repeat. */
  pass: number
  changed: number
}

/** Begins a pass, forgetting one that did not end. */
export function beginSweep({ store }: Writing, feed: WriterFeed, at: string): Sweep {
  const state = store.syncState(feed.feed)
  const last = store.get('SELECT max(sweep) AS sweep FROM sweep_issue WHERE fid = ?', feed.fid)?.['sweep']
  const seen = store.get('SELECT max(seen) AS seen FROM record WHERE fid = ?', feed.fid)?.['seen']
  store.transaction(() => {
    store.run('DELETE FROM incoming WHERE fid = ?', feed.fid)
    store.saveSyncState(feed.feed, { ...state, lastAttempt: at })
    return { visible: false }
  })
  const sweep = Math.max(Number(last ?? 0), Number(seen ?? 0)) + 1
  return {
    feed: { ...feed, sweep },
    startedAt: at,
    isFirst: state.lastComplete === undefined,
    seen: new Map(),
    pass: 1,
    changed: 0,
  }
}

/** Reads one page and takes its items in. Throws UnreadableBody where it is no page. */
export function takePage(writing: Writing, sweep: Sweep, body: FetchedBody, pass: number, at: string): PageSummary {
  if (pass !== sweep.pass) restart(sweep, pass)
  const { detected } = sweep.feed
  const context = { ...sweep.feed, now: Date.parse(at) }
  // The first page decides the dialect, as single pages differ in what they happen to state.
  const page = readPage(body, detected === undefined ? context : { ...context, dialect: detected })
  if (detected !== undefined && page.items.length > 0 && !isSameFamily(page.recognised, detected))
    return summaryOf({ ...page, dialect: page.recognised })
  if (detected === undefined) sweep.feed = { ...sweep.feed, detected: page.dialect, listIsDetail: page.listIsDetail }
  const { feed } = sweep
  writing.store.transaction(() => {
    for (const aside of page.setAside) noteIssue(writing.store, feed, aside, true)
    for (const issue of page.issues) noteIssue(writing.store, feed, { issue }, false)
    const items = page.items.map(keepItem)
    const take = (item: KeptItem): boolean => {
      writing.store.goOn()
      return takeItem(writing, sweep, item, at)
    }
    const changed = isServedAgain(sweep, items) ? 0 : items.filter(take).length
    sweep.changed += changed
    reapplyBorrowers(writing, feed, at)
    reindexMovedTerms(writing.store, writing.terms)
    return { visible: sweep.isFirst && changed > 0 }
  })
  return summaryOf(page)
}

function restart(sweep: Sweep, pass: number): void {
  const { detected: _, ...feed } = sweep.feed
  sweep.feed = feed
  sweep.pass = pass
}

function summaryOf({ dialect, paging, listIsDetail, items, setAside }: PageReading): PageSummary {
  return { dialect, paging, listIsDetail, originIds: items.map(({ originId }) => originId), setAside: setAside.length }
}

/** Whether the page is one that this pass had already, as a feed without pages answers: its ids are no repeats. */
function isServedAgain({ seen, pass }: Sweep, items: readonly KeptItem[]): boolean {
  return items.every(({ item, hash }) => {
    const earlier = seen.get(item.originId)
    return earlier?.pass === pass && earlier.hash === hash
  })
}

/** Whether the item changes what is visible now. */
function takeItem(writing: Writing, sweep: Sweep, kept: KeptItem, at: string): boolean {
  const { feed, pass } = sweep
  const { item, hash } = kept
  if (item.deleted === true) {
    sweep.seen.delete(item.originId)
    writing.store.run('DELETE FROM incoming WHERE fid = ? AND origin_id = ?', feed.fid, item.originId)
    return false
  }
  const earlier = sweep.seen.get(item.originId)
  const modified = item.modified ?? ''
  const repeated = earlier?.pass === pass ? earlier : undefined
  const times = (repeated?.times ?? 0) + 1
  const others = (repeated?.others ?? 0) + Number(repeated !== undefined && repeated.hash !== hash)
  if (repeated !== undefined) noteRepeat(writing, feed, item.originId, { times, others })
  if (repeated !== undefined && modified < repeated.modified) {
    sweep.seen.set(item.originId, { ...repeated, times, others })
    return false
  }
  sweep.seen.set(item.originId, { pass, modified, hash, times, others })
  if (sweep.isFirst) return applyListItem(writing, feed, kept, at, at) === 'changed'
  stageItem(writing, feed, kept)
  return false
}

function noteRepeat(
  { store }: Writing,
  feed: WriterFeed,
  originId: string,
  { times, others }: Pick<SeenItem, 'times' | 'others'>,
): void {
  const aside =
    others === 0 ? 'They say the same' : `${others} that said otherwise ${others === 1 ? 'was' : 'were'} set aside`
  const message = `This id stands ${times} times on the list; the one its publisher modified last is kept, else the later. ${aside}. Give every service its own id.`
  noteIssue(
    store,
    feed,
    { originId, issue: { code: 'ID_REPEATED', severity: 'WARNING', path: 'id', message, sample: originId } },
    false,
  )
}

function stageItem({ store }: Writing, feed: WriterFeed, { item, hash, json }: KeptItem): void {
  const held = store.get('SELECT list_hash FROM record WHERE fid = ? AND origin_id = ?', feed.fid, item.originId)
  const isHeld = held !== undefined && maybeTextOf(held, 'list_hash') === hash
  store.run(
    'INSERT OR REPLACE INTO incoming (fid, origin_id, list, list_hash, modified) VALUES (?, ?, ?, ?, ?)',
    feed.fid,
    item.originId,
    isHeld ? null : packBytes(json, 'RECORD'),
    hash,
    item.modified ?? null,
  )
}
