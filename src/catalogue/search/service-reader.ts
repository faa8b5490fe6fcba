import type { ReaderStore } from '../../store/reader-store.ts'
import type { ServiceReader } from '../catalogue-reader.ts'
import { countFacet } from './count-facet.ts'
import { questionOf, type Question } from './question.ts'
import { suggest } from '../suggest/suggest.ts'
import { countPlaces, listPlaces } from './list-places.ts'
import { findDemand } from './find-demand.ts'
import type { SearchContext } from './search-context.ts'
import { countServices, searchServices, type PageWish } from './search-services.ts'
import type { ServicePage } from '../service-query.ts'

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
    listPlaces: ({ filter, unknowns, duplicates = 'COLLAPSE', slice }) =>
      listPlaces(store, questionOf(store, context, filter, unknowns), duplicates, slice),
    countPlaces: (filter, unknowns, duplicates = 'COLLAPSE') =>
      countPlaces(store, questionOf(store, context, filter, unknowns), duplicates),
    countFacet: (filter, unknowns, dimension, duplicates) =>
      countFacet(facets, questionOf(store, context, filter, unknowns), dimension, duplicates),
    suggest: (text, first) => suggest(facets, text, first),
    demandOf: (filter) => findDemand({ search: context, ...facets }, filter),
  }
}

const BYTES_PER_HIT = 300

/** The page of a question, searched once while the generation stands. */
function rememberPage(
  store: ReaderStore,
  { key, filter, unknowns }: Question,
  wish: PageWish,
  search: () => ServicePage,
): ServicePage {
  return store.remember(
    `page ${JSON.stringify([filter, unknowns, wish])}\n${key}`,
    search,
    ({ hits }) => BYTES_PER_HIT * (1 + hits.length),
  )
}
