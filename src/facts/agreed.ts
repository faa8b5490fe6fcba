import type { RowSql } from './row-sql.ts'

/**
 * What the records that are held to be one service agree on: null where none of them states it, and where one contradicts
 * another. Those that are not active have no say beside one that is. So a service has one answer, by whichever of its
 * records it is asked.
 */
export function agreed({ columns, values, on }: RowSql): RowSql {
  return {
    columns: [...new Set([...columns, 'solo', 'cid'])],
    values: [...values, ...values],
    on: (alias) => `CASE WHEN ${alias}.solo = 1 THEN ${on(alias)} ELSE (
      SELECT CASE WHEN min(said) = max(said) THEN min(said) END FROM (SELECT ${on('member')} AS said FROM service member
        WHERE member.solo = 0 AND member.cid = ${alias}.cid AND member.active = (SELECT max(sibling.active) FROM service sibling
          WHERE sibling.solo = 0 AND sibling.cid = ${alias}.cid))) END`,
  }
}
