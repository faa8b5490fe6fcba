import type { Service } from '../model/service.ts'
import { accessible } from './accessible.ts'
import { age } from './age.ts'
import { attending } from './attending.ts'
import type { Fact, FactFacet, FactRows, FactWorld, Path } from './fact.ts'
import { free } from './free.ts'
import { languages } from './languages.ts'
import { openAt } from './open-at.ts'
import type { RowSql } from './row-sql.ts'

const FACTS = { age, openAt, free, languages, attending, accessible }

/** The name of a fact, and of its filter. */
export type FactName = keyof typeof FACTS

/** The name of a fact that services are counted by. */
export type CountedFact = {
  [N in FactName]: (typeof FACTS)[N] extends { readonly facet: FactFacet } ? N : never
}[FactName]

type AskedOf<F> = F extends Fact<infer Asked> ? Asked : never
type AskedBy = { readonly [N in FactName]: AskedOf<(typeof FACTS)[N]> }

/** What a filter asks of facts that a record may leave unstated. */
export type FactFilter = Partial<AskedBy>

const COUNTED: { readonly [N in CountedFact]: { readonly facet: FactFacet } } = FACTS
const BY_NAME: { readonly [N in FactName]: Fact<AskedBy[N]> } = FACTS

/** In the order in which answers name them. */
export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[]

/**
 * What a filter itself asks of one fact: true, false, or null where a record does not say; undefined where it asks nothing.
 * `places` are those of a service that it is asked of, see `Fact.ask`. InputError where it can't be meant.
 */
export function askFact<N extends FactName>(
  name: N,
  filter: FactFilter,
  path: Path,
  world: FactWorld,
  places?: RowSql,
): RowSql | undefined {
  const asked = filter[name]
  return asked === undefined ? undefined : BY_NAME[name].ask(asked, [...path, name], world, places)
}

/** How services are counted by the fact. */
export function facetOfFact(name: CountedFact): FactFacet {
  return COUNTED[name].facet
}

/** Tables that facts are kept in besides `service`. */
export const FACT_TABLES: readonly string[] = Object.keys(deriveFacts({ id: '', name: '' }, '').tables)

/** All that is kept of a service's record to ask its facts of, as it stands on the `day` (`YYYY-MM-DD`). */
export function deriveFacts(service: Service, day: string): Required<FactRows> {
  const rows = FACT_NAMES.map((name) => BY_NAME[name].derive(service, day))
  return {
    columns: Object.assign({}, ...rows.map(({ columns }) => columns)),
    tables: Object.assign({}, ...rows.map(({ tables = {} }) => tables)),
  }
}
