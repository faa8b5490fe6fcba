import type { WriterStore } from '../../store/writer-store.ts'

/** How one refresh of a feed's list went. */
export interface Poll {
  /** RFC 3339: when it ended. */
  readonly at: string
  /** The list was read to its end. */
  readonly succeeded: boolean
  readonly ms: number
  /** Absent where it did not succeed. */
  readonly walk?: PollWalk
}

/** What walking the list showed. */
export interface PollWalk {
  readonly distinctIds: number
  readonly repeatedIds: number
  readonly totalItemsStated?: number
  /** The list moved while it was read, so that it was read twice. */
  readonly isShifting: boolean
  /** Records that the list no longer names. */
  readonly removed: number
}

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
