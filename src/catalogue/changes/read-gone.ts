import type { FeedIdentity } from '../../model/feed.ts'
import type { GoneType } from '../../model/change.ts'
import type { RecordRef } from '../../model/record.ts'
import { textOf } from '../../store/row.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { SyncState } from '../../store/sync-state.ts'

type Store = Pick<ReaderStore, 'get'>

/** When a record was last removed (RFC 3339), or a feed (by its slug as both) taken out of the configuration; undefined where it never was. Whether it is held again is not asked. */
export function readGone(store: Store, type: GoneType, { feed, originId }: RecordRef): string | undefined {
  const row = store.get(
    'SELECT at FROM gone JOIN feed USING (fid) WHERE slug = ? AND origin_id = ? AND type = ?',
    feed,
    originId,
    type,
  )
  return row === undefined ? undefined : textOf(row, 'at')
}

/** What is known of a feed that was configured once; undefined of one that never was. */
export function readFeedIdentity(store: Store, slug: string): FeedIdentity | undefined {
  const row = store.get('SELECT sync FROM feed WHERE slug = ?', slug)
  if (row === undefined) return undefined
  const state: SyncState = JSON.parse(textOf(row, 'sync'))
  return state.identity
}

/** From when on all changes are kept (RFC 3339); undefined before there was any. */
export function readHistoryStart(store: Store): string | undefined {
  const row = store.get(
    "SELECT coalesce((SELECT value FROM meta WHERE key = 'changes_from'), (SELECT at FROM change ORDER BY seq LIMIT 1)) AS at",
  )
  return typeof row?.['at'] === 'string' ? row['at'] : undefined
}

/** The `seq` of the last change that was forgotten, 0 before any was: whoever goes on from an earlier one may have missed some. */
export function readLastForgotten(store: Store): number {
  return Number(store.get("SELECT value FROM meta WHERE key = 'changes_forgotten'")?.['value'] ?? 0)
}
