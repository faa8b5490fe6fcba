import { BASIS_BITS } from '../../geography/area-bits.ts'
import { columnsSql, numberAt, readColumns, readList } from '../../store/columns.ts'
import { numberOf } from '../../store/row.ts'
import { eachHits } from '../search/each-hits.ts'
import { aboutAll } from '../search/choose-set.ts'
import { eachRange, inSteps, type Steps } from '../steps.ts'
import { questionOf } from '../search/question.ts'
import { type Cluster, clustersOf, indexRecords } from './cluster.ts'
import { type AreaPair, areaPairs, evidenceAt, evidenceSql, type FiguresContext } from './figures-context.ts'
import type { AreaGroup, FiguresQuestion, RecordsInAreas } from './figures-reader.ts'
import { FACTS_COLUMNS, FACTS_JOIN, readFacts } from './read-facts.ts'
import type { EvidenceBasis, RecordFacts } from './record-facts.ts'

/** Facts of all records that pass and share a cluster with one that counts in any of the areas; kept while the data stands. */
export function readRecords(
  context: FiguresContext,
  question: FiguresQuestion,
  areas: readonly AreaGroup[],
): RecordsInAreas {
  const { store } = context
  const { where, key: meant } = questionOf(store, context.search, question.filter, question.unknowns)
  const pairs = areaPairs(context, areas)
  const key = `records ${question.basis} ${JSON.stringify([areas.length, pairs])}\n${meant}`
  return inSteps(
    store,
    key,
    function* (): Steps<RecordsInAreas> {
      const columns = columnsSql({ ...FACTS_COLUMNS, pref: 's.pref', evidence: evidenceSql(question.basis) })
      const hits: Hit[] = []
      yield* eachHits(store, where, { needsRows: true }, ({ from, where: rest }) => {
        const sql = `SELECT ${columns} FROM ${from.sql} ${FACTS_JOIN} WHERE ${rest.sql}`
        const found = readColumns(store.get(sql, ...from.values, ...rest.values))
        for (const at of found['sid']?.keys() ?? []) {
          const [pref, evidence] = [numberAt(found, 'pref', at), evidenceAt(numberAt(found, 'evidence', at))]
          hits.push({ facts: readFacts(context, found, at), pref, evidence })
        }
      })
      hits.sort((a, b) => a.facts.cluster - b.facts.cluster || a.pref - b.pref)
      yield
      return yield* placeRecords(context, question, hits, pairs, areas.length)
    },
    ({ records, here }) => records.length * 150 + here.reduce((sum, { size }) => sum + size, 0) * 100,
  )
}

/** A record that passes, its place among those of its cluster, and the evidence by which it counts wherever it does. */
interface Hit {
  readonly facts: RecordFacts
  readonly pref: number
  readonly evidence: EvidenceBasis
}

function* placeRecords(
  context: FiguresContext,
  question: FiguresQuestion,
  hits: readonly Hit[],
  pairs: readonly AreaPair[],
  groups: number,
): Steps<RecordsInAreas> {
  const places = yield* placesOf(context, question, hits, pairs, groups)
  const here: Map<number, EvidenceBasis>[] = []
  const counting = new Set<number>()
  for (const positions of places) {
    const own = new Map<number, EvidenceBasis>()
    here.push(own)
    const inOrder = Uint32Array.from(positions).toSorted()
    yield* eachRange(inOrder.length, (from, to) => {
      for (const at of inOrder.subarray(from - 1, to)) {
        const hit = hits[at]
        if (hit === undefined) continue
        own.set(hit.facts.record, hit.evidence)
        counting.add(hit.facts.cluster)
      }
    })
  }
  const records = hits.flatMap(({ facts }) => (counting.has(facts.cluster) ? [facts] : []))
  yield
  const index = yield* indexRecords(records)
  const clusters: (readonly Cluster[])[] = []
  for (const own of here) clusters.push(yield* clustersOf(index, own))
  return { records, here, clusters }
}

/** Positions of the hits that count in each group of areas, in no order, some of them several times. */
function* placesOf(
  { store }: FiguresContext,
  { basis }: FiguresQuestion,
  hits: readonly Hit[],
  pairs: readonly AreaPair[],
  groups: number,
): Steps<readonly (readonly number[])[]> {
  const positions = new Map(hits.map(({ facts }, at) => [facts.record, at]))
  const places = Array.from({ length: groups }, (): number[] => [])
  const groupsOf = Map.groupBy(pairs, ([, aid]) => aid)
  const sql = `SELECT g.value AS aid, (SELECT json_group_array(a.sid) FROM service_area a
      WHERE a.aid = g.value AND a.sid BETWEEN ? AND ? AND (a.bases & ${BASIS_BITS[basis]}) <> 0) AS sids FROM json_each(?) g`
  yield* eachRange(aboutAll(store), (from, to) => {
    for (const row of store.all(sql, from, to, JSON.stringify([...groupsOf.keys()]))) {
      const found = readList(row['sids']).flatMap((sid) => (typeof sid === 'number' ? (positions.get(sid) ?? []) : []))
      for (const [group] of groupsOf.get(numberOf(row, 'aid')) ?? []) for (const at of found) places[group]?.push(at)
    }
  })
  return places
}
