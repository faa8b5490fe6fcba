// clusters: which records of several feeds are held to be one real service, kept beside them and found again.
// What makes two records one is the room merge's to judge; this folder must not know how, nor of GraphQL or the network.
import { textOf } from '../../store/row.ts'
import { IS_AUTO } from '../../store/stored-pair.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** The key in `meta` that says that organizations changed since they were last matched. */
const ORGANIZATIONS = 'organizations_unmatched'

/** Notes that a service was written, to be matched when clusters are settled next. */
export function noteUnmatched(store: WriterStore, uid: string): void {
  const isNew = store.changeRows('INSERT OR IGNORE INTO unmatched (uid) VALUES (?)', uid) > 0
  if (!isNew) store.run('UPDATE unmatched SET counted = 0 WHERE uid = ?', uid)
}

/**
 * Notes that a service goes, before its row does. Its row number may be another's next, so its pairs go at once, and those
 * that they held together are matched again.
 */
export function noteGone(store: WriterStore, sid: number): void {
  const row = store.get('SELECT uid FROM service WHERE sid = ?', sid)
  if (row !== undefined) noteUnmatched(store, textOf(row, 'uid'))
  const others = 'INSERT OR IGNORE INTO unmatched (uid) SELECT s.uid FROM match_pair p CROSS JOIN service s'
  store.run(`${others} ON s.sid = p.b WHERE p.side IN (0, 1) AND p.a = ? AND ${IS_AUTO}`, sid)
  store.run(`${others} ON s.sid = p.a WHERE p.b = ? AND ${IS_AUTO}`, sid)
  store.run('DELETE FROM match_pair WHERE side IN (0, 1) AND a = ?', sid)
  store.run('DELETE FROM match_pair WHERE b = ?', sid)
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
