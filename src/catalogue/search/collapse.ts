import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, type Row } from '../../store/row.ts'
import type { Duplicates } from '../service-query.ts'
import { allOf, type Condition } from './condition.ts'

/** A second table of the outer alias inside a condition: what looks like the outer row may then be an inner one. */
const OWN_ALIAS = /(?:FROM|JOIN|,)\s+\w+\s+(?:AS\s+)?s\b/i

/** Of records held to be one service, the preferred among those that pass; KEEP: all that pass. */
export function collapse(where: Condition, duplicates: Duplicates = 'COLLAPSE'): Condition {
  return duplicates === 'KEEP' ? where : allOf([where, isPreferred(where)])
}

/** Whether no other record of its cluster that passes is preferred; asked of the few rows that are not alone. */
function isPreferred({ sql, values }: Condition): Condition {
  if (OWN_ALIAS.test(sql)) {
    const preferred = `SELECT sid FROM (SELECT s.sid, min(s.pref) FROM service s WHERE s.solo = 0 AND ${sql} GROUP BY s.cid)`
    return { sql: `(s.solo = 1 OR s.sid IN (${preferred}))`, values }
  }
  const better = `SELECT 1 FROM service b WHERE b.solo = 0 AND b.cid = s.cid AND b.pref < s.pref AND ${sql.replaceAll(/\bs\./g, 'b.')}`
  return { sql: `(s.solo = 1 OR s.pref = 0 OR NOT EXISTS (${better}))`, values }
}

/** Those hits that are not alone in their cluster. */
export function sharedAmong(where: Condition): Condition {
  const sql = 'SELECT sid FROM service WHERE solo = 0'
  return allOf([where, { sql: 's.solo = 0', values: [], set: { sql, values: [], isExact: true } }])
}

/** How many records more than clusters a condition means. */
export function countSurplus(
  store: Pick<ReaderStore, 'get'>,
  {
    from,
    where,
  }: { readonly from: { readonly sql: string; readonly values: Condition['values'] }; readonly where: Condition },
): number {
  const row = store.get(
    `SELECT count(*) - count(DISTINCT s.cid) AS n FROM ${from.sql} WHERE ${where.sql}`,
    ...from.values,
    ...where.values,
  )
  return Number(row?.['n'])
}

/** The same SELECT over the table `hit`, which has `cid` here, but counting as `n` the records more than clusters. */
export function surplusOf(select: string): string {
  return select.replaceAll(/(count\((?:\*|DISTINCT a\.sid)\)) AS n/g, '$1 - count(DISTINCT hit.cid) AS n')
}

/** Rows that count records as `n`, less the surplus counted for the same key: so they count clusters. */
export function lessSurplus(rows: readonly Row[], surplus: readonly Row[]): readonly Row[] {
  const more = new Map(surplus.map((row) => [keyOf(row), numberOf(row, 'n')]))
  return rows.map((row) => ({ ...row, n: numberOf(row, 'n') - (more.get(keyOf(row)) ?? 0) }))
}

function keyOf({ n: _, ...key }: Row): string {
  return JSON.stringify(key)
}
