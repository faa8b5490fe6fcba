import { BASIS_BITS } from '../../geography/area-bits.ts'
import { AVAILABLE_BY } from '../../geography/placement-rows.ts'
import { rowSql } from '../../facts/row-sql.ts'
import { numberOf, type Row } from '../../store/row.ts'
import { aboutAll, chooseSet, rowsOf } from '../search/choose-set.ts'
import { sharedAmong } from '../search/collapse.ts'
import { eachHits, type Hits } from '../search/each-hits.ts'
import { eachRange, type Steps } from '../steps.ts'
import type { CellCount } from '../../model/cell-count.ts'
import { CELL_COLUMNS, isInScheme, LONE_CELLS } from '../../store/cell-view.ts'
import { allOf, IS_ACTIVE, partsOf, sqlOn, type Condition } from '../search/condition.ts'
import { type AreaPair, countOf, evidenceSql, type FiguresContext } from './figures-context.ts'
import type { FiguresQuestion } from './figures-reader.ts'

/** A count that is not 0, by positions in the question; several of one cell add up. */
interface SelectedCell {
  readonly area: number
  readonly term: number
  readonly count: CellCount
}

/** Numbers of areas and of terms by group. */
export interface CellPairs {
  readonly areas: readonly AreaPair[]
  readonly terms: readonly (readonly [group: number, tid: number])[]
}

const IS_ALONE: Condition = rowSql(['solo'], (s) => `${s('solo')} = 1`)

/** Called on the counts of each part; the counts of one cell come in several calls, and add up. */
export type Note = (cell: SelectedCell) => void

/**
 * Each cluster once per group of areas and group of terms, with its records there and its strongest evidence; then counted: those of one
 * service by ranges of services, the others by ranges of clusters. All groups in one pass.
 */
export function* selectCells(
  context: FiguresContext,
  question: FiguresQuestion,
  where: Condition,
  pairs: CellPairs,
  note: Note,
): Steps<void> {
  // Nobody knows any of them: none counts under one.
  if (pairs.terms.length === 0) return
  const { store } = context
  const all = aboutAll(store)
  const count = counting(context, question, pairs, true, note)
  if (question.basis === 'AVAILABLE' && (yield* chooseSet(store, where, all / 8)) === undefined) {
    const look = isOfAll(pairs) && isAboutCells(where) ? inCells(where) : byCells(where)
    yield* eachRange(all, (low, high) => count(look(low, high)))
  } else {
    const wish = { needsRows: true }
    yield* eachHits(store, allOf([where, IS_ALONE]), wish, (hits) => count(inAreas(question, hits)))
  }
  yield* selectShared(context, question, where, pairs, note)
}

/** The same of services that share a cluster alone. */
export function* selectShared(
  context: FiguresContext,
  question: FiguresQuestion,
  where: Condition,
  pairs: CellPairs,
  note: Note,
): Steps<void> {
  const wish = { needsRows: true, byCluster: true }
  const count = counting(context, question, pairs, false, note)
  yield* eachHits(context.store, sharedAmong(where), wish, (hits) => count(inAreas(question, hits)))
}

/** The same of those of the services listed that share none. */
export function* selectListed(
  context: FiguresContext,
  question: FiguresQuestion,
  where: Condition,
  pairs: CellPairs,
  sids: readonly number[],
  note: Note,
): Steps<void> {
  const count = counting(context, question, pairs, true, note)
  const rest = sqlOn('s', allOf([where, IS_ALONE]))
  yield* eachRange(sids.length, (from, to) => {
    const values = [JSON.stringify(sids.slice(from - 1, to))]
    count(inAreas(question, { from: rowsOf({ sql: 'SELECT value AS sid FROM json_each(?)', values }), where: rest }))
  })
}

/** Counts hits that are each alone in their cluster, or come with all of it. */
function counting(
  { store }: FiguresContext,
  question: FiguresQuestion,
  pairs: CellPairs,
  isAlone: boolean,
  note: Note,
): (hits: Hits) => void {
  const values = [JSON.stringify(pairs.areas), JSON.stringify(pairs.terms)]
  return ({ from, where }) => {
    const found = `${from.sql} WHERE ${where.sql}${isOfAll(pairs) ? '' : ` AND ${IS_MEANT}`}`
    const rows = store.all(countSql(question, pairs.terms, found, isAlone), ...values, ...from.values, ...where.values)
    for (const row of rows) note({ area: numberOf(row, 'area'), term: numberOf(row, 'term'), count: readCount(row) })
  }
}

/** Whether all that counts for an area is meant, of whatever feed. */
function isOfAll({ areas }: CellPairs): boolean {
  return areas.every(([, , feed]) => feed === undefined)
}

/** Whether a condition reads nothing of a service but what the cells hold themselves. */
export function isAboutCells({ columns }: Condition): boolean {
  return columns.every((column) => CELL_COLUMNS.has(column))
}

/** Services between two numbers that are alone and pass a condition. */
type Look = (low: number, high: number) => Hits

/** From the cells of any term alone. */
function inCells(where: Condition): Look {
  const { sql, values } = sqlOn('s', where)
  const from = `g CROSS JOIN ${LONE_CELLS} ON s.aid = g.aid AND s.tid = 0 AND s.sid BETWEEN ? AND ?`
  const isAlone = 's.sid NOT IN (SELECT sid FROM cluster_member)'
  return (low, high) => ({
    from: { sql: from, values: [low, high] },
    where: { sql: `${sql} AND ${isAlone}`, values },
  })
}

/** From the cells of any term, services looked up by their number. */
function byCells(where: Condition): Look {
  const { sql, values } = sqlOn('s', allOf([where, IS_ALONE]))
  const from = `g CROSS JOIN cell c ON c.aid = g.aid AND c.tid = 0 AND c.sid BETWEEN ? AND ?
    CROSS JOIN service s NOT INDEXED ON s.sid = c.sid`
  return (low, high) => ({
    from: { sql: from, values: [low, high] },
    where: { sql: `${sql} AND ${activeBit(where)}`, values },
  })
}

/** From the services that a filter leaves. */
function inAreas({ basis }: FiguresQuestion, { from, where }: Hits): Hits {
  const sql = `${from.sql} CROSS JOIN service_area a ON a.sid = s.sid AND (a.bases & ${BASIS_BITS[basis]}) <> 0
    CROSS JOIN g ON g.aid = a.aid`
  return { from: { sql, values: from.values }, where }
}

/** Of what counts for a feed's own area only because it is published there alone that feed's is meant, where its pair says so. */
const IS_MEANT = `(g.fid IS NULL OR (s.fid = g.fid AND s.available = ${AVAILABLE_BY.indexOf('PUBLISHER')}))`

/** What the cell's own bits already rule out, so that fewer rows of services are looked up (places/cells.ts). */
function activeBit(where: Condition): string {
  return partsOf(where).includes(IS_ACTIVE) ? '(c.facts & 1) = 1' : '1'
}

/** Ways in which a record comes under a group of terms, each where any of the terms asked for needs it: whatever it has, by a term of its own, by a scheme. */
const WAYS: readonly { readonly isFor: (tid: number) => boolean; readonly sql: string }[] = [
  { isFor: (tid) => tid === 0, sql: 'SELECT hit.*, w.term FROM w CROSS JOIN hit WHERE w.tid = 0' },
  {
    isFor: (tid) => tid > 0,
    sql: 'SELECT hit.*, w.term FROM hit CROSS JOIN service_term t ON t.sid = hit.sid CROSS JOIN w ON w.tid = t.tid',
  },
  {
    isFor: (tid) => tid < 0,
    sql: `SELECT hit.*, w.term FROM w CROSS JOIN hit WHERE w.tid < 0 AND ${isInScheme('w.tid', 'hit')}`,
  },
]

// Of a column without a type SQLite makes no index.
function countSql({ basis }: FiguresQuestion, terms: CellPairs['terms'], found: string, isAlone: boolean): string {
  // A service that is alone comes under a term once.
  const isCounted = isAlone && new Set(terms.map(([group]) => group)).size === terms.length
  const ways = WAYS.filter(({ isFor }) => terms.some(([, tid]) => isFor(tid)))
  return `WITH g AS MATERIALIZED (SELECT value ->> 0 AS area, CAST(value ->> 1 AS INTEGER) AS aid, value ->> 2 AS fid FROM json_each(?)),
     w AS MATERIALIZED (SELECT value ->> 0 AS term, CAST(value ->> 1 AS INTEGER) AS tid FROM json_each(?)),
     hit AS MATERIALIZED (SELECT DISTINCT g.area, s.sid, s.cid AS cluster, ${evidenceSql(basis)} AS evidence FROM ${found}),
     under AS (${ways.map(({ sql }) => sql).join(' UNION ALL ')}),
     counted AS (${isCounted ? 'SELECT area, term, 1 AS records, evidence FROM under' : 'SELECT area, term, cluster, count(DISTINCT sid) AS records, max(evidence) AS evidence FROM under GROUP BY 1, 2, 3'})
   SELECT area, term, count(*) AS services, sum(records) AS records, sum(evidence = 3) AS serves, sum(evidence = 2) AS located,
     sum(evidence = 1) AS publisher FROM counted GROUP BY 1, 2`
}

function readCount(row: Row): CellCount {
  return {
    services: countOf(row, 'services'),
    records: countOf(row, 'records'),
    serves: countOf(row, 'serves'),
    located: countOf(row, 'located'),
    publisher: countOf(row, 'publisher'),
  }
}
