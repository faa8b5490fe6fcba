import { BASIS_BITS } from '../../geography/area-bits.ts'
import { columnsSql, numberAt, readColumns, readList } from '../../store/columns.ts'
import { numberOf } from '../../store/row.ts'
import { eachHits } from '../search/each-hits.ts'
import { aboutAll } from '../search/choose-set.ts'
import { eachRange, inSteps, type Steps } from '../steps.ts'
import { questionOf } from '../search/question.ts'
import { type Cluster, clustersOf, recordsOfClusters } from './cluster.ts'
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
    ({ records, clusters }) => records.length * 150 + clusters.reduce((sum, { length }) => sum + length, 0) * 100,
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
  const all = hits.map(({ facts }) => facts)
  const lists = yield* recordsOfClusters(all)
  const counting = new Set<number>()
  const clusters: (readonly Cluster[])[] = []
  for (const here of places) {
    const own = yield* clustersOf(lists, here, (at) => hits[at]?.evidence)
    for (const { records } of own) counting.add(records[0]?.cluster ?? -1)
    clusters.push(own)
    yield
  }
  return {
    records: all.filter(({ cluster }) => counting.has(cluster)),
    clusters,
    here: (group) => evidenceOf(hits, places[group] ?? new Uint32Array()),
  }
}

/** By what evidence the hits at those positions count, by the number of the record. */
function evidenceOf(hits: readonly Hit[], positions: Uint32Array): ReadonlyMap<number, EvidenceBasis> {
  const own = new Map<number, EvidenceBasis>()
  for (const at of positions) {
    const hit = hits[at]
    if (hit !== undefined) own.set(hit.facts.record, hit.evidence)
  }
  return own
}

/** Positions of the hits that count in each group of areas, each once and in ascending order. */
function* placesOf(
  { store }: FiguresContext,
  { basis }: FiguresQuestion,
  hits: readonly Hit[],
  pairs: readonly AreaPair[],
  groups: number,
): Steps<readonly Uint32Array[]> {
  const all = aboutAll(store)
  const positions = new Int32Array(all + 1).fill(-1)
  for (const [at, { facts }] of hits.entries()) positions[facts.record] = at
  const places = Array.from({ length: groups }, (): number[] => [])
  const groupsOf = Map.groupBy(pairs, ([, aid]) => aid)
  const sql = `SELECT g.value AS aid, (SELECT json_group_array(a.sid) FROM service_area a
      WHERE a.aid = g.value AND a.sid BETWEEN ? AND ? AND (a.bases & ${BASIS_BITS[basis]}) <> 0) AS sids FROM json_each(?) g`
  yield* eachRange(all, (from, to) => {
    for (const row of store.all(sql, from, to, JSON.stringify([...groupsOf.keys()]))) {
      const groups = groupsOf.get(numberOf(row, 'aid')) ?? []
      for (const sid of readList(row['sids'])) {
        const at = positions[Number(sid)] ?? -1
        if (at >= 0) for (const [group] of groups) places[group]?.push(at)
      }
    }
  })
  return places.map((found) =>
    Uint32Array.from(found)
      .sort()
      .filter((at, place, own) => at !== own[place - 1]),
  )
}
