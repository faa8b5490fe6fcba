import { readList } from '../../store/columns.ts'
import { numberOf } from '../../store/row.ts'
import { eachRange, inSteps, type Steps } from '../steps.ts'
import type { FiguresContext } from './figures-context.ts'

/** A place is shared by very many where more services than this, of more organizations than this, state it. */
export const SHARED_SITE_OVER = { services: 20, organizations: 5 } as const

/**
 * How many places in an area very many services share (docs/figures.md 2.4, pitfall 2): a head office or a register's own address, perhaps, rather than where the services happen.
 */
export function countSharedSites(context: FiguresContext, code: string): number {
  const aid = context.areas.aidOf(code)
  return aid === undefined ? 0 : (countByArea(context).get(aid) ?? 0)
}

/** By area; few places anywhere have so many services, so that all of them are looked for once, in the index of places alone. */
function countByArea({ store }: FiguresContext): ReadonlyMap<number, number> {
  return inSteps(store, 'shared sites', function* (): Steps<ReadonlyMap<number, number>> {
    const counts = new Map<number, number>()
    const last = Number(store.get('SELECT max(lid) AS n FROM service_location')?.['n'] ?? 0)
    yield* eachRange(last, (from, to) => {
      const many = store.get(
        `SELECT json_group_array(lid) AS lids FROM (SELECT lid FROM service_location WHERE lid BETWEEN ? AND ?
           GROUP BY lid HAVING count(*) > ${SHARED_SITE_OVER.services})`,
        from,
        to,
      )
      if (readList(many?.['lids']).length === 0) return
      const rows = store.all(
        `SELECT y.aid, count(*) AS n FROM (
           SELECT p.lid FROM json_each(?) j CROSS JOIN service_location p ON p.lid = j.value CROSS JOIN service s ON s.sid = p.sid
             LEFT JOIN organization o ON o.oid = s.oid
           WHERE s.active = 1 GROUP BY p.lid
           HAVING count(DISTINCT s.cid) > ${SHARED_SITE_OVER.services} AND count(DISTINCT coalesce(-o.gid, o.oid)) > ${SHARED_SITE_OVER.organizations}) d
         CROSS JOIN location_area y ON y.lid = d.lid GROUP BY y.aid`,
        String(many?.['lids']),
      )
      for (const row of rows) {
        const aid = numberOf(row, 'aid')
        counts.set(aid, (counts.get(aid) ?? 0) + numberOf(row, 'n'))
      }
    })
    return counts
  })
}
