import { FREE } from '../../facts/free.ts'
import { BASIS_BITS } from '../../geography/area-bits.ts'
import { DELIVERY_CLASSES } from '../../geography/delivery-class.ts'
import { maybeNumberOf, numberOf, textOf, type Row } from '../../store/row.ts'
import { eachHits } from '../search/each-hits.ts'
import { aboutAll } from '../search/choose-set.ts'
import { eachRange, inSteps, type Steps } from '../steps.ts'
import { questionOf } from '../search/question.ts'
import { areaPairs, evidenceAt, evidenceSql, type FiguresContext } from './figures-context.ts'
import type { AreaGroup, FiguresQuestion, RecordsInAreas } from './figures-reader.ts'
import type { EvidenceBasis, RecordFacts } from './record-facts.ts'
import { present } from '../../model/present.ts'

/** What facts are read from, of rows `s` of `service`. */
export const FACTS_COLUMNS = `s.sid, s.fid, s.cid AS cluster, coalesce(o.gid, s.oid) AS organization, s.delivery, s.assured, ${FREE.on('s')} AS free,
  s.minimum_age, s.maximum_age, s.quality, coalesce(f.groups, 0) AS groups`
export const FACTS_JOINS = 'LEFT JOIN service_figure f ON f.sid = s.sid LEFT JOIN organization o ON o.oid = s.oid'

/** Facts of all records that pass and share a cluster with one that counts in any of the areas; kept while the data stands. */
export function readRecords(
  context: FiguresContext,
  question: FiguresQuestion,
  areas: readonly AreaGroup[],
): RecordsInAreas {
  const { store } = context
  const { where, key: meant } = questionOf(store, context.search, question.filter, question.unknowns)
  const pairs = areaPairs(context, areas)
  const key = `records ${question.basis} ${pairs}\n${meant}`
  return inSteps(
    store,
    key,
    function* (): Steps<RecordsInAreas> {
      const hits: Row[] = []
      yield* eachHits(store, where, { needsRows: true }, ({ from, where: rest }) => {
        const rows = store.all(
          `SELECT ${FACTS_COLUMNS}, s.pref, ${evidenceSql(question.basis)} AS evidence FROM ${from.sql} ${FACTS_JOINS} WHERE ${rest.sql}`,
          ...from.values,
          ...rest.values,
        )
        for (const row of rows) hits.push(row)
      })
      const rank = (row: Row): readonly [number, number] => [numberOf(row, 'cluster'), numberOf(row, 'pref')]
      hits.sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1])
      yield
      return yield* placeRecords(context, question, hits, pairs, areas.length)
    },
    ({ records, here }) => records.length * 250 + here.reduce((sum, { size }) => sum + size, 0) * 30,
  )
}

function* placeRecords(
  context: FiguresContext,
  { basis }: FiguresQuestion,
  hits: readonly Row[],
  pairs: string,
  groups: number,
): Steps<RecordsInAreas> {
  const here = Array.from({ length: groups }, () => new Map<number, EvidenceBasis>())
  const bySid = new Map(hits.map((row) => [numberOf(row, 'sid'), row]))
  const clusters = new Set<number>()
  yield* eachRange(aboutAll(context.store), (from, to) => {
    const members = context.store.all(
      `SELECT DISTINCT g.value ->> 0 AS area, a.sid FROM json_each(?) g CROSS JOIN service_area a ON a.aid = g.value ->> 1
       WHERE a.sid BETWEEN ? AND ? AND (a.bases & ${BASIS_BITS[basis]}) <> 0`,
      pairs,
      from,
      to,
    )
    for (const member of members) {
      const sid = numberOf(member, 'sid')
      const hit = bySid.get(sid)
      if (hit === undefined) continue
      here[numberOf(member, 'area')]?.set(sid, evidenceAt(numberOf(hit, 'evidence')))
      clusters.add(numberOf(hit, 'cluster'))
    }
  })
  const records: RecordFacts[] = []
  yield* eachRange(hits.length, (from, to) => {
    for (const row of hits.slice(from - 1, to))
      if (clusters.has(numberOf(row, 'cluster'))) records.push(readFacts(context, row))
  })
  return { records, here }
}

/** The facts of a row with these columns. */
export function readFacts({ slugOf }: FiguresContext, row: Row): RecordFacts {
  const assured = textOf(row, 'assured')
  const free = maybeNumberOf(row, 'free')
  const [minimumAge, maximumAge] = [maybeNumberOf(row, 'minimum_age'), maybeNumberOf(row, 'maximum_age')]
  const [organization, quality] = [maybeNumberOf(row, 'organization'), maybeNumberOf(row, 'quality')]
  return {
    record: numberOf(row, 'sid'),
    cluster: numberOf(row, 'cluster'),
    feed: slugOf(numberOf(row, 'fid')),
    delivery: DELIVERY_CLASSES[numberOf(row, 'delivery')] ?? 'UNPLACED',
    groups: numberOf(row, 'groups'),
    ...(assured === '' ? {} : { assured }),
    ...(free === undefined ? {} : { free: free === 1 }),
    ...present({ minimumAge, maximumAge, organization, quality }),
  }
}
