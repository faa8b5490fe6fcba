import { FACT_FILTERS } from '../search/compile-filter.ts'
import type { ServiceFilter } from '../service-query.ts'

/** Whether the filter, however deep, asks for a fact that a record may leave unstated. */
export function mentionsFacts(filter: ServiceFilter): boolean {
  const { and = [], or = [], not } = filter
  return (
    FACT_FILTERS.some((name) => filter[name] !== undefined) ||
    [...and, ...or, ...(not === undefined ? [] : [not])].some(mentionsFacts)
  )
}
