import type { WriterStore } from '../../store/writer-store.ts'
import type { Poll } from '../../store/poll.ts'

const KEPT_MS = 30 * 86_400_000

/** Keeps a poll for 30 days. */
export function notePoll(store: WriterStore, slug: string, { at, succeeded, ms, walk }: Poll): void {
  const fid = store.feedId(slug)
  store.run(
    'INSERT OR REPLACE INTO poll (fid, at, succeeded, ms, walk) VALUES (?, ?, ?, ?, ?)',
    fid,
    at,
    Number(succeeded),
    Math.round(ms),
    walk === undefined ? null : JSON.stringify(walk),
  )
  store.run('DELETE FROM poll WHERE fid = ? AND at < ?', fid, new Date(Date.parse(at) - KEPT_MS).toISOString())
}
