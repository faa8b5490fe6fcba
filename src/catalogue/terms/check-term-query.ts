import { InputError } from '../../model/input-error.ts'
import type { TermQuery } from '../catalogue-reader.ts'
import type { TermView } from './term-view.ts'
import type { SearchContext } from '../search/search-context.ts'
import { unknownTaxonomy, unknownTerm } from './unknown-term.ts'

/** Throws InputError UNKNOWN_FEED or UNKNOWN_TERM where the query names a feed, scheme or parent that nobody knows. */
export function checkTermQuery(context: SearchContext, terms: TermView, { feeds, scheme, parent }: TermQuery): void {
  feeds?.forEach((slug, index) => {
    if (context.feedId(slug) !== undefined) return
    throw new InputError('UNKNOWN_FEED', `There is no feed “${slug}”. Feeds here: ${context.feedSlugs().join(', ')}.`, [
      'where',
      'feeds',
      index,
    ])
  })
  if (scheme !== undefined && terms.findTaxonomy(scheme) === undefined)
    throw unknownTaxonomy(scheme, ['where', 'scheme'])
  if (parent !== undefined && terms.rowOf(parent) === undefined) throw unknownTerm(parent, ['where', 'parent'])
}
