import { BASIS_BITS } from '../../geography/area-bits.ts'
import { rowSql } from '../../facts/row-sql.ts'
import { numberOf, type Row } from '../../store/row.ts'
import { aboutAll, chooseSet } from '../search/choose-set.ts'
import { sharedAmong } from '../search/collapse.ts'
import { eachHits, type Hits } from '../search/each-hits.ts'
import { eachRange, type Steps } from '../steps.ts'
import type { CellCount } from '../../model/cell-count.ts'
import { isInScheme } from '../../store/cell-view.ts'
import { allOf, IS_ACTIVE, partsOf, sqlOn, type Condition } from '../search/condition.ts'
import { countOf, evidenceSql, type FiguresContext } from './figures-context.ts'
import type { FiguresQuestion } from './figures-reader.ts'

/** A count that is not 0, by positions in the question; several of one cell add up. */
export interface SelectedCell {
  readonly area: number
  readonly term: number
  readonly count: CellCount
}

/** Numbers of areas and of terms as [group, number]. */
export interface CellPairs {
  readonly areas: readonly (readonly [group: number, aid: number])[]
  readonly terms: readonly (readonly [group: number, tid: number])[]
}

/** Each part of the cells looks its areas and terms up again, so that parts of many of them must not be many. */
const PARTS = 16
const MANY_PAIRS = 1_000

const IS_ALONE: Condition = rowSql(['solo'], (s) => `${s('solo')} = 1`)

/**
 * Each cluster once per group of areas and group of terms, with its records there and its strongest evidence; then counted: those of one
 * service by ranges of services, the others by ranges of clusters. `note` is called on the counts of each part.
 */
export function* selectCells(
  { store }: FiguresContext,
  question: FiguresQuestion,
  where: Condition,
  { areas, terms }: CellPairs,
  note: (cell: SelectedCell) => void,
): Steps<void> {
  const values = [JSON.stringify(areas), JSON.stringify(terms)]
  const count = ({ from, where: rest }: Hits): void => {
    const rows = store.all(countSql(question, from.sql, rest.sql), ...values, ...from.values, ...rest.values)
    for (const row of rows) note({ area: numberOf(row, 'area'), term: numberOf(row, 'term'), count: readCount(row) })
  }
  const all = aboutAll(store)
  if (question.basis === 'AVAILABLE' && (yield* chooseSet(store, where, all / 8)) === undefined) {
    const alone = sqlOn('s', allOf([where, IS_ALONE]))
    const isCell = `${alone.sql} AND ${activeBit(where)} AND (w.tid >= 0 OR ${isInScheme('w.tid')})`
    const least = areas.length * terms.length > MANY_PAIRS ? Math.ceil(all / PARTS) : 1
    const look = (low: number, high: number): void =>
      count({ from: { sql: CELLS, values: [low, high] }, where: { sql: isCell, values: alone.values } })
    yield* eachRange(all, look, least)
  } else {
    yield* eachHits(store, allOf([where, IS_ALONE]), { needsRows: true }, (hits) => count(inAreas(question, hits)))
  }
  const wish = { needsRows: true, byCluster: true }
  yield* eachHits(store, sharedAmong(where), wish, (hits) => count(inAreas(question, hits)))
}

/** From the cells themselves; services looked up by their number. */
const CELLS = `g CROSS JOIN w CROSS JOIN cell c ON c.aid = g.aid AND c.tid = max(w.tid, 0) AND c.sid BETWEEN ? AND ?
  CROSS JOIN service s NOT INDEXED ON s.sid = c.sid`

/** From the services that a filter leaves. */
function inAreas({ basis }: FiguresQuestion, { from, where }: Hits): Hits {
  const sql = `${from.sql} CROSS JOIN service_area a ON a.sid = s.sid AND (a.bases & ${BASIS_BITS[basis]}) <> 0
    CROSS JOIN g ON g.aid = a.aid CROSS JOIN w`
  const hasTerm = `CASE WHEN w.tid < 0 THEN ${isInScheme('w.tid')} WHEN w.tid = 0 THEN 1
    ELSE EXISTS (SELECT 1 FROM service_term t WHERE t.sid = s.sid AND t.tid = w.tid) END`
  return { from: { sql, values: from.values }, where: { sql: `${where.sql} AND ${hasTerm}`, values: where.values } }
}

/** What the cell's own bits already rule out, so that fewer rows of services are looked up (places/cells.ts). */
function activeBit(where: Condition): string {
  return partsOf(where).includes(IS_ACTIVE) ? '(c.facts & 1) = 1' : '1'
}

// Of a column without a type SQLite makes no index.
function countSql({ basis }: FiguresQuestion, from: string, where: string): string {
  return `WITH g AS MATERIALIZED (SELECT value ->> 0 AS area, CAST(value ->> 1 AS INTEGER) AS aid FROM json_each(?)),
     w AS MATERIALIZED (SELECT value ->> 0 AS term, value ->> 1 AS tid FROM json_each(?)),
     hit AS (SELECT g.area, w.term, s.cid AS cluster, count(DISTINCT s.sid) AS records, max(${evidenceSql(basis)}) AS evidence
       FROM ${from} WHERE ${where} GROUP BY 1, 2, 3)
   SELECT area, term, count(*) AS services, sum(records) AS records, sum(evidence = 3) AS serves, sum(evidence = 2) AS located,
     sum(evidence = 1) AS publisher FROM hit GROUP BY 1, 2`
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
