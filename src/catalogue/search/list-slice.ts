import type { ListPage } from '../catalogue-reader.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { maybeNumberOf, textOf, type Row } from '../../store/row.ts'
import type { RecordRef } from '../../model/record.ts'
import type { Sql } from '../../store/sql.ts'
import type { Anchor, Slice } from '../service-query.ts'
import { refOf } from '../../model/record-uid.ts'

/** An ordered list of records of one table, whose rows have `uid` and the sort key named; rising, ties by uid. */
export interface ListPlan {
  readonly from: string
  /** SQL of the sort key. */
  readonly key: Sql
  /** What must all hold. */
  readonly where: readonly Sql[]
  /** The key is a distance in metres. */
  readonly isDistance: boolean
}

/** One slice of the list, by keyset. */
export function listSlice(store: ReaderStore, plan: ListPlan, slice: Slice): ListPage<RecordRef> {
  const { after, before, backward, limit } = slice
  const bounds = [
    ...(after === undefined ? [] : [boundOf(plan, after, '>')]),
    ...(before === undefined ? [] : [boundOf(plan, before, '<')]),
  ]
  const rows = select(store, plan, bounds, backward, limit + 1)
  const kept = rows.slice(0, limit)
  const inOrder = backward ? kept.toReversed() : kept
  const hits = inOrder.map((row) => hitOf(row, plan))
  const isBeyond = (anchor: Anchor | undefined, by: '>' | '<'): boolean =>
    anchor !== undefined && select(store, plan, [boundOf(plan, anchor, by)], false, 1).length > 0
  return {
    hits,
    hasNext: backward ? isBeyond(hits.at(-1)?.anchor ?? before, '>') : rows.length > limit,
    hasPrevious: backward ? rows.length > limit : after !== undefined && isBeyond(hits[0]?.anchor ?? after, '<'),
  }
}

function select(
  store: ReaderStore,
  { from, key, where }: ListPlan,
  bounds: readonly Sql[],
  backward: boolean,
  limit: number,
): Row[] {
  const direction = backward ? 'DESC' : 'ASC'
  const all = conjunction([...where, ...bounds])
  return store.all(
    `SELECT uid, ${key.sql} AS key FROM ${from} WHERE ${all.sql} ORDER BY key ${direction}, uid ${direction} LIMIT ?`,
    ...key.values,
    ...all.values,
    limit,
  )
}

function boundOf({ key }: ListPlan, anchor: Anchor, by: '>' | '<'): Sql {
  return { sql: `(${key.sql}, uid) ${by} (?, ?)`, values: [...key.values, anchor.value, anchor.uid] }
}

function hitOf(row: Row, { isDistance }: ListPlan): ListPage<RecordRef>['hits'][number] {
  const uid = textOf(row, 'uid')
  const value = row['key']
  const anchor = { value: typeof value === 'string' || typeof value === 'number' ? value : null, uid }
  return {
    key: refOf(uid),
    anchor,
    ...(isDistance ? { distanceMetres: maybeNumberOf(row, 'key') ?? 0 } : {}),
  }
}

/** How many rows the list has. */
export function countList(store: ReaderStore, { from, where }: Pick<ListPlan, 'from' | 'where'>): number {
  const all = conjunction(where)
  const sql = `SELECT count(*) AS n FROM ${from} WHERE ${all.sql}`
  return store.remember(`${sql}\n${JSON.stringify(all.values)}`, () => Number(store.get(sql, ...all.values)?.['n']))
}

function conjunction(conditions: readonly Sql[]): Sql {
  return {
    sql: ['1', ...conditions.map(({ sql }) => sql)].join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  }
}
