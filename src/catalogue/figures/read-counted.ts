import { refOf } from '../../model/record-uid.ts'
import type { RecordRef } from '../../model/record.ts'
import { columnsSql, numberAt, readColumns, textAt } from '../../store/columns.ts'
import { maybeTextOf, numberOf, textOf } from '../../store/row.ts'
import { unstatedFacts } from '../search/complete-hits.ts'
import { questionOf } from '../search/question.ts'
import { type FiguresContext, groupNumbers } from './figures-context.ts'
import type { CountedRecord, FiguresQuestion, TermGroup } from './figures-reader.ts'
import type { RecordFacts } from './record-facts.ts'
import { FACTS_COLUMNS, FACTS_JOIN, readFacts } from './read-facts.ts'

/** Which of the records have a term of each group, below it and by mapping too: the positions of the groups by record. */
export function readTermsOf(
  context: FiguresContext,
  records: readonly number[],
  groups: readonly TermGroup[],
): ReadonlyMap<number, readonly number[]> {
  const wanted = groups.flatMap((group, at) => groupNumbers(context, group).map((tid) => [at, tid]))
  const rows = context.store.all(
    `WITH w AS MATERIALIZED (SELECT value ->> 0 AS at, CAST(value ->> 1 AS INTEGER) AS tid FROM json_each(?2))
     SELECT DISTINCT s.value AS sid, w.at FROM json_each(?1) s CROSS JOIN service_term t ON t.sid = s.value CROSS JOIN term z ON z.tid = t.tid
       CROSS JOIN w ON w.tid IN (t.tid, -z.xid) ORDER BY 1, 2`,
    JSON.stringify(records),
    JSON.stringify(wanted),
  )
  const found = Map.groupBy(rows, (row) => numberOf(row, 'sid'))
  return new Map([...found].map(([record, own]) => [record, own.map((row) => numberOf(row, 'at'))]))
}

/** What leads from row numbers to the records themselves; those that went are left out. */
export function readCountedRecords(
  { store }: FiguresContext,
  records: readonly number[],
): ReadonlyMap<number, CountedRecord> {
  const rows = store.all(
    `SELECT s.sid, s.uid, o.uid AS organization FROM json_each(?) j CROSS JOIN service s ON s.sid = j.value
     LEFT JOIN organization o ON o.oid = s.oid`,
    JSON.stringify(records),
  )
  return new Map(
    rows.map((row) => {
      const organization = maybeTextOf(row, 'organization')
      const ref = refOf(textOf(row, 'uid'))
      return [numberOf(row, 'sid'), organization === undefined ? { ref } : { ref, organization: refOf(organization) }]
    }),
  )
}

/** Locations by their row numbers, in order; those that went are left out. */
export function readLocationRefs({ store }: FiguresContext, locations: readonly number[]): readonly RecordRef[] {
  const rows = store.all(
    'SELECT l.uid FROM json_each(?) j CROSS JOIN location l ON l.lid = j.value ORDER BY j.key',
    JSON.stringify(locations),
  )
  return rows.map((row) => refOf(textOf(row, 'uid')))
}

/** The names of the filters on facts that each of the records does not state and on which it hangs whether it is meant. */
export function readUnknownOn(
  { store, search }: FiguresContext,
  { filter }: FiguresQuestion,
  records: readonly number[],
): ReadonlyMap<number, readonly string[]> {
  return unstatedFacts(store, questionOf(store, search, filter, 'INCLUDE'), records)
}

/** The records that pass and share a cluster with the one of that uid, the preferred first. */
export function readListings(
  context: FiguresContext,
  { filter, unknowns }: Omit<FiguresQuestion, 'basis'>,
  uid: string,
): readonly (RecordFacts & { readonly ref: RecordRef })[] {
  const { where } = questionOf(context.store, context.search, filter, unknowns)
  const columns = readColumns(
    context.store.get(
      `SELECT ${columnsSql({ ...FACTS_COLUMNS, uid: 's.uid', pref: 's.pref' })} FROM service x CROSS JOIN service s ON s.sid IN (
         SELECT m.sid FROM cluster_member m WHERE m.cid = x.cid UNION SELECT x.sid) ${FACTS_JOIN}
       WHERE x.uid = ? AND ${where.on('s')}`,
      uid,
      ...where.values,
    ),
  )
  const prefAt = (at: number): number => numberAt(columns, 'pref', at)
  return [...(columns['uid'] ?? []).keys()]
    .toSorted((a, b) => prefAt(a) - prefAt(b) || numberAt(columns, 'sid', a) - numberAt(columns, 'sid', b))
    .map((at) => ({ ...readFacts(context, columns, at), ref: refOf(textAt(columns, 'uid', at)) }))
}
