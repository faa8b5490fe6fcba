import type { RowSql } from '../../facts/row-sql.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { Near, ServiceFilter, Unknowns } from '../service-query.ts'
import { compileFilter } from './compile-filter.ts'
import type { Condition } from './condition.ts'
import { everyPart } from './filter-parts.ts'
import { heldAtPlace } from './held-at-place.ts'
import type { SearchContext } from './search-context.ts'
import type { SearchedText } from './text-search.ts'
import { unknownFacts, type UnknownFacts } from './unknown-facts.ts'

/** Which services are meant, compiled once for whatever is asked of them: a page, a count, facets, figures. */
export interface Question {
  readonly filter: ServiceFilter
  readonly unknowns: Unknowns
  /** The records that pass. */
  readonly where: Condition
  /** Questions of equal keys mean the same records while the data stands. */
  readonly key: string
  /** The point that distances are measured from: at the top of the filter or under `and`, where alone it may stand. */
  readonly near: Near | undefined
  /** Whether what the filter asks of a place may hold at a row `p` of `service_location`, over its service; undefined where it asks nothing of one. */
  readonly heldAt: RowSql | undefined
  /** The text that hits are ranked by and marked with: at the top of the filter or under `and`. */
  readonly searched: SearchedText | undefined
  /** What the unknowns kept may rest on; undefined where they keep none. */
  readonly unknown: UnknownFacts | undefined
}

const MINUTE_MS = 60_000

/** The question that a filter asks; compiled once a minute, since days named from today on are other days tomorrow. InputError where the filter can't be meant. */
export function questionOf(
  store: ReaderStore,
  context: SearchContext,
  filter: ServiceFilter,
  unknowns: Unknowns,
): Question {
  const minute = Math.floor(context.nowMs() / MINUTE_MS)
  return store.remember(
    `question ${unknowns} ${minute}\n${JSON.stringify(filter)}`,
    // A copy, for texts cut out of a document would hold on to all of it while this is kept.
    () => compileQuestion(context, structuredClone(filter), unknowns),
    ({ key }) => 3 * key.length,
  )
}

function compileQuestion(context: SearchContext, filter: ServiceFilter, unknowns: Unknowns): Question {
  const where = compileFilter(context, filter, unknowns)
  const asked = findRequired(filter, (part) => (part.text === undefined ? undefined : part))
  return {
    filter,
    unknowns,
    where,
    key: `${where.on('s')}\n${JSON.stringify(where.values)}`,
    near: findRequired(filter, (part) => part.near),
    heldAt: heldAtPlace(context, filter),
    searched: searchedFor(context, asked),
    unknown: unknowns === 'EXCLUDE' ? undefined : unknownFacts(context, filter),
  }
}

function searchedFor(
  context: SearchContext,
  { text, correctText }: Pick<ServiceFilter, 'text' | 'correctText'> = {},
): SearchedText | undefined {
  if (text === undefined) return undefined
  return correctText === false ? context.typedText(text) : context.searchedText(text)
}

/** The first value found where it must hold for the whole filter to hold. */
function findRequired<T>(filter: ServiceFilter, pick: (part: ServiceFilter) => T | undefined): T | undefined {
  for (const part of everyPart(filter)) {
    const found = part.isAlternative ? undefined : pick(part.filter)
    if (found !== undefined) return found
  }
  return undefined
}
