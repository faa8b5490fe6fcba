import { rowSql } from '../../facts/row-sql.ts'
import type { Duplicates } from '../service-query.ts'
import { allOf, type Condition } from './condition.ts'

/** Of records held to be one service, the preferred among those that pass; KEEP: all that pass. */
export function collapse(where: Condition, duplicates: Duplicates): Condition {
  return duplicates === 'KEEP' ? where : allOf([where, isPreferred(where)])
}

/** Whether no other record of its cluster that passes is preferred; asked of the few rows that are not alone. */
function isPreferred(where: Condition): Condition {
  return rowSql(
    ['solo', 'pref', 'cid'],
    (s) => `(${s('solo')} = 1 OR ${s('pref')} = 0 OR NOT EXISTS (SELECT 1 FROM service better
      WHERE better.solo = 0 AND better.cid = ${s('cid')} AND better.pref < ${s('pref')} AND ${where.on('better')}))`,
    where.values,
  )
}

/** Those that pass and are not alone in their cluster. */
export function sharedAmong(where: Condition): Condition {
  return allOf([where, IS_SHARED])
}

// Whether a service is among them is one look by its key there; those of `service` itself would be put together first.
const SHARED = 'SELECT sid FROM cluster_member'
const IS_SHARED: Condition = {
  ...rowSql(['solo'], (s) => `${s('solo')} = 0`),
  set: { sql: SHARED, values: [], isExact: true },
}
