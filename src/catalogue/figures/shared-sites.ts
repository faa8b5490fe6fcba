import { numberOf } from '../../store/row.ts'
import type { FiguresContext } from './figures-context.ts'

/** A place is shared by very many where more services than this, of more organizations than this, state it. */
export const SHARED_SITE_OVER = { services: 20, organizations: 5 } as const

/**
 * How many places in an area very many services share (docs/figures.md 2.4, pitfall 2): a head office or a register's own address, perhaps, rather than where the services happen.
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
         HAVING count(DISTINCT s.cid) > ${SHARED_SITE_OVER.services} AND count(DISTINCT coalesce(-o.gid, o.oid)) > ${SHARED_SITE_OVER.organizations})`,
      aid,
    )
    return numberOf(row ?? {}, 'n')
  })
}
