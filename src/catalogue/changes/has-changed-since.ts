import type { RecordRef } from '../../model/record.ts'
import type { ReaderStore } from '../../store/reader-store.ts'

/** Whether a service's record came, changed or went at its publisher's since an instant, as far as changes are kept (90 days). */
export function hasChangedSince(store: ReaderStore, { feed, originId }: RecordRef, at: string): boolean {
  const row = store.get(
    `SELECT 1 FROM change c JOIN feed f USING (fid)
      WHERE f.slug = ? AND c.origin_id = ? AND c.type = 'service' AND c.kind NOT IN ('MERGED', 'SPLIT') AND c.at >= ? LIMIT 1`,
    feed,
    originId,
    new Date(at).toISOString(),
  )
  return row !== undefined
}
