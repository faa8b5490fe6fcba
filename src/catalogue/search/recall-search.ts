import type { ServicePage, ServiceQuery } from '../service-query.ts'
import type { ReaderStore } from '../../store/reader-store.ts'

const BYTES_PER_HIT = 300

/** The page of a search, searched once while the generation stands; anew where it depends on the hour. */
export function recallSearch(store: ReaderStore, query: ServiceQuery, search: () => ServicePage): ServicePage {
  const key = JSON.stringify(query)
  if (key.includes('"openAt":')) return search()
  return store.remember(`search\n${key}`, search, ({ hits }) => BYTES_PER_HIT * (1 + hits.length))
}
