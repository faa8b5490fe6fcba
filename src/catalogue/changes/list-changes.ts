import type { ReaderStore } from '../../store/reader-store.ts'
import { maybeTextOf, numberOf, textOf, type Row } from '../../store/row.ts'
import type { Change, ChangePage, ChangeQuery } from '../../model/change.ts'
import { present } from '../../model/present.ts'

/**
 * Up to `first` changes of the feeds named, or of all that were ever configured, after the one whose `seq` is `after`, in the order in which they became visible:
 * whoever goes on from the last `seq` misses none, even where the clock was set back meanwhile.
 */
export function listChanges(
  store: Pick<ReaderStore, 'all' | 'get'>,
  query: ChangeQuery,
  first: number,
  after = 0,
): ChangePage {
  const since = new Date(query.since).toISOString()
  const until = query.until === undefined ? null : new Date(query.until).toISOString()
  // Found in the index of instants, it spares looking at all that came earlier.
  const earliest = Number(store.get('SELECT min(seq) AS seq FROM change WHERE at >= ?', since)?.['seq'] ?? 0)
  const rows = store.all(
    `SELECT c.*, f.slug FROM change c JOIN feed f USING (fid)
      WHERE c.seq > ?1 AND c.at >= ?2 AND (?3 IS NULL OR c.at < ?3) AND (?4 IS NULL OR f.slug IN (SELECT value FROM json_each(?4)))
        AND (?5 IS NULL OR c.kind IN (SELECT value FROM json_each(?5)))
      ORDER BY c.seq LIMIT ?6`,
    Math.max(after, earliest - 1),
    since,
    until,
    query.feeds === undefined ? null : JSON.stringify(query.feeds),
    query.kinds === undefined ? null : JSON.stringify(query.kinds),
    first + 1,
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
