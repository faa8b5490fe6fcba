import type { ReaderStore } from '../../store/reader-store.ts'
import type { Anchor, Duplicates, ServiceFilter, ServicePage, ServiceQuery, Unknowns } from '../service-query.ts'
import { compileFilter } from './compile-filter.ts'
import { collapse, countSurplus, sharedAmong } from './collapse.ts'
import { anchorOf, completeHits } from './complete-hits.ts'
import type { SearchContext } from './search-context.ts'
import { hitsOf } from './hits-of.ts'
import { selectHits } from './select-hits.ts'
import { searchedFor } from './searched-for.ts'
import { planOrder } from './service-order.ts'

/** One slice of the services that a filter means, in order. */
export function searchServices(store: ReaderStore, context: SearchContext, query: ServiceQuery): ServicePage {
  const { filter, unknowns, slice } = query
  const order = planOrder(context, filter, query.order)
  const where = collapse(compileFilter(context, filter, unknowns), query.duplicates)
  const { after, before, backward, limit } = slice
  const rows = selectHits(store, order, where, { ...slice, limit: limit + 1 })
  const hasMore = rows.length > limit
  const kept = hasMore ? rows.slice(0, limit) : rows
  const inOrder = backward ? kept.toReversed() : kept
  const hasOther = (anchor: Anchor | undefined, side: 'after' | 'before'): boolean =>
    anchor !== undefined && selectHits(store, order, where, { [side]: anchor, backward: false, limit: 1 }).length > 0
  const first = inOrder[0] === undefined ? after : anchorOf(inOrder[0])
  const corrected = searchedFor(context, filter)?.corrected
  const last = inOrder.at(-1) === undefined ? before : anchorOf(inOrder.at(-1) ?? {})
  return {
    ...(corrected === undefined ? {} : { textCorrected: corrected }),
    hits: completeHits(store, context, query, inOrder),
    hasNext: backward ? hasOther(last, 'after') : hasMore,
    hasPrevious: backward ? hasMore : after !== undefined && hasOther(first, 'before'),
  }
}

/** Clusters, or with KEEP records; exact, and counted once while the data stands. */
export function countServices(
  store: ReaderStore,
  context: SearchContext,
  filter: ServiceFilter,
  unknowns: Unknowns,
  duplicates: Duplicates = 'COLLAPSE',
): number {
  const where = compileFilter(context, filter, unknowns)
  const key = `count ${duplicates}\n${where.sql}\n${JSON.stringify(where.values)}`
  return store.remember(key, () => {
    const { from, where: rest } = hitsOf(store, where, false)
    const records = Number(
      store.get(`SELECT count(*) AS n FROM ${from.sql} WHERE ${rest.sql}`, ...from.values, ...rest.values)?.['n'],
    )
    return duplicates === 'KEEP' ? records : records - countSurplus(store, hitsOf(store, sharedAmong(where), true))
  })
}
