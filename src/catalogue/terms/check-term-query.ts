import { InputError } from '../../model/input-error.ts'
import type { TermQuery } from '../catalogue-reader.ts'
import type { TermView } from './term-view.ts'
import type { SearchContext } from '../search/search-context.ts'

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
  if (scheme !== undefined && terms.findTaxonomy(scheme) === undefined) {
    const message = `No taxonomy is known as “${scheme}”: look for it among the taxonomies, by name or URI.`
    throw new InputError('UNKNOWN_TERM', message, ['where', 'scheme'])
  }
  if (parent !== undefined && terms.rowOf(parent) === undefined) {
    const message = `No feed and no scheme here has the term “${parent}”. Look for it by name among the taxonomy terms.`
    throw new InputError('UNKNOWN_TERM', message, ['where', 'parent'])
  }
}
