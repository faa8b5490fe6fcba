import type { ServiceFilter } from '../service-query.ts'
import type { SearchContext } from './search-context.ts'
import type { SearchedText } from './searched-text.ts'
import { findText } from './service-order.ts'

/** What the text of a filter, at its top or under `and`, is searched as; undefined where it has none. */
export function searchedFor(context: SearchContext, filter: ServiceFilter): SearchedText | undefined {
  const text = findText(filter)
  return text === undefined ? undefined : context.searchedText(text)
}
