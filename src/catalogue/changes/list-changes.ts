import type { ReaderStore } from '../../store/reader-store.ts'
import { maybeTextOf, numberOf, textOf, type Row } from '../../store/row.ts'
import type { Change, ChangePage, ChangeQuery } from '../../model/change.ts'
import { present } from '../../model/present.ts'
import { eachRange, inSteps, SHORT_MS, type Steps } from '../steps.ts'

/** Numbers of changes, both inclusive; of none where `low` is the higher. */
interface Range {
  readonly low: number
  readonly high: number
}

const NOTHING: Range = { low: 1, high: 0 }

type Rows = Pick<ReaderStore, 'all' | 'get'>

/**
 * Up to `first` changes of the feeds named, or of all that were ever configured, after the one whose `seq` is `after`, in the order in which they became visible, or backwards:
 * whoever goes on from the last `seq` misses none, even where the clock was set back meanwhile.
 */
export function listChanges(store: Rows, query: ChangeQuery, first: number, after?: number): ChangePage {
  return pageOf(select(store, query, rangeOf(store, query, after), first + 1), first)
}

/** The same, in steps where few of many changes are of those wanted. */
export function listChangesInSteps(store: ReaderStore, query: ChangeQuery, first: number, after?: number): ChangePage {
  const range = rangeOf(store, query, after)
  const rows =
    store.within(SHORT_MS, () => select(store, query, range, first + 1, 'in_time() AND')) ??
    inSteps(
      store,
      `changes ${JSON.stringify([query, range, first])}`,
      () => selectInSteps(store, query, range, first + 1),
      (found) => found.length * 300,
    )
  return pageOf(rows, first)
}

function* selectInSteps(store: Rows, query: ChangeQuery, { low, high }: Range, limit: number): Steps<readonly Row[]> {
  const found: Row[] = []
  yield* eachRange(high - low + 1, (from, to) => {
    const part =
      query.isNewestFirst === true
        ? { low: high - to + 1, high: high - from + 1 }
        : { low: low + from - 1, high: low + to - 1 }
    if (found.length < limit) found.push(...select(store, query, part, limit - found.length))
  })
  return found
}

/** Found in the index of instants, it spares looking at all that came earlier. */
function rangeOf(store: Rows, { since, isNewestFirst = false }: ChangeQuery, after: number | undefined): Range {
  const bounds = store.get(
    'SELECT (SELECT min(seq) FROM change WHERE at >= ?) AS earliest, (SELECT max(seq) FROM change) AS latest',
    canonical(since),
  )
  if (bounds === undefined || bounds['earliest'] === null) return NOTHING
  const [earliest, latest] = [numberOf(bounds, 'earliest'), numberOf(bounds, 'latest')]
  if (isNewestFirst) return { low: earliest, high: Math.min(latest, (after ?? latest + 1) - 1) }
  return { low: Math.max(earliest, (after ?? 0) + 1), high: latest }
}

function select(
  store: Rows,
  { since, until, feeds, kinds, isNewestFirst = false }: ChangeQuery,
  { low, high }: Range,
  limit: number,
  condition = '',
): readonly Row[] {
  if (low > high) return []
  return store.all(
    `SELECT c.*, f.slug FROM change c JOIN feed f USING (fid)
      WHERE ${condition} c.seq BETWEEN ?1 AND ?2 AND c.at >= ?3 AND (?4 IS NULL OR c.at < ?4) AND (?5 IS NULL OR f.slug IN (SELECT value FROM json_each(?5)))
        AND (?6 IS NULL OR c.kind IN (SELECT value FROM json_each(?6)))
      ORDER BY c.seq ${isNewestFirst ? 'DESC' : ''} LIMIT ?7`,
    low,
    high,
    canonical(since),
    until === undefined ? null : canonical(until),
    feeds === undefined ? null : JSON.stringify(feeds),
    kinds === undefined ? null : JSON.stringify(kinds),
    limit,
  )
}

function canonical(instant: string): string {
  return new Date(instant).toISOString()
}

function pageOf(rows: readonly Row[], first: number): ChangePage {
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
