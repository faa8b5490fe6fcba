import { free } from '../../facts/free.ts'
import { toLondon } from '../../model/london-time.ts'
import { SCORED_KEY } from '../../store/reprocessing-state.ts'
import { maybeTextOf } from '../../store/row.ts'
import type { WholeService } from '../../store/whole-service.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { unwriteCells, writeCells } from '../places/cells.ts'

/** Writes what these services state of their price on the day (`YYYY-MM-DD`); whether any states another than before. */
export function writeFactsOfDay(
  store: WriterStore,
  services: readonly Pick<WholeService, 'sid' | 'service'>[],
  day: string,
): boolean {
  const changed = services.filter(({ sid, service }) => {
    const { columns } = free.derive(service, day)
    const sql = 'UPDATE service SET free = ?1 WHERE sid = ?2 AND free IS NOT ?1'
    return store.changeRows(sql, columns.free, sid) > 0
  })
  for (const { sid } of changed) {
    unwriteCells(store, sid)
    writeCells(store, sid)
  }
  return changed.length > 0
}

/** The day (`YYYY-MM-DD`, London) on which a record that was fetched at `fetchedAt` (RFC 3339) is judged: the present one, as far as it is known. */
export function dayToJudge(store: WriterStore, fetchedAt: string): string {
  const fetched = toLondon(Date.parse(fetchedAt)).date
  const row = store.get("SELECT value ->> 'day' AS day FROM meta WHERE key = ?", SCORED_KEY)
  const scored = row === undefined ? undefined : maybeTextOf(row, 'day')
  return scored !== undefined && scored > fetched ? scored : fetched
}
