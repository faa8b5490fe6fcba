import type { TermMapping } from '../../model/term-mapping.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf } from '../../store/row.ts'
import { everyPart } from '../search/filter-parts.ts'
import type { SearchContext } from '../search/search-context.ts'
import type { ServiceFilter, TermMatch } from '../service-query.ts'

/**
 * Says of each of these services through which mappings it came into the filter: those of every condition on terms that it
 * meets over mappings alone. Empty where the hierarchy and its own terms suffice. One statement for all of them.
 */
export function matchedVia(
  store: ReaderStore,
  context: SearchContext,
  filter: ServiceFilter,
  sids: readonly number[],
): (sid: number) => readonly TermMapping[] {
  const conditions = context.mappings.isEmpty ? [] : [...conditionsOf(filter)]
  if (conditions.length === 0) return () => []
  const rows = store.all(
    'SELECT sid, tid FROM service_term WHERE direct = 1 AND sid IN (SELECT value FROM json_each(?))',
    JSON.stringify(sids),
  )
  const named = Map.groupBy(rows, (row) => numberOf(row, 'sid'))
  return (sid) => {
    const uris = (named.get(sid) ?? []).flatMap((row) => context.mappings.uriOf(numberOf(row, 'tid')) ?? [])
    return [...new Set(conditions.flatMap((condition) => viaOf(context, condition, uris)))]
  }
}

/** Any of these terms suffices. */
interface TermCondition {
  readonly terms: readonly string[]
  readonly descendants: boolean
}

function* conditionsOf(filter: ServiceFilter): Generator<TermCondition> {
  for (const { filter: part, isNegated } of everyPart(filter))
    if (!isNegated && part.taxonomyTerms?.mapped === true) yield* conditionsOfMatch(part.taxonomyTerms)
}

function* conditionsOfMatch({ anyOf, allOf, descendants }: TermMatch): Generator<TermCondition> {
  if (anyOf !== undefined) yield { terms: anyOf, descendants }
  for (const term of allOf ?? []) yield { terms: [term], descendants }
}

function viaOf(
  context: SearchContext,
  { terms, descendants }: TermCondition,
  uris: readonly string[],
): readonly TermMapping[] {
  const ways = terms.flatMap((term) => {
    const accepted = context.mappings.expand(term, descendants)
    return uris.flatMap((uri) => {
      const via = accepted.get(uri)
      return via === undefined ? [] : [via]
    })
  })
  return ways.some((way) => way.length === 0) ? [] : ways.flat()
}
