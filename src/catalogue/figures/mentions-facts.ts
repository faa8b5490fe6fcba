import { FACT_NAMES } from '../../facts/service-facts.ts'
import { everyPart } from '../search/filter-parts.ts'
import type { ServiceFilter } from '../service-query.ts'

/** Whether the filter, however deep, asks for a fact that a record may leave unstated. */
export function mentionsFacts(filter: ServiceFilter): boolean {
  return everyPart(filter).some((part) => FACT_NAMES.some((name) => part.filter[name] !== undefined))
}
