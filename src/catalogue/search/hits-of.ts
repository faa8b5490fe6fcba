import type { ReaderStore } from '../../store/reader-store.ts'
import { aboutAll, chooseSet, rowsOf } from './choose-set.ts'
import type { Sql } from '../../store/sql.ts'
import { IS_ACTIVE, partsOf, sqlOn, type Condition } from './condition.ts'

/** All hits of a condition, in no order. */
export interface Hits {
  /** With rows of alias `s`. */
  readonly from: Sql
  /** What is left to ask of them. */
  readonly where: Sql
}

/** All hits, the cheapest way. `s` has every column of `service` where `needsRows`, else `sid` alone is promised. */
export function hitsOf(store: ReaderStore, where: Condition, needsRows: boolean): Hits {
  const parts = partsOf(where)
  const term = parts.find(({ set }) => set?.tid !== undefined)?.set
  if (!needsRows && term !== undefined && parts.length === 2 && parts.includes(IS_ACTIVE)) {
    const from = { sql: 'service_term s INDEXED BY service_term_name', values: [] }
    return { from, where: { sql: 's.tid = ? AND s.active = 1', values: term.values } }
  }
  const start = chooseSet(store, where, aboutAll(store) / 4)
  if (start === undefined) return { from: { sql: 'service s', values: [] }, where: sqlOn('s', where) }
  return { from: rowsOf(start.set), where: sqlOn('s', start.rest) }
}
