// clusters: which records of several feeds are held to be one real service, kept beside them and found again.
// What makes two records one is the room merge's to judge; this folder must not know how, nor of GraphQL or the network.
import type { WriterStore } from '../../store/writer-store.ts'

/** The key in `meta` that says that organizations changed since they were last matched. */
const ORGANIZATIONS = 'organizations_unmatched'

/** Notes that a service was written, to be matched when clusters are settled next. */
export function noteUnmatched(store: WriterStore, uid: string): void {
  store.run('INSERT OR IGNORE INTO unmatched VALUES (?)', uid)
}

/** Notes that a service goes, before its row does. */
export function noteGone(store: WriterStore, sid: number): void {
  store.run('INSERT OR IGNORE INTO unmatched SELECT uid FROM service WHERE sid = ?', sid)
  store.run('DELETE FROM cluster_member WHERE sid = ?', sid)
}

/** Notes that an organization was written or went. */
export function noteOrganizations(store: WriterStore): void {
  store.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', ORGANIZATIONS, '1')
}

/** Whether organizations changed since this was last asked, which forgets it. */
export function takeOrganizationsNoted(store: WriterStore): boolean {
  return store.get('DELETE FROM meta WHERE key = ? RETURNING 1 AS noted', ORGANIZATIONS) !== undefined
}

/** Whether organizations changed since they were last matched. */
export function isOrganizationsNoted(store: WriterStore): boolean {
  return store.get('SELECT 1 FROM meta WHERE key = ?', ORGANIZATIONS) !== undefined
}
