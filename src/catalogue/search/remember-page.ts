import type { ReaderStore } from '../../store/reader-store.ts'
import type { ServicePage } from '../service-query.ts'
import type { Question } from './question.ts'
import type { PageWish } from './search-services.ts'

const BYTES_PER_HIT = 300

/** The page of a question, searched once while the generation stands. */
export function rememberPage(
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
