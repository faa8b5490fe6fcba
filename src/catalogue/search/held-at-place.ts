import { askFact, type FactName } from '../../facts/service-facts.ts'
import { rowSql, type RowSql } from '../../facts/row-sql.ts'
import type { ServiceFilter } from '../service-query.ts'
import { everyPart } from './filter-parts.ts'
import type { SearchContext } from './search-context.ts'

/** The facts that differ from place to place. */
const OF_PLACES: readonly FactName[] = ['openAt', 'accessible']
/** A place of one record is none of another's, though they be one service. */
const THIS_PLACE = rowSql(['sid'], (s) => `CASE WHEN ${s('sid')} = p.sid THEN json_array(p.place) ELSE '[]' END`)

/**
 * Whether all that a filter requires of a place by facts holds at a row `p` of `service_location` or is not known there, over the
 * row of its service; so that a service is as far away as the nearest place that serves. Undefined where it requires none.
 */
export function heldAtPlace(context: SearchContext, filter: ServiceFilter): RowSql | undefined {
  const asks = [...everyPart(filter)].flatMap((part) =>
    part.isAlternative
      ? []
      : OF_PLACES.flatMap((name) => askFact(name, part.filter, part.path, context, THIS_PLACE) ?? []),
  )
  if (asks.length === 0) return undefined
  return {
    columns: [...new Set(asks.flatMap(({ columns }) => columns))],
    values: asks.flatMap(({ values }) => values),
    on: (alias) => asks.map(({ on }) => `coalesce(${on(alias)}, 1)`).join(' AND '),
  }
}
