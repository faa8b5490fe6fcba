import type { AcceptedTerm } from '../../model/accepted-term.ts'
import { uidOf } from '../../model/record-uid.ts'
import { inSteps } from '../steps.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { StoredTerm, TermQuery, TermReader } from '../catalogue-reader.ts'
import type { Lookups } from '../lookups.ts'
import type { SearchContext } from '../search/search-context.ts'
import { checkTermQuery } from './check-term-query.ts'
import { sliceTerms } from './list-terms.ts'
import { readSchemeReports } from './scheme-reports.ts'

/** The reader of terms over an open file. */
export function createTermReader(
  store: ReaderStore,
  lookups: Lookups,
  context: SearchContext,
  { accepted }: { accepted(service: string): readonly AcceptedTerm[] },
): TermReader {
  const { terms, mappings } = lookups
  const countingSlugAt = (fid: number): string | undefined => {
    const slug = lookups.slugAt(fid)
    return slug === undefined ? undefined : lookups.feedOf(slug)?.slug
  }
  const find = (query: TermQuery): readonly StoredTerm[] => {
    checkTermQuery(context, terms(), query)
    return terms().find(query)
  }
  return {
    getTerms: (uris) => uris.map(terms().termByUri),
    findTerm: (name) => terms().termByRow(terms().rowOf(name) ?? -1),
    taxonomies: () => terms().taxonomies,
    findTaxonomy: (name) => terms().findTaxonomy(name),
    getTaxonomies: (keys) => keys.map((key) => terms().taxonomies.find((taxonomy) => taxonomy.key === key)),
    mappingsOf: (uris) => uris.map((uri) => mappings().mappingsOf(uri)),
    acceptedFor: (ref) => accepted(uidOf(ref)).filter(({ term }) => terms().termByUri(term) !== undefined),
    mappedTerms: (uris) => mappings().leadingTo(uris),
    schemeReports: (first) =>
      inSteps(store, `scheme reports ${first}`, () =>
        readSchemeReports(store, terms(), mappings(), countingSlugAt, first),
      ),
    listTerms: (query, slice) => sliceTerms(find(query), slice),
    countTerms: (query) => find(query).length,
  }
}
