import { numberOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { BASIS_BITS } from '../../geography/area-bits.ts'

/**
 * What the column `cell.facts` says of its service, by bits: 0 active; 1–2 free (0 not stated, 1 charged, 2 free); 3–10 the
 * column `days`; 11 whether days are stated; 12–14 `delivery`; 15–16 `available`; 17 held in full.
 */
const FACTS = `(s.active | (CASE s.free WHEN 0 THEN 1 WHEN 1 THEN 2 ELSE 0 END << 1) | (coalesce(s.days, 0) << 3)
  | ((s.days IS NOT NULL) << 11) | (s.delivery << 12) | (s.available << 15) | (s.full << 17))`

/** Every term of a service, ancestors too, and 0, which stands for any. */
const TERMS = '(SELECT tid FROM service_term WHERE sid = ?1 UNION ALL SELECT 0)'

/**
 * Indexes a service under each area where it is available (row numbers as in `service_area`, negative ones too) with each of
 * its terms. To be called after its row, terms and areas were written, and `unwriteCells` before any of them changes.
 */
export function writeCells(store: WriterStore, sid: number): void {
  touchAreas(store, sid)
  // OR FAIL: SQLite then keeps nothing to undo the statement alone by; whatever fails undoes the transaction.
  store.run(
    `INSERT OR FAIL INTO cell SELECT a.aid, t.tid, ?1, ${FACTS} FROM service s JOIN service_area a USING (sid) JOIN ${TERMS} t
     WHERE s.sid = ?1 AND (a.bases & ${BASIS_BITS.AVAILABLE}) <> 0`,
    sid,
  )
}

/** Takes a service out of the cells that its areas and terms, as they are still held, put it in. */
export function unwriteCells(store: WriterStore, sid: number): void {
  touchAreas(store, sid)
  store.run(
    `DELETE FROM cell WHERE sid = ?1 AND aid IN (SELECT aid FROM service_area WHERE sid = ?1) AND tid IN ${TERMS}`,
    sid,
  )
}

const UNTOUCHED = `SELECT a.aid, CAST(m.value AS INTEGER) + 1 AS next
  FROM service_area a JOIN meta m ON m.key = 'generation' LEFT JOIN area_touched t USING (aid)
  WHERE a.sid = ? AND (a.bases & ${BASIS_BITS.AVAILABLE}) <> 0 AND t.generation IS NOT CAST(m.value AS INTEGER) + 1`

/** Notes that what counts for the areas where a service is available changes with the next generation. */
function touchAreas(store: WriterStore, sid: number): void {
  for (const row of store.all(UNTOUCHED, sid))
    store.run('INSERT OR REPLACE INTO area_touched VALUES (?, ?)', numberOf(row, 'aid'), numberOf(row, 'next'))
}
