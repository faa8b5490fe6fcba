import { maybeTextOf, textOf } from './row.ts'
import type { RecordRef } from '../model/record.ts'
import { uidOf } from '../model/record-uid.ts'
import type { ReaderStore } from './reader-store.ts'
import type { FreshnessWish } from '../model/keeper.ts'

/** In `needs_detail`, which orders what is asked for: a detail is held, but the list item changed since; it comes first. */
export const CHANGED_DETAIL = 3
/** In `needs_detail`: no detail is held, of a record that is new or that lost it; it comes second. */
export const NEW_DETAIL = 2
/** In `needs_detail`: a detail is held that was last confirmed long ago; it comes last. */
export const AGED_DETAIL = 1
const PENDING = 'SELECT origin_id FROM record WHERE fid = (SELECT fid FROM feed WHERE slug = ?) AND needs_detail'

/** Asks which services of a feed lack their detail, without those named: the most urgent first, and of those that aged the oldest. */
export function createPendingDetails(
  store: Pick<ReaderStore, 'all'>,
): (slug: string, limit: number, without: ReadonlySet<string>) => readonly string[] {
  return (slug, limit, without) => {
    const most = limit + without.size
    const urgent = store.all(`${PENDING} > ${AGED_DETAIL} ORDER BY needs_detail DESC, sid LIMIT ?`, slug, most)
    const aged = store.all(`${PENDING} = ${AGED_DETAIL} ORDER BY detail_at, sid LIMIT ?`, slug, most - urgent.length)
    return [...urgent, ...aged]
      .map((row) => textOf(row, 'origin_id'))
      .filter((originId) => !without.has(originId))
      .slice(0, limit)
  }
}

/** Asks how a service is held: in full or as a list item, and when its detail was last confirmed (0: never asked for). */
export function createDetailAges(
  store: ReaderStore,
): (ref: RecordRef) => { readonly isFull: boolean; readonly confirmedMs: number } | undefined {
  return (ref) => {
    const row = store.get(
      `SELECT s.full, r.list_at, r.detail_at, json_extract(f.sync, '$.listIsDetail') AS whole, json_extract(f.sync, '$.lastComplete') AS complete
       FROM service s JOIN record r ON r.sid = s.sid JOIN feed f ON f.fid = s.fid WHERE s.uid = ?`,
      uidOf(ref),
    )
    if (row === undefined) return undefined
    const stated = [
      maybeTextOf(row, 'detail_at'),
      ...(row['whole'] === 1 ? [maybeTextOf(row, 'list_at'), maybeTextOf(row, 'complete')] : []),
    ]
    const confirmed = stated
      .filter((instant) => instant !== undefined)
      .toSorted()
      .at(-1)
    return { isFull: row['full'] === 1, confirmedMs: confirmed === undefined ? 0 : Date.parse(confirmed) }
  }
}

/** Whether the detail of a service held so is to be asked for by a request with that wish. */
export function isDetailWanted(
  held: { readonly isFull: boolean; readonly confirmedMs: number } | undefined,
  { maxAgeMs }: FreshnessWish,
  nowMs: number,
): boolean {
  if (held === undefined) return false
  if (maxAgeMs === undefined) return !held.isFull && held.confirmedMs === 0
  const ageMs = nowMs - held.confirmedMs
  // Confirmed in the future: a clock was set back, so nobody knows how old it is.
  return ageMs < 0 || ageMs > maxAgeMs
}
