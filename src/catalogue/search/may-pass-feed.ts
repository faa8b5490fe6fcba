import type { ServiceFilter } from '../service-query.ts'
import { foldPart, wholeOf } from './filter-parts.ts'
import { both, either, opposite, type Truth } from '../../facts/truth.ts'

/**
 * Whether records of the feed can pass the filter at all, as far as its `feeds` conditions decide, however they are nested.
 * The other conditions may pass or fail.
 */
export function mayPassFeed(filter: ServiceFilter, slug: string): boolean {
  const verdict = foldPart<Truth>(wholeOf(filter), ({ filter: part }, inner) => {
    const { and: _and, or: _or, not: _not, feeds, ...others } = part
    const hasMore = Object.values(others).some((value) => value !== undefined)
    return [
      ...(feeds === undefined ? [] : [feeds.includes(slug)]),
      ...(hasMore ? [undefined] : []),
      ...(inner.and ?? []),
      inner.or === undefined ? true : inner.or.reduce<Truth>(either, false),
      'not' in inner ? opposite(inner.not) : true,
    ].reduce<Truth>(both, true)
  })
  return verdict !== false
}
