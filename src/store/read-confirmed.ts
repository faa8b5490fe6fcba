import type { ReaderStore } from './reader-store.ts'
import type { SyncState } from './sync-state.ts'

/** When a feed's list was last read to its end from the address of this fingerprint, in milliseconds since 1970; undefined: never, or it failed since. */
export function readConfirmed(store: ReaderStore, slug: string, source: string): number | undefined {
  const row = store.get('SELECT sync FROM feed WHERE slug = ?', slug)
  if (row === undefined) return undefined
  const state: SyncState = JSON.parse(String(row['sync']))
  if (state.lastComplete === undefined || state.source !== source || state.fault !== undefined) return undefined
  return Date.parse(state.lastComplete)
}
