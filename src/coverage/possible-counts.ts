import { mentionsFacts } from '../catalogue/figures/mentions-facts.ts'
import type { CellCount } from '../model/cell-count.ts'
import type { AreaGroup, AreaWithUnplaced } from '../catalogue/figures/figures-reader.ts'
import type { CoverageQuestion, CoverageSource } from './coverage-question.ts'
import { once } from './once.ts'
import { createWiderFeeds } from './wider-feeds.ts'

/**
 * How many services count for a cell or may count for it, by position of its term in the question's rows and code of the
 * area: besides those that count, services that do not state a fact filtered by; by SERVES, services at places there that
 * declare no area; by SERVES and AVAILABLE, services of feeds of a wider area that have neither a place nor a declared one.
 */
export function createPossibleCounts(
  question: CoverageQuestion,
  source: CoverageSource,
  codes: readonly string[],
  cellOf: (row: number, code: string) => CellCount,
): (row: number, code: string) => number {
  const { basis, filter, rows } = question
  const { figures } = source
  const terms = rows.map((term) => [term])
  const wide = basis === 'SERVES' ? 'AVAILABLE' : basis
  const unknowns = mentionsFacts(filter) ? 'INCLUDE' : question.unknowns
  const isWider = wide !== basis || unknowns !== question.unknowns
  const position = new Map(codes.map((code, at) => [code, at]))
  const feedsWider = createWiderFeeds(wide, source)
  // A service that is in the area and of which nothing but its publisher is known as well counts once.
  const together = once(() => figures.countCells({ filter, unknowns, basis: wide }, codes.map(withUnplaced), terms))
  function withUnplaced(code: string): AreaGroup | AreaWithUnplaced {
    const unplaced = feedsWider.of(code).map((feed) => ({ feed, areas: feedsWider.ownAreas(feed) }))
    return unplaced.length === 0 ? [code] : { codes: [code], unplaced }
  }
  return (row, code) =>
    isWider || feedsWider.of(code).length > 0
      ? (together()[row]?.[position.get(code) ?? -1]?.services ?? 0)
      : cellOf(row, code).services
}
