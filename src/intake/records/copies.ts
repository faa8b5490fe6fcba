import { unpack } from '../../store/packed.ts'
import { bytesOf, maybeNumberOf, numberOf, textOf, type Row } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import type { RecordSource } from './record-source.ts'
import type { Stated } from './stated.ts'

/** What several services of a feed may each hold a copy of. */
type CopiedType = 'organization' | 'location'

const CODES: Readonly<Record<CopiedType, number>> = { organization: 0, location: 1 }
/** Of one record, where every service of a publisher states it otherwise. */
const MOST_COPIES = 50

/** Which copy of which record: the record's row, and the service that holds it, at which of its places. */
export interface CopyKey {
  readonly type: CopiedType
  readonly rid: number
  readonly source: RecordSource
  /** Position of the place; 0 for an organization. */
  readonly place: number
  /** The record was made of this very copy. */
  readonly isFirst?: boolean
}

/** A record whose copies changed, so that it has to be completed again. */
export interface Touched {
  readonly type: CopiedType
  readonly rid: number
}

/**
 * Keeps the copy of a record that a service holds, in place of the one it held. `borrows`: it lacks what other copies may
 * have, so the service is written again when those change. Returns the records whose copies are now others: none where
 * another service holds an equal copy as full.
 */
export function keepCopy(store: WriterStore, key: CopyKey, copy: Stated<object>, borrows: boolean): readonly Touched[] {
  const { type, rid, source, place, isFirst = false } = key
  const code = CODES[type]
  const hash = keyOf(copy)
  const held = findHolder(store, key)
  const isSame = held !== undefined && numberOf(held, 'rid') === rid && textOf(held, 'hash') === hash
  if (isSame && numberOf(held, 'full') === Number(source.isFull) && numberOf(held, 'borrows') === Number(borrows))
    return []
  const fullest = isFirst ? undefined : fullestHolder(store, key, hash)
  // Not OR REPLACE: SQLite would keep what it overwrites, in case the statement fails half done.
  store.run(
    held === undefined
      ? 'INSERT INTO copy_holder (rid, hash, full, borrows, sid, type, place) VALUES (?, ?, ?, ?, ?, ?, ?)'
      : 'UPDATE copy_holder SET rid = ?, hash = ?, full = ?, borrows = ? WHERE sid = ? AND type = ? AND place = ?',
    ...[rid, hash, Number(source.isFull), Number(borrows)],
    ...[source.sid, code, place],
  )
  const left =
    held === undefined || isSame
      ? []
      : dropUnheld(store, { type, rid: numberOf(held, 'rid') }, textOf(held, 'hash'), source.sid)
  if (fullest === undefined)
    store.run('INSERT INTO copy (type, rid, hash, body) VALUES (?, ?, ?, ?)', code, rid, hash, copy.packed())
  else if (fullest >= Number(source.isFull) && !isSame) return left
  return [...left.filter((other) => other.rid !== rid), { type, rid }]
}

function keyOf({ hash }: Stated<object>): string {
  return hash.slice(0, 10)
}

/** What the service holds a copy of at that place now. */
function findHolder(store: WriterStore, { type, source, place }: CopyKey): Row | undefined {
  if (source.isNew === true) return undefined
  return store.get(
    'SELECT rid, hash, full, borrows FROM copy_holder WHERE sid = ? AND type = ? AND place = ?',
    source.sid,
    CODES[type],
    place,
  )
}

/** 1 where any service that holds that copy states the whole record, 0 where none does; undefined where none holds it. */
function fullestHolder(store: WriterStore, { type, rid }: Touched, hash: string): number | undefined {
  const sql = 'SELECT max(full) AS full FROM copy_holder WHERE type = ? AND rid = ? AND hash = ?'
  return maybeNumberOf(store.get(sql, CODES[type], rid, hash) ?? {}, 'full')
}

/** The copies of a record as the services hold them, but for `without`: those of whole records first, then those that say more, then the newer. */
export function copiesOf<T extends object>(
  store: WriterStore,
  { type, rid }: Touched,
  without?: Stated<T>,
): readonly T[] {
  // A limit that is a parameter would have the statement prepared again at each call.
  const rows = store.all(
    `SELECT c.cid, c.body, (SELECT max(full) FROM copy_holder h WHERE h.type = c.type AND h.rid = c.rid AND h.hash = c.hash) AS full
     FROM copy c WHERE c.type = ? AND c.rid = ? AND c.hash IS NOT ? ORDER BY full DESC, c.cid DESC LIMIT ${MOST_COPIES}`,
    CODES[type],
    rid,
    without === undefined ? null : keyOf(without),
  )
  return rows
    .map((row) => {
      const record = unpack<T>(bytesOf(row, 'body'))
      return { record, full: Number(row['full'] ?? 0), size: Object.keys(record).length, cid: numberOf(row, 'cid') }
    })
    .toSorted((a, b) => b.full - a.full || b.size - a.size || b.cid - a.cid)
    .map(({ record }) => record)
}

/** The distinct copies that others hold of a record: other services, or this one at another place. */
export function copiesOfOthers<T extends object>(
  store: WriterStore,
  { type, rid, source, place }: CopyKey,
): readonly T[] {
  const rows = store.all(
    `SELECT c.body FROM copy c WHERE c.type = ? AND c.rid = ? AND EXISTS (SELECT 1 FROM copy_holder h
       WHERE h.type = c.type AND h.rid = c.rid AND h.hash = c.hash AND NOT (h.sid = ? AND h.place = ?)) ORDER BY c.cid DESC LIMIT ${MOST_COPIES}`,
    CODES[type],
    rid,
    source.sid,
    place,
  )
  return rows.map((row) => unpack<T>(bytesOf(row, 'body')))
}

/** Whether any service holds a copy of a whole record. */
export function isHeldInFull(store: WriterStore, { type, rid }: Touched): boolean {
  return (
    store.get('SELECT 1 FROM copy_holder WHERE type = ? AND rid = ? AND full = 1 LIMIT 1', CODES[type], rid) !==
    undefined
  )
}

/** Marks the services that borrow from a record, other than `sid`, to be written again. */
export function markBorrowers(store: WriterStore, { type, rid }: Touched, sid: number): void {
  store.run(
    'UPDATE copy_holder SET borrows = 2 WHERE type = ? AND rid = ? AND borrows = 1 AND sid <> ?',
    CODES[type],
    rid,
    sid,
  )
}

/**
 * Marks the other services that state a record otherwise than `sid` does, to be written again and say so; those that say it
 * of some record already are left.
 */
export function markContradicted(store: WriterStore, record: Touched, sid: number): void {
  markHolders(store, record, sid, 'NOT EXISTS')
}

/** Marks the services that hold a record and say that its copies differ; or, with NOT EXISTS, those that do not say so. */
function markHolders(store: WriterStore, { type, rid }: Touched, sid: number, which: 'EXISTS' | 'NOT EXISTS'): void {
  store.run(
    `UPDATE copy_holder SET borrows = borrows + CASE borrows WHEN 1 THEN 1 ELSE 3 END WHERE type = ? AND rid = ? AND borrows < 2 AND sid <> ?
       AND ${which} (SELECT 1 FROM issue i WHERE i.sid = copy_holder.sid AND i.code = 'COPIES_DIFFER')`,
    CODES[type],
    rid,
    sid,
  )
}

/** Rows of the services of a feed that are to be written again, since what they borrow has changed or another states it otherwise; asked once. */
export function takeBorrowers(store: WriterStore, fid: number): readonly number[] {
  const sids = store
    .all(
      'SELECT DISTINCT h.sid FROM copy_holder h JOIN record r ON r.sid = h.sid WHERE h.borrows >= 2 AND r.fid = ?',
      fid,
    )
    .map((row) => numberOf(row, 'sid'))
  for (const sid of sids)
    store.run('UPDATE copy_holder SET borrows = (borrows = 2) WHERE sid = ? AND borrows >= 2', sid)
  return sids
}

/** Forgets the copies that a service held of places from `fromPlace` on, and of its organization where it has none now. Returns the records that have lost one. */
export function forgetCopies(
  store: WriterStore,
  sid: number,
  { fromPlace, hasOrganization }: StillHeld,
): readonly Touched[] {
  const values = [sid, fromPlace, Number(!hasOrganization)]
  const rows = store.all(`SELECT type, rid, hash FROM copy_holder WHERE ${HELD_NO_LONGER}`, ...values)
  if (rows.length > 0) store.run(`DELETE FROM copy_holder WHERE ${HELD_NO_LONGER}`, ...values)
  return rows.flatMap((row) => {
    const type = numberOf(row, 'type') === 0 ? 'organization' : 'location'
    return dropUnheld(store, { type, rid: numberOf(row, 'rid') }, textOf(row, 'hash'), sid)
  })
}

const HELD_NO_LONGER = 'sid = ? AND (type = 1 AND place >= ? OR type = 0 AND ?)'

/** What a service still holds copies of. */
export interface StillHeld {
  readonly fromPlace: number
  readonly hasOrganization: boolean
}

/** Drops a copy that `sid` held and nobody holds any more; what others say against it they are to say no longer. */
function dropUnheld(store: WriterStore, record: Touched, hash: string, sid: number): readonly Touched[] {
  const copy = [CODES[record.type], record.rid, hash] as const
  if (store.get('SELECT 1 FROM copy_holder WHERE type = ? AND rid = ? AND hash = ? LIMIT 1', ...copy) !== undefined)
    return []
  store.run('DELETE FROM copy WHERE type = ? AND rid = ? AND hash = ?', ...copy)
  markHolders(store, record, sid, 'EXISTS')
  return [record]
}
