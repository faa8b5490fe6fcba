import type { ReaderStore } from '../../store/reader-store.ts'
import type { ServiceReader } from '../catalogue-reader.ts'
import { countFacet } from './count-facet.ts'
import { questionOf } from './question.ts'
import { rememberPage } from './remember-page.ts'
import type { SearchContext } from './search-context.ts'
import { countServices, searchServices } from './search-services.ts'

/** The reader of services over an open file. */
export function createServiceReader(
  store: ReaderStore,
  context: SearchContext,
  facets: Parameters<typeof countFacet>[0],
): ServiceReader {
  return {
    searchServices({ filter, unknowns, ...wish }) {
      const question = questionOf(store, context, filter, unknowns)
      return rememberPage(store, question, wish, () => searchServices(store, context, question, wish))
    },
    countServices: (filter, unknowns, duplicates) =>
      countServices(store, questionOf(store, context, filter, unknowns), duplicates),
    countFacet: (filter, unknowns, dimension, duplicates) =>
      countFacet(facets, questionOf(store, context, filter, unknowns), dimension, duplicates),
  }
}
