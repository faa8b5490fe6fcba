import type { ServiceFilter } from '../catalogue/service-query.ts'

/**
 * Whether records of the feed can pass the filter at all, as far as its `feeds` conditions decide, however they are nested.
 * The other conditions may pass or fail.
 */
export function mayPassFeed(filter: ServiceFilter, slug: string): boolean {
  return verdict(filter, slug) !== false
}

/** True or false where the `feeds` conditions decide alone; undefined where it depends on the record. */
function verdict(filter: ServiceFilter, slug: string): boolean | undefined {
  const { and = [], or, not, feeds, ...rest } = filter
  const hasMore = Object.values(rest).some((value) => value !== undefined)
  const parts = new Set([
    ...and.map((each) => verdict(each, slug)),
    ...(or === undefined ? [] : [anyOf(or.map((each) => verdict(each, slug)))]),
    ...(not === undefined ? [] : [negated(verdict(not, slug))]),
    ...(feeds === undefined ? [] : [feeds.includes(slug)]),
    ...(hasMore ? [undefined] : []),
  ])
  if (parts.has(false)) return false
  return parts.has(undefined) ? undefined : true
}

function anyOf(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(true)) return true
  return parts.includes(undefined) ? undefined : false
}

function negated(part: boolean | undefined): boolean | undefined {
  return part === undefined ? undefined : !part
}
