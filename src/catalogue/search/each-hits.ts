import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf } from '../../store/row.ts'
import type { Sql } from '../../store/sql.ts'
import { eachRange, type Steps } from '../steps.ts'
import { aboutAll, chooseSet, rowsOf, type Start } from './choose-set.ts'
import { allOf, IS_ACTIVE, partsOf, sqlOn, type Condition, type ServiceSet } from './condition.ts'

/** Hits of a condition, or a part of them, in no order. */
export interface Hits {
  /** With rows of alias `s`. */
  readonly from: Sql
  /** What is left to ask of them. */
  readonly where: Sql
}

/** What `run` needs of the hits. */
export interface HitsWish {
  /** `s` has every column of `service`; else `sid` alone is promised. */
  readonly needsRows: boolean
  /** Other tables are looked into for each hit: they come in order of keys, in parts. */
  readonly isJoined?: boolean
  /** Those of one cluster come in one part; for conditions that nobody alone in a cluster passes. */
  readonly byCluster?: boolean
}

/** Rows times what is asked of each that are gone through at once. */
const MATCH = 'service_text MATCH ?'
const AT_ONCE = 20_000
/** What is asked of any row, in terms of a value compared. */
const ROW = 4
/** A text is looked up from its beginning for each part, so that parts must be few. */
export const PARTS_OF_TEXT = 4

/** All hits of a condition, the cheapest way, part by part where they are many: `run` is called on each part, and every hit is in one. */
export function* eachHits(
  store: ReaderStore,
  where: Condition,
  { needsRows, isJoined = false, byCluster = false }: HitsWish,
  run: (hits: Hits) => void,
): Steps<void> {
  const parts = partsOf(where)
  const term = parts.find(({ set }) => set?.tid !== undefined)?.set
  if (!needsRows && term !== undefined && parts.length === 2 && parts.includes(IS_ACTIVE)) {
    if (isJoined) return yield* eachOfTerm(store, term, run)
    // The index alone answers, for every service there is in some milliseconds.
    const from = { sql: 'service_term s INDEXED BY service_term_name', values: [] }
    return run({ from, where: { sql: 's.tid = ? AND s.active = 1', values: term.values } })
  }
  const all = aboutAll(store)
  const start = yield* chooseSet(store, where, all / 4)
  const asked = (start?.rest ?? where).values.length + ROW
  if (start !== undefined && start.size * asked <= AT_ONCE) {
    return run({ from: rowsOf(start.set), where: sqlOn('s', start.rest) })
  }
  if (start !== undefined && byCluster) return yield* eachOfClusters(store, start, run)
  if (start === undefined && !byCluster) {
    const text = parts.find(({ set }) => set?.sql.endsWith(MATCH))
    if (text?.set !== undefined)
      return yield* eachOfText(text.set, allOf(parts.filter((part) => part !== text)), all, run)
  }
  const condition = sqlOn('s', where)
  const least = condition.sql.includes(MATCH) ? Math.ceil(all / PARTS_OF_TEXT) : 1
  if (byCluster) yield* eachRange(all, (from, to) => run(between('s.solo = 0 AND s.cid', from, to, condition)), least)
  else if (start === undefined) yield* eachRange(all, (from, to) => run(between('s.sid', from, to, condition)), least)
  else yield* eachOf(store, start, run)
}

function between(what: string, from: number, to: number, { sql, values }: Sql): Hits {
  return {
    from: { sql: 'service s', values: [] },
    where: { sql: `${what} BETWEEN ? AND ? AND ${sql}`, values: [from, to, ...values] },
  }
}

/** The services that a text matches, from the text index itself: to ask of each service whether it is among them would look all of them up for each part. */
function eachOfText(set: ServiceSet, rest: Condition, all: number, run: (hits: Hits) => void): Steps<void> {
  const sql = `${set.sql} AND rowid BETWEEN ? AND ?`
  const look = (from: number, to: number): void =>
    run({ from: rowsOf({ sql, values: [...set.values, from, to] }), where: sqlOn('s', rest) })
  return eachRange(all, look, Math.ceil(all / PARTS_OF_TEXT))
}

/** So many are gone through at once where little is looked up for each. */
const JOINED_AT_ONCE = 2_000

/** The active services under a term: the index has them by name. */
function* eachOfTerm(store: ReaderStore, { values }: ServiceSet, run: (hits: Hits) => void): Steps<void> {
  const sql =
    'SELECT json_group_array(sid) AS sids FROM service_term INDEXED BY service_term_name WHERE tid = ? AND active = 1'
  const sids = inOrder(numbersOf(store.get(sql, ...values)?.['sids']))
  yield
  const look = (from: number, to: number): void => {
    const { sql: some, values: own } = listed(sids.slice(from - 1, to))
    run({ from: { sql: `(${some}) s`, values: own }, where: { sql: '1', values: [] } })
  }
  yield* eachRange(sids.length, look, JOINED_AT_ONCE)
}

function listed(sids: readonly number[]): Sql {
  return { sql: 'SELECT value AS sid FROM json_each(?)', values: [JSON.stringify(sids)] }
}

function numbersOf(list: unknown): readonly number[] {
  return JSON.parse(String(list))
}

function inOrder(sids: readonly number[]): readonly number[] {
  return sids.toSorted((a, b) => a - b)
}

/** Those of a set that are not alone, cluster by cluster. */
function* eachOfClusters(store: ReaderStore, { set, rest }: Start, run: (hits: Hits) => void): Steps<void> {
  const sql = `SELECT json_group_array(m.sid ORDER BY m.cid) AS sids, json_group_array(m.cid ORDER BY m.cid) AS cids
    FROM (${set.sql}) d CROSS JOIN cluster_member m ON m.sid = d.sid`
  const row = store.get(sql, ...set.values)
  const [sids, cids] = [numbersOf(row?.['sids']), numbersOf(row?.['cids'])]
  yield
  const where = sqlOn('s', rest)
  let begun = 0
  yield* eachRange(sids.length, (_from, to) => {
    let end = Math.max(to, begun)
    while (end < sids.length && cids[end] === cids[end - 1]) end += 1
    if (end > begun) run({ from: rowsOf(listed(sids.slice(begun, end))), where })
    begun = end
  })
}

/** The services of a set, first looked up, then gone through. */
function* eachOf(store: ReaderStore, { set, rest }: Start, run: (hits: Hits) => void): Steps<void> {
  const sids = inOrder(store.all(`SELECT sid FROM (${set.sql})`, ...set.values).map((row) => numberOf(row, 'sid')))
  yield
  const where = sqlOn('s', rest)
  yield* eachRange(sids.length, (from, to) => run({ from: rowsOf(listed(sids.slice(from - 1, to))), where }))
}
