import type { ReaderStore } from './reader-store.ts'
import { textOf } from './row.ts'
import type { SyncState } from './sync-state.ts'
import { REBUILD_KEY } from './tables.ts'

/** How far filling the derived tables again has come, in words for an operator; undefined where they are filled. */
export function describeRebuild(store: ReaderStore): string | undefined {
  const row = store.get('SELECT value FROM meta WHERE key = ?', REBUILD_KEY)
  if (row === undefined) return undefined
  const passes = store.all('SELECT sync FROM feed').flatMap((feed) => {
    const { reprocessing }: SyncState = JSON.parse(textOf(feed, 'sync'))
    return reprocessing === undefined ? [] : [reprocessing]
  })
  const sum = (of: 'done' | 'total'): number => passes.reduce((total, pass) => total + pass[of], 0)
  const why = textOf(row, 'value') === 'DAMAGE' ? "the catalogue's file was damaged" : 'this version has other tables'
  return `The records are being made again from what was received, since ${why}: ${sum('total') - sum('done')} are left.`
}
