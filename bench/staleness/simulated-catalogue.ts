import { DatabaseSync } from 'node:sqlite'
import { markAgedDetails } from '../../src/intake/records/feed-records.ts'
import type { RefreshParts } from '../../src/refresh/refresh-feed.ts'
import { CHANGED_DETAIL, createPendingDetails, NEW_DETAIL } from '../../src/store/detail-state.ts'

/** What stands of a feed at an instant. */
export interface FeedAge {
  readonly records: number
  /** Records whose detail was never had. */
  readonly lacking: number
  /** Milliseconds since its list was last read to its end; undefined: never. */
  readonly listMs: number | undefined
  /** Milliseconds since the detail that was confirmed longest ago was; undefined where any is lacking. */
  readonly detailMs: number | undefined
}

/** A catalogue that keeps of each record when it was read, and nothing else. */
export interface SimulatedCatalogue {
  /** Adds a feed of so many records, of which a share changes in a day. */
  add(slug: string, records: number, changedADay: number): void
  readonly writer: RefreshParts['writer']
  readonly pendingDetails: RefreshParts['pendingDetails']
  age(slug: string): FeedAge
}

interface Feed {
  readonly fid: number
  readonly records: number
  readonly changedADay: number
  listedMs: number | undefined
}

const DAY_MS = 86_400_000

/** An empty one; `now` gives milliseconds. */
export function createSimulatedCatalogue(now: () => number, pageSize: number): SimulatedCatalogue {
  const db = new DatabaseSync(':memory:')
  db.exec(`CREATE TABLE feed (fid INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE);
    CREATE TABLE record (sid INTEGER PRIMARY KEY, fid INTEGER NOT NULL, origin_id TEXT NOT NULL, detail_at TEXT, needs_detail INTEGER NOT NULL);
    CREATE INDEX record_needs_detail ON record (fid, needs_detail DESC, sid) WHERE needs_detail > 0;
    CREATE UNIQUE INDEX record_origin ON record (fid, origin_id)`)
  const feeds = new Map<string, Feed>()
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  function prepare(sql: string): ReturnType<DatabaseSync['prepare']> {
    const known = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, known)
    return known
  }
  function feedOf(slug: string): Feed {
    const feed = feeds.get(slug)
    if (feed === undefined) throw new Error(`no feed is called ${slug}`)
    return feed
  }
  function endSweep(slug: string): void {
    const feed = feedOf(slug)
    if (feed.listedMs === undefined) {
      const insert = prepare('INSERT INTO record (fid, origin_id, needs_detail) VALUES (?, ?, ?)')
      db.exec('BEGIN')
      for (let each = 0; each < feed.records; each += 1) insert.run(feed.fid, `${slug}-${each}`, NEW_DETAIL)
      db.exec('COMMIT')
    } else {
      const changed = Math.round((feed.changedADay * feed.records * (now() - feed.listedMs)) / DAY_MS)
      prepare(
        'UPDATE record SET needs_detail = ? WHERE detail_at IS NOT NULL AND sid IN (SELECT sid FROM record WHERE fid = ? ORDER BY random() LIMIT ?)',
      ).run(CHANGED_DETAIL, feed.fid, changed)
    }
    const store = {
      changeRows: (sql: string, ...values: (string | number)[]) => Number(prepare(sql).run(...values).changes),
    }
    markAgedDetails({ store }, { fid: feed.fid, listIsDetail: false }, new Date(now() - DAY_MS).toISOString())
    feed.listedMs = now()
  }
  return {
    add(slug, records, changedADay) {
      const { lastInsertRowid } = prepare('INSERT INTO feed (slug) VALUES (?)').run(slug)
      feeds.set(slug, { fid: Number(lastInsertRowid), records, changedADay, listedMs: undefined })
    },
    pendingDetails: createPendingDetails({ all: (sql, ...values) => prepare(sql).all(...values) }),
    writer: {
      beginSweep: async () => {},
      async readPage(slug, { url }) {
        const { records } = feedOf(slug)
        const first = (Number(url) - 1) * pageSize
        const length = Math.max(0, Math.min(pageSize, records - first))
        return {
          originIds: Array.from({ length }, (_, at) => `${slug}-${first + at}`),
          ...{ setAside: 0, dialect: 'simulated', listIsDetail: false },
          paging: { totalItems: records, totalPages: Math.ceil(records / pageSize) },
        }
      },
      async endSweep(slug) {
        endSweep(slug)
        return { changed: 0, removed: 0, setAside: 0, isReadOtherwise: false }
      },
      failSweep: async () => {},
      notePoll: async () => {},
      async writeDetails(slug, details, at) {
        const { fid } = feedOf(slug)
        const put = prepare('UPDATE record SET detail_at = ?, needs_detail = 0 WHERE fid = ? AND origin_id = ?')
        for (const { originId } of details) put.run(at, fid, originId)
        return []
      },
      wantedTermLists: async () => [],
      readTermPage: () => Promise.reject(new Error('no list of terms is wanted')),
      lacksSchemes: async () => false,
      endTermLists: async () => {},
      wantsRoot: async () => false,
      keepRoot: async () => {},
      show: async () => {},
    },
    age(slug) {
      const { fid, records, listedMs } = feedOf(slug)
      const row = prepare('SELECT count(detail_at) AS had, min(detail_at) AS oldest FROM record WHERE fid = ?').get(fid)
      const lacking = records - Number(row?.['had'])
      return {
        records,
        lacking,
        listMs: listedMs === undefined ? undefined : now() - listedMs,
        detailMs: lacking > 0 ? undefined : now() - Date.parse(String(row?.['oldest'])),
      }
    },
  }
}
