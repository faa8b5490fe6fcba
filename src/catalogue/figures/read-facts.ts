import { FREE } from '../../facts/free.ts'
import { DELIVERY_CLASSES } from '../../geography/delivery-class.ts'
import { type Columns, maybeNumberAt, numberAt, readColumns, textAt } from '../../store/columns.ts'
import type { FiguresContext } from './figures-context.ts'
import type { RecordFacts } from './record-facts.ts'

/** What facts are read from, of rows `s` of `service`. */
export const FACTS_COLUMNS = {
  sid: 's.sid',
  fid: 's.fid',
  cluster: 's.cid',
  organization: 's.oid',
  delivery: 's.delivery',
  assured: 's.assured',
  free: FREE.on('s'),
  minimum_age: 's.minimum_age',
  maximum_age: 's.maximum_age',
  quality: 's.quality',
  groups: 'coalesce(f.groups, 0)',
} as const
/** What besides `service` they are read from. */
export const FACTS_JOIN = 'LEFT JOIN service_figure f ON f.sid = s.sid'

/** The facts of the row at that position of these columns. */
export function readFacts(context: FiguresContext, columns: Columns, at: number): RecordFacts {
  const assured = textAt(columns, 'assured', at)
  const free = maybeNumberAt(columns, 'free', at)
  const organization = maybeNumberAt(columns, 'organization', at)
  return {
    record: numberAt(columns, 'sid', at),
    cluster: numberAt(columns, 'cluster', at),
    feed: context.slugOf(numberAt(columns, 'fid', at)),
    organization: organization === undefined ? undefined : (groupsOf(context).get(organization) ?? organization),
    delivery: DELIVERY_CLASSES[numberAt(columns, 'delivery', at)] ?? 'UNPLACED',
    assured: assured === '' ? undefined : assured,
    free: free === undefined ? undefined : free === 1,
    minimumAge: maybeNumberAt(columns, 'minimum_age', at),
    maximumAge: maybeNumberAt(columns, 'maximum_age', at),
    groups: numberAt(columns, 'groups', at),
    quality: maybeNumberAt(columns, 'quality', at),
  }
}

/** Groups of organizations that several records are of, by the number of each: few, so that they are not looked up for each service. */
function groupsOf({ store }: FiguresContext): ReadonlyMap<number, number> {
  return store.once('organization groups', () => {
    const columns = readColumns(
      store.get(
        'SELECT json_group_array(oid) AS oid, json_group_array(gid) AS gid FROM organization WHERE gid IS NOT NULL',
      ),
    )
    return new Map((columns['oid'] ?? []).map((_, at) => [numberAt(columns, 'oid', at), numberAt(columns, 'gid', at)]))
  })
}
