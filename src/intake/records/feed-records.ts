import { readService } from '../../standard/read-service.ts'
import type { RawObject, RawService, ReadingContext } from '../../standard/reading-context.ts'
import type { RecordIssue } from '../../model/issue.ts'
import { present } from '../../model/present.ts'
import type { VisibleFrom } from '../changes/note-change.ts'
import { readAgainFrom } from '../changes/read-again-from.ts'
import type { PlaceWriter } from '../places/place-writer.ts'
import { parse, toBytes } from '../../store/packed.ts'
import { AGED_DETAIL, CHANGED_DETAIL, NEW_DETAIL } from '../../store/detail-state.ts'
import { packDetail, packList, unpackRaw } from '../../store/raw-record.ts'
import { maybeTextOf, numberOf, textOf, type Row } from '../../store/row.ts'
import { hashOfBytes } from '../../model/hash-of.ts'
import type { SqlValue } from '../../store/sql.ts'
import { takeBorrowers } from './copies.ts'
import { detailIssues } from './detail-issues.ts'
import { overlay } from './overlay.ts'
import { packListed } from './pack-listed.ts'
import type { RecordSource } from './record-source.ts'
import { noteIssue } from './note-issue.ts'
import { writeService } from './write-service.ts'
import type { ListedTermStore } from '../terms/listed-term-store.ts'
import type { TermWriter } from '../terms/write-terms.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** A feed as the writer works on it. */
export interface WriterFeed extends ReadingContext {
  readonly fid: number
  readonly listIsDetail: boolean
  /** As detected; absent before the first page. */
  readonly detected?: string
  /** A list of it was read to its end. */
  readonly hasList: boolean
  /** Number of the present sweep, for what it notices. */
  readonly sweep: number
}

/** What the writer works with. */
export interface Writing {
  readonly store: WriterStore
  readonly terms: TermWriter
  readonly places: PlaceWriter
  readonly listed: ListedTermStore
}

export type Applied = 'changed' | 'unchanged' | 'set aside'

/** A list item with its JSON and the fingerprint of that. */
export interface KeptItem {
  readonly item: RawService
  readonly hash: string
  readonly json: Uint8Array
}

/** A list item as it is to be kept. */
export function keepItem(item: RawService): KeptItem {
  const json = toBytes(item.raw)
  return { item, hash: hashOfBytes(json), json }
}

/** Takes a list item over as published, read at `at` and visible from `visibleFrom`; unchanged items cost one look-up and, where the sweep marks them, one small write. */
export function applyListItem(
  writing: Writing,
  feed: WriterFeed,
  { item, hash, json }: KeptItem,
  at: string,
  visibleFrom: VisibleFrom,
): Applied {
  const { store } = writing
  const held = findHeld(store, feed, item.originId)
  if (held !== undefined && maybeTextOf(held, 'list_hash') === hash) {
    store.run('UPDATE record SET seen = ? WHERE sid = ?', feed.sweep, numberOf(held, 'sid'))
    return 'unchanged'
  }
  const { detail } = findReceived(store, held)
  const isFull = feed.listIsDetail || detail !== undefined
  const updatedFrom = readAgainFrom(store, feed, held, { isFull, at: visibleFrom })
  const needs = feed.listIsDetail ? 0 : detail === undefined ? NEW_DETAIL : CHANGED_DETAIL
  const sid = putRecord(store, feed, item.originId, held, {
    // What waits for its detail is packed with that, or once it is known to have none.
    ...{
      list: isFull ? packList(json, detail) : json,
      list_hash: hash,
      list_at: after(at, held && maybeTextOf(held, 'detail_at')),
    },
    ...{ modified: item.modified ?? null, seen: feed.sweep, needs_detail: needs },
  })
  const raw = detail === undefined ? item.raw : overlay(parse<RawObject>(detail), item.raw)
  const isNew = held === undefined
  return writeReading(writing, feed, sid, { ...item, raw }, isFull, { at, visibleFrom, updatedFrom, isNew })
}

/** Takes a detail over; `raw` absent: the feed has none, and the list item stands. */
export function applyDetail(
  writing: Writing,
  feed: WriterFeed,
  originId: string,
  detail: RawService | undefined,
  at: string,
): Applied {
  const { store } = writing
  const held = findHeld(store, feed, originId)
  if (detail === undefined) return held === undefined ? 'unchanged' : confirmDetail(store, held, at)
  const json = toBytes(detail.raw)
  const hash = hashOfBytes(json)
  if (
    held !== undefined &&
    maybeTextOf(held, 'detail_hash') === hash &&
    numberOf(held, 'needs_detail') !== CHANGED_DETAIL
  )
    return confirmDetail(store, held, at)
  const updatedFrom = readAgainFrom(store, feed, held, { isFull: true, at, ...present({ modified: detail.modified }) })
  const { list } = findReceived(store, held)
  const sid = putRecord(store, feed, originId, held, {
    ...{ detail: packDetail(json), detail_hash: hash, detail_at: after(at, held && maybeTextOf(held, 'list_at')) },
    ...(held === undefined ? { modified: detail.modified ?? null } : { needs_detail: 0 }),
    ...(list === undefined ? {} : { list: packList(list, json) }),
  })
  const listed = list === undefined ? undefined : parse<RawObject>(list)
  const raw = listed === undefined ? detail.raw : overlay(listed, detail.raw)
  const issues = listed === undefined ? [] : detailIssues(listed, detail.raw)
  return writeReading(writing, feed, sid, { ...detail, raw }, true, { at, visibleFrom: at, updatedFrom, issues })
}

/** What is held of a record, but for what was received: that is long, and unchanged records need none of it. */
function findHeld(store: WriterStore, { fid }: WriterFeed, originId: string): Row | undefined {
  return store.get(
    'SELECT sid, list_hash, list_at, detail_hash, detail_at, modified, seen, needs_detail FROM record WHERE fid = ? AND origin_id = ?',
    fid,
    originId,
  )
}

function findReceived(store: WriterStore, held: Row | undefined): ReturnType<typeof unpackRaw> {
  const row = held && store.get('SELECT list, detail FROM record WHERE sid = ?', numberOf(held, 'sid'))
  return row === undefined ? {} : unpackRaw(row)
}

/** Writes these columns of a record, which are this project's own; its row number. Without RETURNING, which costs as much as the rest. */
function putRecord(
  store: WriterStore,
  { fid }: WriterFeed,
  originId: string,
  held: Row | undefined,
  columns: Readonly<Record<string, SqlValue>>,
): number {
  const names = Object.keys(columns)
  const values = Object.values(columns)
  if (held === undefined)
    return store.run(
      `INSERT INTO record (fid, origin_id, ${names.join(', ')}) VALUES (?, ?${', ?'.repeat(names.length)})`,
      ...[fid, originId, ...values],
    )
  const sid = numberOf(held, 'sid')
  store.run(`UPDATE record SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE sid = ?`, ...values, sid)
  return sid
}

/** The detail was asked for, and what is held stands. */
function confirmDetail(store: WriterStore, held: Row, at: string): Applied {
  const [listAt, detailAt] = [maybeTextOf(held, 'list_at'), maybeTextOf(held, 'detail_at')]
  const isListNewer = listAt !== undefined && listAt > (detailAt ?? '')
  store.run(
    'UPDATE record SET list_at = ?, detail_at = ?, needs_detail = 0 WHERE sid = ?',
    (isListNewer ? after(listAt, at) : listAt) ?? null,
    isListNewer ? at : after(at, listAt),
    numberOf(held, 'sid'),
  )
  if (maybeTextOf(held, 'detail_hash') === undefined) packListed(store, numberOf(held, 'sid'))
  return 'unchanged'
}

/** The instant, or the next after `other` where a clock was set back: of list item and detail the later one is the newer. */
function after(at: string, other: string | undefined): string {
  return other === undefined || at > other ? at : new Date(Date.parse(other) + 1).toISOString()
}

/** Reads a record again from what is kept of it. */
export function reapply(writing: Writing, feed: WriterFeed, row: Row, visibleFrom: VisibleFrom): Applied {
  const { list, detail } = unpackRaw(row)
  const listAt = maybeTextOf(row, 'list_at') ?? ''
  const detailAt = maybeTextOf(row, 'detail_at') ?? ''
  const [listed, own] = [list, detail].map((json) => (json === undefined ? {} : parse<RawObject>(json)))
  const isListNewer = listAt > detailAt
  const raw = isListNewer ? overlay(own ?? {}, listed ?? {}) : overlay(listed ?? {}, own ?? {})
  const item = { originId: textOf(row, 'origin_id'), raw }
  return writeReading(writing, feed, numberOf(row, 'sid'), item, feed.listIsDetail || detail !== undefined, {
    at: isListNewer ? listAt : detailAt,
    issues: isListNewer ? [] : detailIssues(listed ?? {}, own ?? {}),
    visibleFrom,
    updatedFrom: visibleFrom === undefined || !feed.hasList ? undefined : { at: visibleFrom, isCompleted: false },
  })
}

/** Writes again the services of a feed that borrow from an organization or place which has changed since. */
export function reapplyBorrowers(writing: Writing, feed: WriterFeed, visibleFrom: VisibleFrom): void {
  for (const sid of takeBorrowers(writing.store, feed.fid)) {
    const row = writing.store.get('SELECT * FROM record WHERE sid = ?', sid)
    if (row !== undefined) reapply(writing, feed, row, visibleFrom)
  }
}

interface WrittenFrom extends Pick<RecordSource, 'visibleFrom' | 'updatedFrom' | 'isNew'> {
  readonly at: string
  /** Noticed before it was read. */
  readonly issues?: readonly RecordIssue[]
}

function writeReading(
  { store, terms, places }: Writing,
  feed: WriterFeed,
  sid: number,
  item: RawService,
  isFull: boolean,
  { at, visibleFrom, updatedFrom, isNew = false, issues = [] }: WrittenFrom,
): Applied {
  const { fid, feed: slug, areas: publisherAreas = [] } = feed
  const reading = readService(item, { ...feed, dialect: feed.detected ?? feed.dialect ?? '', now: Date.parse(at) })
  if (!('record' in reading)) {
    noteIssue(store, feed, { originId: item.originId, ...reading }, true)
    return 'set aside'
  }
  const source = {
    ...{ slug, fid, sid, isNew, originId: item.originId, publisherAreas, isFull },
    ...{ fetchedAt: at, visibleFrom, updatedFrom },
  }
  const noted = { ...reading, issues: [...reading.issues, ...issues] }
  return writeService(store, terms, places, noted, source) ? 'changed' : 'unchanged'
}

/** Marks details that were last confirmed before `confirmedBefore` for another look; how many. */
export function markAgedDetails(
  { store }: { readonly store: Pick<WriterStore, 'changeRows'> },
  feed: Pick<WriterFeed, 'fid' | 'listIsDetail'>,
  confirmedBefore: string,
): number {
  if (feed.listIsDetail) return 0
  return store.changeRows(
    'UPDATE record SET needs_detail = ? WHERE fid = ? AND needs_detail = 0 AND (detail_at IS NULL OR detail_at < ?)',
    AGED_DETAIL,
    feed.fid,
    confirmedBefore,
  )
}
