import { numberOf } from '../../store/row.ts'
import { reapply, type WriterFeed, type Writing } from '../records/feed-records.ts'
import { reindexMovedTerms } from '../records/write-indexes.ts'

const CHUNK = 100
const META_KEY = 'geography'

/** Places every record anew when geography has changed, a chunk at a time, so that other writing goes on between. */
export interface PlacingAnew {
  /** Places one chunk; false when all records stand as the geography `version` has them. */
  step(version: string, feeds: () => readonly WriterFeed[]): boolean
}

/** Where placing anew stands lies in memory: broken off, it begins again, and what was placed already costs no write. */
export function createPlacingAnew(writing: Writing): PlacingAnew {
  const { store } = writing
  let under = ''
  let after = 0

  function isDone(version: string): boolean {
    return store.get('SELECT value FROM meta WHERE key = ?', META_KEY)?.['value'] === version
  }

  return {
    step(version, feeds) {
      if (isDone(version)) return false
      if (under !== version) [under, after] = [version, 0]
      const byFid = new Map(feeds().map((feed) => [feed.fid, feed]))
      const rows = store.all(
        'SELECT r.* FROM record r JOIN service s USING (sid) WHERE r.sid > ? ORDER BY r.sid LIMIT ?',
        after,
        CHUNK,
      )
      store.transaction(() => {
        for (const row of rows) {
          const feed = byFid.get(numberOf(row, 'fid'))
          if (feed !== undefined) reapply(writing, feed, row, undefined)
        }
        reindexMovedTerms(store, writing.terms)
        if (rows.length === 0) store.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', META_KEY, version)
        return { visible: true }
      })
      after = numberOf(rows.at(-1) ?? { sid: 0 }, 'sid')
      return rows.length > 0
    },
  }
}
