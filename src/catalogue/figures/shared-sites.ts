import { numberOf } from '../../store/row.ts'
import type { FiguresContext } from './figures-context.ts'

const MANY_SERVICES = 20
const MANY_ORGANIZATIONS = 5

/**
 * How many places in an area more than 20 services of more than 5 organizations share (docs/figures.md 2.4, pitfall 2): a head
 * office or a register's own address, perhaps, rather than where the services happen.
 */
export function countSharedSites({ store, areas }: FiguresContext, code: string): number {
  const aid = areas.aidOf(code)
  if (aid === undefined) return 0
  return store.remember(`shared sites ${aid}`, () => {
    const row = store.get(
      `SELECT count(*) AS n FROM (
         SELECT y.lid FROM location_area y CROSS JOIN service_location p ON p.lid = y.lid CROSS JOIN service s ON s.sid = p.sid
           LEFT JOIN organization o ON o.oid = s.oid
         WHERE y.aid = ? AND s.active = 1 GROUP BY y.lid
         HAVING count(DISTINCT s.cid) > ${MANY_SERVICES} AND count(DISTINCT coalesce(-o.gid, o.oid)) > ${MANY_ORGANIZATIONS})`,
      aid,
    )
    return numberOf(row ?? {}, 'n')
  })
}
