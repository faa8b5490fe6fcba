import { aboutAll, chooseSet } from '../search/choose-set.ts'
import type { CellCount } from '../../model/cell-count.ts'
import { countCellsByTerm, type AreaNumbers } from '../../store/cell-view.ts'
import { IS_ACTIVE, sqlOn, type Condition } from '../search/condition.ts'
import { eachRange, inSteps, type Steps } from '../steps.ts'
import { questionOf } from '../search/question.ts'
import { type AreaPair, areaPairs, groupNumbers, isOfAreasOnly, type FiguresContext } from './figures-context.ts'
import type { AreaGroup, AreaWithUnplaced, FiguresQuestion, TermGroup } from './figures-reader.ts'
import { countUnion } from './count-union.ts'
import { NOTHING, plus, readKept } from './kept-cells.ts'
import { isAboutCells, selectCells } from './select-cells.ts'

/** Counts being filled in, by group of terms and group of areas. */
type Counts = CellCount[][]

/** Terms by position in the question: one number each, 0 for any, below 0 for a scheme. */
type SingleTerms = ReadonlyMap<number, number>

/**
 * One list per group of terms, with one count per group of areas, in the order asked; kept while the data stands. Single
 * areas by single terms come from kept counts, else from the cells; groups are counted service by service.
 */
export function countCells(
  context: FiguresContext,
  question: FiguresQuestion,
  areas: readonly (AreaGroup | AreaWithUnplaced)[],
  terms: readonly TermGroup[],
): readonly (readonly CellCount[])[] {
  const { where, key: meant } = questionOf(context.store, context.search, question.filter, question.unknowns)
  const tids = terms.map((group) => groupNumbers(context, group))
  const pairs = areaPairs(context, areas)
  const key = `cells ${question.basis} ${JSON.stringify([tids, areas.length, pairs])}\n${meant}`
  return inSteps(
    context.store,
    key,
    function* (): Steps<Counts> {
      const counts: Counts = terms.map(() => areas.map(() => NOTHING))
      const isFast = question.basis === 'AVAILABLE' && isAboutCells(where) && !(yield* isSelective(context, where))
      const singles = new Map(
        tids.flatMap(([tid, ...others], at) => (tid === undefined || others.length > 0 ? [] : [[at, tid] as const])),
      )
      const alone = new Set(
        areas.flatMap((group, area) => (isFast && isOfAreasOnly(group) && group.length === 1 ? [area] : [])),
      )
      yield* fillSingles(context, where, counts, numbersOf(pairs, alone), singles)
      const unions =
        isFast && where === IS_ACTIVE ? yield* fillUnions(context, question, counts, areas, singles) : alone
      const isLeft = (area: number, term: number): boolean =>
        (!alone.has(area) && !unions.has(area)) || !singles.has(term)
      yield* fillGroups(context, question, where, counts, pairs, tids, isLeft)
      return counts
    },
    (counts) => counts.length * areas.length * 60,
  )
}

/** Whether the filter leaves so few that it is better to start from them. */
function* isSelective({ store }: FiguresContext, where: Condition): Steps<boolean> {
  return (yield* chooseSet(store, where, aboutAll(store) / 8)) !== undefined
}

function* fillSingles(
  context: FiguresContext,
  where: Condition,
  counts: Counts,
  numbers: readonly AreaNumbers[],
  singles: SingleTerms,
): Steps<void> {
  if (singles.size === 0 || numbers.length === 0) return
  const kept =
    where === IS_ACTIVE ? readKept(context, numbers) : new Map<number, (tid: number) => CellCount | undefined>()
  const tids = [...new Set(singles.values())]
  const left = numbers.filter(({ area }) => !kept.has(area))
  // A first area may be all there is.
  const look = (from: number, to: number): void => {
    const together = left.slice(from - 1, to)
    const places = together.map(({ aids }, at) => ({ area: at, aids }))
    const counted = countCellsByTerm(context.store, places, tids, sqlOn('s', where))
    for (const [at, { area }] of together.entries()) kept.set(area, (tid) => counted[at]?.get(tid))
  }
  yield* eachRange(left.length, look, 1, 1)
  for (const [area, countOf] of kept) {
    for (const [term, tid] of singles) {
      const row = counts[term]
      if (row !== undefined) row[area] = countOf(tid) ?? NOTHING
    }
  }
}

/** Of these areas the numbers under which their services are held. */
function numbersOf(pairs: readonly AreaPair[], areas: ReadonlySet<number>): readonly AreaNumbers[] {
  const byArea = Map.groupBy(pairs, ([area]) => area)
  return [...areas].map((area) => ({ area, aids: (byArea.get(area) ?? []).map(([, aid]) => aid) }))
}

/** The unions of areas of which the counts are kept, filled in; by position. */
function* fillUnions(
  context: FiguresContext,
  question: FiguresQuestion,
  counts: Counts,
  areas: readonly (AreaGroup | AreaWithUnplaced)[],
  singles: SingleTerms,
): Steps<ReadonlySet<number>> {
  const filled = new Set<number>()
  for (const [area, group] of areas.entries()) {
    if (!isOfAreasOnly(group) || group.length < 2 || singles.size === 0) continue
    const countOf = yield* countUnion(context, question, group, [...new Set(singles.values())])
    if (countOf === undefined) continue
    filled.add(area)
    for (const [term, tid] of singles) counts[term]?.splice(area, 1, countOf(tid))
  }
  return filled
}

function* fillGroups(
  context: FiguresContext,
  question: FiguresQuestion,
  where: Condition,
  counts: Counts,
  areas: readonly AreaPair[],
  tids: readonly (readonly number[])[],
  isLeft: (area: number, term: number) => boolean,
): Steps<void> {
  const every = [...new Set(areas.map(([area]) => area))]
  const columns = new Set(every.filter((area) => tids.some((_, term) => isLeft(area, term))))
  const rows = tids.flatMap((_, term) => (every.some((area) => isLeft(area, term)) ? [term] : []))
  if (rows.length === 0 || columns.size === 0) return
  const pairs = {
    areas: areas.filter(([area]) => columns.has(area)),
    terms: rows.flatMap((term) => (tids[term] ?? []).map((tid) => [term, tid] as const)),
  }
  yield* selectCells(context, question, where, pairs, ({ area, term, count }) => {
    const row = counts[term]
    if (row !== undefined && isLeft(area, term)) row[area] = plus(row[area] ?? NOTHING, count)
  })
}
