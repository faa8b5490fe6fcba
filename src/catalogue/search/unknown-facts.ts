import { FACT_NAMES, type FactName } from '../../facts/service-facts.ts'
import type { RowSql } from '../../facts/row-sql.ts'
import { both, either, opposite, type Truth } from '../../facts/truth.ts'
import type { ServiceFilter } from '../service-query.ts'
import { factsAsked, ownConditions } from './compile-filter.ts'
import { allOf } from './condition.ts'
import { foldPart, wholeOf } from './filter-parts.ts'
import { placesMeant } from './places-meant.ts'
import type { SearchContext } from './search-context.ts'

/** What has to be known of a record to say which facts it was kept for without stating them. */
export interface UnknownFacts {
  /** Each true, false or null of a record; those of a part of the filter come after those of the parts inside it. */
  readonly columns: readonly RowSql[]
  /** The facts on whose being unknown it hangs whether the record is meant, in their order; `values` are those of the columns. */
  undecided(values: readonly Truth[]): readonly FactName[]
}

/** A part of a filter, with the positions of its columns. */
interface Node {
  /** What every record answers; undefined where nothing is asked. */
  readonly own: number | undefined
  readonly facts: readonly { readonly name: FactName; readonly column: number }[]
  readonly and: readonly Node[]
  readonly or: readonly Node[] | undefined
  readonly not: Node | undefined
}

/** Undefined where the filter asks no fact that a record may leave unstated. */
export function unknownFacts(context: SearchContext, filter: ServiceFilter): UnknownFacts | undefined {
  const places = placesMeant(context, filter)
  const columns: RowSql[] = []
  let asksFacts = false
  const add = (column: RowSql): number => columns.push(column) - 1
  const root = foldPart<Node>(wholeOf(filter), (part, { and = [], or, not }) => {
    const own = ownConditions(context, part)
    const facts = factsAsked(context, part, places).map(({ name, ask }) => ({ name, column: add(ask) }))
    asksFacts ||= facts.length > 0
    return {
      own: own.length === 0 ? undefined : add(allOf(own)),
      facts,
      and,
      or,
      not,
    }
  })
  if (!asksFacts) return undefined
  return {
    columns,
    undecided(values) {
      const found = new Set(undecidedIn(root, values))
      return FACT_NAMES.filter((name) => found.has(name))
    },
  }
}

function truthOf({ own, facts, and, or, not }: Node, values: readonly Truth[]): Truth {
  return [
    own === undefined ? true : values[own],
    ...facts.map(({ column }) => values[column]),
    ...and.map((node) => truthOf(node, values)),
    or === undefined ? true : anyTruth(or, values),
    not === undefined ? true : opposite(truthOf(not, values)),
  ].reduce(both)
}

function anyTruth(nodes: readonly Node[], values: readonly Truth[]): Truth {
  return nodes.map((node) => truthOf(node, values)).reduce<Truth>(either, false)
}

/** A fact that is unknown decides where all that it stands in is unknown; beside what settles the matter it decides nothing. */
function undecidedIn(node: Node, values: readonly Truth[]): readonly FactName[] {
  if (truthOf(node, values) !== undefined) return []
  const { facts, and, or, not } = node
  const alternatives = or === undefined || anyTruth(or, values) !== undefined ? [] : or
  return [
    ...facts.flatMap(({ name, column }) => (values[column] === undefined ? [name] : [])),
    ...[...and, ...alternatives, ...(not === undefined ? [] : [not])].flatMap((each) => undecidedIn(each, values)),
  ]
}
