import type { ListPage } from '../catalogue-reader.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { maybeNumberOf, textOf, type Row } from '../../store/row.ts'
import type { RecordRef } from '../../model/record.ts'
import { LIMIT, type Sql } from '../../store/sql.ts'
import type { Anchor, Slice } from '../service-query.ts'
import { refOf } from '../../model/record-uid.ts'
import { eachRange, inSteps, SHORT_MS, type Steps } from '../steps.ts'
import { compareRows } from './compare-rows.ts'

/** What must hold of the rows of a list. */
export interface ListCondition extends Sql {
  /** The same for rows of numbers between the two, inclusive, which costs what they cost alone. */
  readonly between?: (low: number, high: number) => Sql
}

/** An ordered list of records of one table, whose rows have `uid` and the sort key named; rising, ties by uid. */
export interface ListPlan {
  readonly from: string
  /** Its row number. */
  readonly row: string
  /** SQL of the sort key. */
  readonly key: Sql
  /** What must all hold. */
  readonly where: readonly ListCondition[]
  /** The key is a distance in metres. */
  readonly isDistance: boolean
}

/** What the conditions themselves hold is read again for each part, so that parts must not be many. */
const PARTS = 32

/** One slice of the list, by keyset; in steps where few rows pass. */
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
  { from, row, key, where }: ListPlan,
  bounds: readonly Sql[],
  backward: boolean,
  limit: number,
): readonly Row[] {
  const direction = backward ? 'DESC' : 'ASC'
  const all = conjunction([...where, ...bounds])
  const selectFrom = (conditions: Sql): Row[] =>
    store.all(
      `SELECT uid, ${key.sql} AS key FROM ${from} WHERE ${conditions.sql} ORDER BY key ${direction}, uid ${direction} ${LIMIT}`,
      ...key.values,
      ...conditions.values,
      limit,
    )
  return (
    store.within(SHORT_MS, () => selectFrom(conjunction([{ sql: 'in_time()', values: [] }, all]))) ??
    inSteps(
      store,
      `list ${JSON.stringify([from, key, direction, limit, all])}`,
      function* (): Steps<readonly Row[]> {
        let first: readonly Row[] = []
        yield* eachPart(store, { from, row, where: [...where, ...bounds] }, (part) => {
          first = [...first, ...selectFrom(part)].toSorted(compareRows('ASC', backward)).slice(0, limit)
        })
        return first
      },
      (rows) => rows.length * 150,
    )
  )
}

/** Calls `run` on the conditions of one part of a table's rows after the other. */
function eachPart(
  store: ReaderStore,
  { from, row, where }: Pick<ListPlan, 'from' | 'row' | 'where'>,
  run: (part: Sql) => void,
): Steps<void> {
  const last = store.once(`last ${from}`, () => Number(store.get(`SELECT max(${row}) AS n FROM ${from}`)?.['n'] ?? 0))
  const part = (low: number, high: number): void =>
    run(
      conjunction([
        { sql: `${row} BETWEEN ? AND ?`, values: [low, high] },
        ...where.map((each) => each.between?.(low, high) ?? each),
      ]),
    )
  return eachRange(last, part, Math.ceil(last / PARTS))
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

/** How many rows the list has, counted in steps once while the data stands. */
export function countList(store: ReaderStore, { from, row, where }: Pick<ListPlan, 'from' | 'row' | 'where'>): number {
  return inSteps(store, `count of ${JSON.stringify([from, conjunction(where)])}`, function* (): Steps<number> {
    let count = 0
    yield* eachPart(store, { from, row, where }, (part) => {
      const sql = `SELECT count(*) AS n FROM ${from} WHERE ${part.sql}`
      count += Number(store.get(sql, ...part.values)?.['n'])
    })
    return count
  })
}

function conjunction(conditions: readonly Sql[]): Sql {
  return {
    sql: ['1', ...conditions.map(({ sql }) => sql)].join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  }
}
