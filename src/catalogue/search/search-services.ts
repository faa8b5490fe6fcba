import type { ReaderStore } from '../../store/reader-store.ts'
import type { Anchor, Duplicates, ServicePage, ServiceQuery } from '../service-query.ts'
import { collapse, sharedAmong } from './collapse.ts'
import { anchorOf, completeHits } from './complete-hits.ts'
import type { Condition } from './condition.ts'
import { eachHits, type HitsWish } from './each-hits.ts'
import type { Question } from './question.ts'
import type { SearchContext } from './search-context.ts'
import { selectHits } from './select-hits.ts'
import { inSteps, type Steps } from '../steps.ts'
import { planOrder } from './service-order.ts'
import { present } from '../../model/present.ts'

/** Which page of a question's services is wanted. */
export type PageWish = Pick<ServiceQuery, 'duplicates' | 'order' | 'slice'>

/** One slice of the services that a question means, in order. */
export function searchServices(
  store: ReaderStore,
  context: SearchContext,
  question: Question,
  { duplicates = 'COLLAPSE', order: wanted, slice }: PageWish,
): ServicePage {
  const order = planOrder(question, wanted)
  const where = collapse(question.where, duplicates)
  const { offset = 0, ...stretch } = slice
  const { after, before, backward, limit } = stretch
  const rows = selectHits(store, order, where, { ...stretch, limit: offset + limit + 1 }).slice(offset)
  const hasMore = rows.length > limit
  const kept = hasMore ? rows.slice(0, limit) : rows
  const inOrder = backward ? kept.toReversed() : kept
  const hasOther = (anchor: Anchor | undefined, side: 'after' | 'before'): boolean =>
    anchor !== undefined && selectHits(store, order, where, { [side]: anchor, backward: false, limit: 1 }).length > 0
  const first = inOrder[0] === undefined ? after : anchorOf(inOrder[0])
  const { corrected, relaxed } = question.searched ?? {}
  const last = inOrder.at(-1) === undefined ? before : anchorOf(inOrder.at(-1) ?? {})
  return {
    ...present({ textCorrected: corrected }),
    ...(relaxed === undefined ? {} : { textRelaxed: true }),
    hits: completeHits(store, context, question, inOrder),
    hasNext: backward ? hasOther(last, 'after') : hasMore,
    hasPrevious: backward ? hasMore : (after !== undefined || offset > 0) && hasOther(first, 'before'),
  }
}

/** Clusters, or with KEEP records; exact, and counted once while the data stands. */
export function countServices(
  store: ReaderStore,
  { where, key }: Question,
  duplicates: Duplicates = 'COLLAPSE',
): number {
  return inSteps(store, `count ${duplicates}\n${key}`, function* (): Steps<number> {
    const records = yield* countHits(store, where, 'count(*)', { needsRows: false })
    if (duplicates === 'KEEP') return records
    const wish = { needsRows: true, byCluster: true }
    return records - (yield* countHits(store, sharedAmong(where), 'count(*) - count(DISTINCT s.cid)', wish))
  })
}

function* countHits(store: ReaderStore, where: Condition, count: string, wish: HitsWish): Steps<number> {
  let counted = 0
  yield* eachHits(store, where, wish, ({ from, where: rest }) => {
    const row = store.get(`SELECT ${count} AS n FROM ${from.sql} WHERE ${rest.sql}`, ...from.values, ...rest.values)
    counted += Number(row?.['n'])
  })
  return counted
}
