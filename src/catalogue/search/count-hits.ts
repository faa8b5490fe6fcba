import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, type Row } from '../../store/row.ts'
import type { Duplicates } from '../service-query.ts'
import { sharedAmong } from './collapse.ts'
import type { Condition } from './condition.ts'
import { eachHits, type HitsWish } from './each-hits.ts'
import { inSteps, type Steps } from '../steps.ts'

/** What hits are counted by; without a `kind` each row is of one record and one key, and a record may have several. */
export type CountedBy = CountedRows &
  (
    | { readonly kind?: never }
    /** Every record has one key: of a cluster the newest assured record that passes and has a key other than null decides, then the preferred. */
    | { readonly kind: 'ONE_KEY' }
    /** Keys are numbers that a service may have several of: what is counted are the sets of them, as JSON lists in ascending order. */
    | { readonly kind: 'SETS' }
    /** As without a kind, with a quicker way to all counts of records: `ofAll` is a table of JSON pairs of key and count. */
    | { readonly kind: 'LISTED'; readonly ofAll: string }
  )

interface CountedRows {
  /** The columns of `service` that counting reads, besides `sid`. */
  readonly columns: readonly string[]
  /** What is counted: the table `hit`, which has `sid` and those columns, joined to what else it takes. */
  readonly from: string
  /** SQL of the key that a row counts for; null is a key too. */
  readonly key: string
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
      (counts) => counts.reduce((sum, { key }) => sum + 80 + (typeof key === 'string' ? key.length : 0), 0),
    )
}

function countRecords(store: ReaderStore, where: Condition, by: CountedBy): Steps<readonly Counted[]> {
  const wish = { needsRows: by.columns.length > 0, isJoined: true }
  return select(store, where, by.columns, recordsSql(by), wish)
}

function recordsSql(by: CountedBy): string {
  if (by.kind === 'SETS') return `SELECT key, count(*) AS n FROM (${setsOf(by, 'sid')}) GROUP BY 1`
  return by.kind === 'LISTED' ? `SELECT value ->> 0 AS key, value ->> 1 AS n FROM ${by.ofAll}` : groups(by, '')
}

/** How many records more than clusters each key has: of the few hits that are not alone in their cluster. */
function countSurplus(store: ReaderStore, where: Condition, by: CountedBy): Steps<readonly Counted[]> {
  const wish = { needsRows: true, byCluster: true }
  const columns = [...by.columns, 'cid', 'assured', 'pref']
  return select(store, sharedAmong(where), columns, surplusSql(by), wish)
}

function surplusSql(by: CountedBy): string {
  if (by.kind === 'SETS') return surplusOfSets(by)
  return by.kind === 'ONE_KEY' ? undecided(by) : groups(by, ' - count(DISTINCT hit.cid)')
}

function undecided({ from, key }: CountedRows): string {
  const rank = 'row_number() OVER (PARTITION BY cid ORDER BY key IS NULL, assured DESC, pref)'
  // With a limit the key, which may look other records up, is worked out once for each hit.
  const keyed = `SELECT ${key} AS key, hit.cid, hit.assured, hit.pref FROM ${from} LIMIT -1`
  return `SELECT key, sum(rank > 1) AS n FROM (SELECT key, ${rank} AS rank FROM (${keyed})) GROUP BY key`
}

/** The set of keys of each service or cluster that has any. */
function setsOf({ from, key }: CountedRows, of: 'sid' | 'cid'): string {
  return `SELECT json_group_array(key) AS key FROM (SELECT DISTINCT hit.${of} AS owner, ${key} AS key FROM ${from} ORDER BY 1, 2) GROUP BY owner`
}

/** A cluster has the keys of all its records: less than none is surplus where none of them has as many. */
function surplusOfSets(by: CountedRows): string {
  return `SELECT key, sum(n) AS n FROM (SELECT key, 1 AS n FROM (${setsOf(by, 'sid')}) UNION ALL SELECT key, -1 FROM (${setsOf(by, 'cid')})) GROUP BY 1`
}

function groups({ from, key }: CountedRows, less: string): string {
  return `SELECT ${key} AS key, count(*)${less} AS n FROM ${from} GROUP BY 1`
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
  const left = new Map(records.map(({ key, count }) => [key, count]))
  for (const { key, count } of surplus) left.set(key, (left.get(key) ?? 0) - count)
  return [...left].flatMap(([key, count]) => (count === 0 ? [] : [{ key, count }]))
}
