import type { ReaderStore } from '../../store/reader-store.ts'
import { maybeTextOf, numberOf, textOf, type Row } from '../../store/row.ts'
import type { Change, ChangePage, ChangeQuery } from '../../model/change.ts'
import { present } from '../../model/present.ts'

/**
 * Up to `first` changes of the feeds named, or of all that were ever configured, after the one whose `seq` is `after`, in the order in which they became visible, or backwards:
 * whoever goes on from the last `seq` misses none, even where the clock was set back meanwhile.
 */
export function listChanges(
  store: Pick<ReaderStore, 'all' | 'get'>,
  query: ChangeQuery,
  first: number,
  after?: number,
): ChangePage {
  const { isNewestFirst = false } = query
  const since = new Date(query.since).toISOString()
  const until = query.until === undefined ? null : new Date(query.until).toISOString()
  // Found in the index of instants, it spares looking at all that came earlier.
  const earliest = Number(store.get('SELECT min(seq) AS seq FROM change WHERE at >= ?', since)?.['seq'] ?? 0)
  const rows = store.all(
    `SELECT c.*, f.slug FROM change c JOIN feed f USING (fid)
      WHERE c.seq ${isNewestFirst ? '<' : '>'} ?1 AND c.seq >= ?7 AND c.at >= ?2 AND (?3 IS NULL OR c.at < ?3) AND (?4 IS NULL OR f.slug IN (SELECT value FROM json_each(?4)))
        AND (?5 IS NULL OR c.kind IN (SELECT value FROM json_each(?5)))
      ORDER BY c.seq ${isNewestFirst ? 'DESC' : ''} LIMIT ?6`,
    isNewestFirst ? (after ?? Number.MAX_SAFE_INTEGER) : Math.max(after ?? 0, earliest - 1),
    since,
    until,
    query.feeds === undefined ? null : JSON.stringify(query.feeds),
    query.kinds === undefined ? null : JSON.stringify(query.kinds),
    first + 1,
    earliest,
  )
  return { changes: rows.slice(0, first).map(changeOf), hasNext: rows.length > first }
}

function changeOf(row: Row): Change {
  return {
    seq: numberOf(row, 'seq'),
    // Only this room writes these columns, from the unions they are read as.
    kind: textOf(row, 'kind') as Change['kind'],
    type: textOf(row, 'type') as Change['type'],
    at: textOf(row, 'at'),
    feed: textOf(row, 'slug'),
    originId: textOf(row, 'origin_id'),
    ...present({ name: maybeTextOf(row, 'name') }),
    fields: JSON.parse(textOf(row, 'fields')),
    from: JSON.parse(textOf(row, 'from_ids')),
    into: JSON.parse(textOf(row, 'into_ids')),
  }
}
