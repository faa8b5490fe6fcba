import { BASIS_BITS } from '../../geography/area-bits.ts'
import { numberOf, type Row } from '../../store/row.ts'
import { aboutAll, chooseSetAtOnce, rowsOf } from '../search/choose-set.ts'
import type { CellCount } from '../../model/cell-count.ts'
import { isInScheme } from '../../store/cell-view.ts'
import type { Sql } from '../../store/sql.ts'
import { IS_ACTIVE, partsOf, sqlOn, type Condition } from '../search/condition.ts'
import { countOf, evidenceSql, type FiguresContext } from './figures-context.ts'
import type { FiguresQuestion } from './figures-reader.ts'

/** A count that is not 0, by positions in the question. */
export interface SelectedCell {
  readonly area: number
  readonly term: number
  readonly count: CellCount
}

/**
 * Each cluster once per group of areas and group of terms, with its records there and its strongest evidence; then counted.
 * `pairs` are [group, number] of areas and of terms, in JSON.
 */
export function selectCells(
  { store }: FiguresContext,
  question: FiguresQuestion,
  where: Condition,
  pairs: readonly [areas: string, terms: string],
): readonly SelectedCell[] {
  const { from, where: rest } = cellRows(store, question, where)
  const rows = store.all(
    `WITH g AS MATERIALIZED (SELECT value ->> 0 AS area, value ->> 1 AS aid FROM json_each(?)),
       w AS MATERIALIZED (SELECT value ->> 0 AS term, value ->> 1 AS tid FROM json_each(?)),
       hit AS (SELECT g.area, w.term, s.cid AS cluster, count(DISTINCT s.sid) AS records, max(${evidenceSql(question.basis)}) AS evidence
         FROM ${from.sql} WHERE ${rest.sql} GROUP BY 1, 2, 3)
     SELECT area, term, count(*) AS services, sum(records) AS records, sum(evidence = 3) AS serves, sum(evidence = 2) AS located,
       sum(evidence = 1) AS publisher FROM hit GROUP BY 1, 2`,
    ...pairs,
    ...from.values,
    ...rest.values,
  )
  return rows.map((row) => ({ area: numberOf(row, 'area'), term: numberOf(row, 'term'), count: readCount(row) }))
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

/** Where the records of the cells come from: from the few that a filter selects, or from the cells themselves. */
function cellRows(
  store: FiguresContext['store'],
  { basis }: FiguresQuestion,
  where: Condition,
): { readonly from: Sql; readonly where: Sql } {
  const start = chooseSetAtOnce(store, where, aboutAll(store) / 8)
  const inArea = `a.sid = s.sid AND (a.bases & ${BASIS_BITS[basis]}) <> 0`
  const hasTerm = `CASE WHEN w.tid < 0 THEN ${isInScheme('w.tid')} WHEN w.tid = 0 THEN 1
    ELSE EXISTS (SELECT 1 FROM service_term t WHERE t.sid = s.sid AND t.tid = w.tid) END`
  if (start !== undefined) {
    const from = rowsOf(start.set)
    const joined = `${from.sql} CROSS JOIN service_area a ON ${inArea} CROSS JOIN g ON g.aid = a.aid CROSS JOIN w`
    return { from: { sql: joined, values: from.values }, where: both(start.rest, hasTerm) }
  }
  if (basis === 'AVAILABLE') {
    const sql =
      'g CROSS JOIN w CROSS JOIN cell c ON c.aid = g.aid AND c.tid = max(w.tid, 0) CROSS JOIN service s ON s.sid = c.sid'
    return {
      from: { sql, values: [] },
      where: both(where, `${activeBit(where)} AND (w.tid >= 0 OR ${isInScheme('w.tid')})`),
    }
  }
  const sql = `g CROSS JOIN service_area a ON a.aid = g.aid CROSS JOIN service s ON ${inArea} CROSS JOIN w`
  return { from: { sql, values: [] }, where: both(where, hasTerm) }
}

/** What the cell's own bits already rule out, so that fewer rows of services are looked up (places/cells.ts). */
function activeBit(where: Condition): string {
  return partsOf(where).includes(IS_ACTIVE) ? '(c.facts & 1) = 1' : '1'
}

function both(condition: Condition, other: string): Sql {
  const { sql, values } = sqlOn('s', condition)
  return { sql: `${other} AND ${sql}`, values }
}
