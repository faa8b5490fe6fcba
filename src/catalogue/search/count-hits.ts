import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, type Row } from '../../store/row.ts'
import type { Duplicates } from '../service-query.ts'
import { sharedAmong } from './collapse.ts'
import type { Condition } from './condition.ts'
import { eachHits, type HitsWish } from './each-hits.ts'
import { inSteps, type Steps } from '../steps.ts'

/** What hits are counted by. */
export interface CountedBy {
  /** The columns of `service` that counting reads, besides `sid`. */
  readonly columns: readonly string[]
  /** What is counted: the table `hit`, which has `sid` and those columns, joined to what else it takes. */
  readonly from: string
  /** SQL of the key that a row counts for; null is a key too. */
  readonly key: string
  /** SQL that is equal where the key is; absent: the key. */
  readonly groupBy?: string
  /** A service has several rows of one key, and counts once. */
  readonly isRepeated?: boolean
  /** Every record has one key: of a cluster the newest assured record that passes and has a key other than null decides, then the preferred. */
  readonly hasOneKey?: boolean
  /** A quicker way to all counts of records: a table of JSON pairs of key and count. */
  readonly ofAll?: string
}

/** How many hits there are of one key. */
export interface Counted {
  readonly key: string | number | null
  readonly count: number
}

/** Counts of every key that any hit has, in no order. */
export type CountHits = (by: CountedBy) => readonly Counted[]

/** Counts the hits of a condition: clusters, or with KEEP records. `question` is its key; each count is made once while the data stands. */
export function createHitCounter(
  store: ReaderStore,
  where: Condition,
  question: string,
  duplicates: Duplicates,
): CountHits {
  return (by) =>
    inSteps(
      store,
      `facet ${duplicates} ${JSON.stringify(by)}\n${question}`,
      function* (): Steps<readonly Counted[]> {
        const records = yield* countRecords(store, where, by)
        return duplicates === 'KEEP' ? records : lessSurplus(records, yield* countSurplus(store, where, by))
      },
      (counts) => counts.length * 80,
    )
}

function countRecords(store: ReaderStore, where: Condition, by: CountedBy): Steps<readonly Counted[]> {
  const statement =
    by.ofAll === undefined ? groups(by, '') : `SELECT value ->> 0 AS key, value ->> 1 AS n FROM ${by.ofAll}`
  return select(store, where, by.columns, statement, { needsRows: by.columns.length > 0, isJoined: true })
}

/** How many records more than clusters each key has: of the few hits that are not alone in their cluster. */
function countSurplus(store: ReaderStore, where: Condition, by: CountedBy): Steps<readonly Counted[]> {
  const wish = { needsRows: true, byCluster: true }
  const columns = [...by.columns, 'cid', 'assured', 'pref']
  const statement = by.hasOneKey === true ? undecided(by) : groups(by, ' - count(DISTINCT hit.cid)')
  return select(store, sharedAmong(where), columns, statement, wish)
}

function undecided({ from, key }: CountedBy): string {
  const rank = `row_number() OVER (PARTITION BY hit.cid ORDER BY ${key} IS NULL, hit.assured DESC, hit.pref)`
  return `SELECT key, sum(rank > 1) AS n FROM (SELECT ${key} AS key, ${rank} AS rank FROM ${from}) GROUP BY key`
}

function groups({ from, key, groupBy = '1', isRepeated = false }: CountedBy, less: string): string {
  return `SELECT ${key} AS key, count(${isRepeated ? 'DISTINCT hit.sid' : '*'})${less} AS n FROM ${from} GROUP BY ${groupBy}`
}

function* select(
  store: ReaderStore,
  where: Condition,
  columns: readonly string[],
  statement: string,
  wish: HitsWish,
): Steps<readonly Counted[]> {
  const hit = ['sid', ...columns].map((column) => `s.${column}`).join(', ')
  const counts = new Map<Counted['key'], number>()
  yield* eachHits(store, where, wish, ({ from, where: rest }) => {
    const rows = store.all(
      `WITH hit AS MATERIALIZED (SELECT ${hit} FROM ${from.sql} WHERE ${rest.sql}) ${statement}`,
      ...from.values,
      ...rest.values,
    )
    for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + numberOf(row, 'n'))
  })
  return [...counts].map(([key, count]) => ({ key, count }))
}

function keyOf({ key }: Row): Counted['key'] {
  if (typeof key === 'string' || typeof key === 'number' || key === null) return key
  throw new TypeError('hits are counted by texts and numbers')
}

function lessSurplus(records: readonly Counted[], surplus: readonly Counted[]): readonly Counted[] {
  const more = new Map(surplus.map(({ key, count }) => [key, count]))
  return records.flatMap(({ key, count }) => {
    const left = count - (more.get(key) ?? 0)
    return left === 0 ? [] : [{ key, count: left }]
  })
}
