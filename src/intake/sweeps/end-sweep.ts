import { present } from '../../model/present.ts'
import type { RawObject } from '../../standard/reading-context.ts'
import { noteOrphans, noteServiceRemoved, pruneChanges } from '../changes/note-change.ts'
import { parse, unpackBytes } from '../../store/packed.ts'
import { maybeBytesOf, maybeTextOf, numberOf, type Row, textOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import type { SyncState } from '../../store/sync-state.ts'
import type { Fault } from '../../model/feed.ts'
import {
  applyListItem,
  markAgedDetails,
  reapplyBorrowers,
  type WriterFeed,
  type Writing,
} from '../records/feed-records.ts'
import type { Sweep } from './sweep.ts'
import { reindexMovedTerms, unwriteService } from '../records/write-indexes.ts'
import { dropOrphans } from '../records/write-locations.ts'

/** What became of a list that was read to its end. */
export interface SweepOutcome {
  /** Records whose visible content changed, new ones included. */
  readonly changed: number
  readonly removed: number
  readonly setAside: number
  /** It speaks another dialect than the one before: what is held and did not change was read in that. */
  readonly isReadOtherwise: boolean
  /** Why the list was not taken over. */
  readonly heldBack?: Fault
}

interface EndedSweep extends SweepOutcome {
  readonly visible: boolean
  /** Details that are to be looked at again. */
  readonly aged: number
}

const DAY_MS = 86_400_000
const STAGED_AT_ONCE = 500
/** A list under this share of the last one is held back until it came this many times. */
const SUSPICIOUS_SHARE = 0.5
const TIMES_TO_BELIEVE = 3
/** More than this share set aside: the feed is broken, not its records. */
const MOSTLY_INVALID_SHARE = 0.2

/** Makes a list that was read to its end visible, or holds it back. */
export function endSweep(writing: Writing, sweep: Sweep, at: string): EndedSweep {
  const { store } = writing
  const { feed, seen } = sweep
  const state = store.syncState(feed.feed)
  const held = reasonToHoldBack(state, seen.size)
  if (held !== undefined) {
    const times = state.heldBack?.count === seen.size ? state.heldBack.times + 1 : 1
    const heldBack = { count: seen.size, times }
    if (held.code !== 'SUSPICIOUS_DROP' || times < TIMES_TO_BELIEVE)
      return refuse(writing, sweep, { ...state, heldBack }, held, at)
  }
  // What others wrote must not go with a list that turns out to be broken.
  store.show()
  try {
    return store.transaction(() => {
      const noted = lastChange(store)
      const changed = sweep.changed + takeStaged(writing, sweep, at)
      const setAside = Number(
        store.get(
          'SELECT count(*) AS n FROM sweep_issue WHERE fid = ? AND sweep = ? AND aside = 1',
          feed.fid,
          feed.sweep,
        )?.['n'],
      )
      const listed = seen.size + setAside
      if (setAside > 10 && setAside > MOSTLY_INVALID_SHARE * listed) throw new MostlyInvalid(setAside, listed)
      const removed = removeUnseen(writing, sweep, at)
      const noticedBefore = noticesOf(store, feed, 'sweep <')
      keepKnownSetAside(writing, sweep)
      const isNoticedOtherwise = noticesOf(store, feed, 'sweep =') !== noticedBefore
      reapplyBorrowers(writing, feed, at)
      noteOrphans(store, at, feed.fid)
      dropOrphans(store, feed.fid)
      reindexMovedTerms(store, writing.terms)
      const aged = markAgedDetails(writing, feed, new Date(Date.parse(sweep.startedAt) - DAY_MS).toISOString())
      store.run('DELETE FROM incoming WHERE fid = ?', feed.fid)
      pruneChanges(store, at)
      const { fault: _, heldBack: __, ...rest } = state
      const spoken = dialectOf(feed)
      const isReadOtherwise = state.readAs !== undefined && spoken.dialect !== state.readAs
      const isSpokenOtherwise = spoken.dialect !== state.dialect || spoken.listIsDetail !== state.listIsDetail
      store.saveSyncState(feed.feed, {
        ...(isReadOtherwise ? toBeReadAgain(rest) : rest),
        ...spoken,
        ...present({ readAs: spoken.dialect }),
        lastComplete: sweep.startedAt,
        ...present({ source: sweep.source }),
        lastCompleteCount: seen.size,
        lastSuccess: at,
        consecutiveFailures: 0,
      })
      // That it stands as it was is read from the state, which no answer that is kept is made of.
      const isNews =
        state.lastComplete === undefined ||
        state.fault !== undefined ||
        isSpokenOtherwise ||
        isNoticedOtherwise ||
        lastChange(store) !== noted
      return { changed, removed, setAside, isReadOtherwise, aged, visible: changed + removed > 0 || isNews }
    })
  } catch (error) {
    writing.terms.forget()
    if (!(error instanceof MostlyInvalid)) throw error
    return refuse(writing, sweep, state, { code: 'MOSTLY_INVALID', message: error.message }, at)
  }
}

/** The state without how its records were read, so that the next `setFeeds` reads them again. */
function toBeReadAgain({ readWith: _, reprocessing: __, ...state }: SyncState): SyncState {
  return state
}

/** Ends the transaction in which a list turned out to be broken. */
class MostlyInvalid extends Error {
  constructor(setAside: number, listed: number) {
    super(`${setAside} of ${listed} records can't be read, so the list was not taken over: look at this feed's issues.`)
  }
}

/** What the pages showed of how the feed speaks, for its state: known as soon as it answers. */
export function dialectOf({ detected, listIsDetail }: WriterFeed): Pick<SyncState, 'dialect' | 'listIsDetail'> {
  return { ...present({ dialect: detected }), listIsDetail }
}

function reasonToHoldBack(state: SyncState, count: number): Fault | undefined {
  const last = state.lastCompleteCount ?? 0
  if (count === 0 && last === 0)
    return { code: 'EMPTY', message: 'The feed answered with an empty list. Ask its publisher whether it moved.' }
  if (count >= SUSPICIOUS_SHARE * last) return undefined
  const message = `The list holds ${count} services where it held ${last}: kept as before until the feed lists so many three times. Ask the publisher whether that is meant.`
  return { code: 'SUSPICIOUS_DROP', message }
}

function refuse({ store }: Writing, sweep: Sweep, state: SyncState, fault: Fault, at: string): EndedSweep {
  store.transaction(() => {
    store.run('DELETE FROM incoming WHERE fid = ?', sweep.feed.fid)
    const consecutiveFailures = state.consecutiveFailures + 1
    store.saveSyncState(sweep.feed.feed, {
      ...state,
      ...dialectOf(sweep.feed),
      fault: { ...fault, at },
      consecutiveFailures,
    })
    return { visible: true }
  })
  const taken = { removed: 0, setAside: 0, isReadOtherwise: false, aged: 0 }
  return { ...taken, changed: sweep.changed, heldBack: fault, visible: true }
}

/** Takes over the items that differ from what is held. */
function takeStaged(writing: Writing, { feed, startedAt }: Sweep, at: string): number {
  let changed = 0
  for (let after = ''; ;) {
    // A chunk at a time: a whole list need not fit into memory.
    const rows = writing.store.all(
      'SELECT origin_id, list, list_hash, modified FROM incoming WHERE fid = ? AND origin_id > ? AND list IS NOT NULL ORDER BY origin_id LIMIT ?',
      feed.fid,
      after,
      STAGED_AT_ONCE,
    )
    changed += rows.filter((row) => takeRow(writing, feed, row, startedAt, at)).length
    const last = rows.at(-1)
    if (last === undefined) return changed
    after = textOf(last, 'origin_id')
  }
}

function takeRow(writing: Writing, feed: Sweep['feed'], row: Row, startedAt: string, at: string): boolean {
  writing.store.goOn()
  const list = maybeBytesOf(row, 'list')
  if (list === undefined) return false
  const json = unpackBytes(list)
  const item = {
    originId: textOf(row, 'origin_id'),
    raw: parse<RawObject>(json),
    ...present({ modified: maybeTextOf(row, 'modified') }),
  }
  const kept = { item, hash: textOf(row, 'list_hash'), json }
  return applyListItem(writing, feed, kept, startedAt, at) === 'changed'
}

/** Absence from a list that was read to its end is the evidence that a record is gone: those are taken out for good; how many. */
function removeUnseen({ store }: Writing, { feed, isFirst }: Sweep, at: string): number {
  const unseen = isFirst
    ? store.all('SELECT sid FROM record WHERE fid = ? AND seen <> ?', feed.fid, feed.sweep)
    : store.all(
        'SELECT sid FROM record r WHERE fid = ? AND NOT EXISTS (SELECT 1 FROM incoming i WHERE i.fid = r.fid AND i.origin_id = r.origin_id)',
        feed.fid,
      )
  for (const row of unseen) {
    const sid = numberOf(row, 'sid')
    store.goOn()
    noteServiceRemoved(store, at, sid)
    unwriteService(store, sid, { at, isCompleted: false })
    store.run('DELETE FROM record WHERE sid = ?', sid)
  }
  return unseen.length
}

function lastChange({ get }: WriterStore): unknown {
  return get('SELECT max(seq) AS seq FROM change')?.['seq']
}

/** What sweeps noticed, those before the present one or that one itself, in one text. */
function noticesOf({ all }: WriterStore, { fid, sweep }: WriterFeed, which: 'sweep <' | 'sweep ='): string {
  const sql = `SELECT origin_id, record_type, aside, code, severity, path, message, sample FROM sweep_issue WHERE fid = ? AND ${which} ?
    ORDER BY origin_id, code, path, message, sample`
  return JSON.stringify(all(sql, fid, sweep))
}

/** Notices of earlier sweeps end with this one, but for records set aside that have not changed since: those still are. */
function keepKnownSetAside({ store }: Writing, { feed }: Sweep): void {
  store.run(
    `UPDATE sweep_issue SET sweep = ? WHERE fid = ? AND sweep < ? AND aside = 1 AND origin_id IS NOT NULL
       AND EXISTS (SELECT 1 FROM incoming i WHERE i.fid = sweep_issue.fid AND i.origin_id = sweep_issue.origin_id AND i.list IS NULL)
       AND NOT EXISTS (SELECT 1 FROM record r JOIN service s ON s.sid = r.sid WHERE r.fid = sweep_issue.fid AND r.origin_id = sweep_issue.origin_id)`,
    feed.sweep,
    feed.fid,
    feed.sweep,
  )
  store.run('DELETE FROM sweep_issue WHERE fid = ? AND sweep < ?', feed.fid, feed.sweep)
}
