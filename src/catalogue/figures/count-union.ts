import { BASIS_BITS } from '../../geography/area-bits.ts'
import type { CellCount } from '../../model/cell-count.ts'
import { numberOf } from '../../store/row.ts'
import { aboutAll } from '../search/choose-set.ts'
import { IS_ACTIVE } from '../search/condition.ts'
import { eachRange, type Steps } from '../steps.ts'
import { areaPairs, type FiguresContext } from './figures-context.ts'
import type { AreaGroup, FiguresQuestion } from './figures-reader.ts'
import { NOTHING, readKept, plus } from './kept-cells.ts'
import { type Note, selectListed, selectShared } from './select-cells.ts'

/** From this share of all services on it is cheaper to count them all. */
const FEW = 1 / 4

/**
 * Counts of the active services available in any of several areas, from the kept counts of each: what counts in one of them alone is
 * in their sum, the few other services are counted both by area, which is taken off it, and in all. By number of the term;
 * undefined where the counts of an area are not kept, or where those others are many.
 */
export function* countUnion(
  context: FiguresContext,
  question: FiguresQuestion,
  codes: AreaGroup,
  tids: readonly number[],
): Steps<((tid: number) => CellCount) | undefined> {
  const pairs = areaPairs(context, [...codes.map((code) => [code]), codes])
  const held = codes.map((_, area) => ({ area, aids: pairs.flatMap(([group, aid]) => (group === area ? [aid] : [])) }))
  const kept = readKept(context, held)
  if (kept.size < codes.length) return undefined
  const several = yield* severalTimesHeld(context, new Set(held.flatMap(({ aids }) => aids)))
  if (several.length > aboutAll(context.store) * FEW) return undefined
  const counts = new Map(
    tids.map((tid) => [tid, [...kept.values()].reduce((sum, countOf) => plus(sum, countOf(tid) ?? NOTHING), NOTHING)]),
  )
  const terms = tids.map((tid, at) => [at, tid] as const)
  const note: Note = ({ area, term, count }) => {
    const tid = tids[term]
    if (tid === undefined) return
    counts.set(tid, plus(counts.get(tid) ?? NOTHING, count, area === codes.length ? 1 : -1))
  }
  yield* selectShared(context, question, IS_ACTIVE, { areas: pairs, terms }, note)
  yield* selectListed(context, question, IS_ACTIVE, { areas: pairs, terms }, several, note)
  return (tid) => counts.get(tid) ?? NOTHING
}

/** Services held under several of these numbers, or for all of an area above. */
function* severalTimesHeld({ store }: FiguresContext, aids: ReadonlySet<number>): Steps<readonly number[]> {
  const sids: number[] = []
  const sql = `SELECT sid FROM service_area INDEXED BY service_area_service WHERE sid BETWEEN ? AND ? AND (bases & ${BASIS_BITS.AVAILABLE}) <> 0
    AND +aid IN (SELECT value FROM json_each(?)) GROUP BY sid HAVING count(*) > 1 OR min(aid) < 0`
  yield* eachRange(aboutAll(store), (from, to) => {
    for (const row of store.all(sql, from, to, JSON.stringify([...aids]))) sids.push(numberOf(row, 'sid'))
  })
  return sids
}
