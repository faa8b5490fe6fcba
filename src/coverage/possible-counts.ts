import { mentionsFacts } from '../catalogue/figures/mentions-facts.ts'
import type { CellCount } from '../model/cell-count.ts'
import type { ServiceFilter } from '../catalogue/service-query.ts'
import type { CoverageQuestion, CoverageSource } from './coverage-question.ts'
import { memo, once } from './once.ts'
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
  const inArea = once(() =>
    figures.countCells(
      { filter, unknowns, basis: wide },
      codes.map((code) => [code]),
      terms,
    ),
  )
  const feedsWider = createWiderFeeds(wide, source)
  const { ownAreas } = feedsWider
  /** Services of the feed, by row, that only its own area places. */
  const unplaced = memo((slug: string): readonly number[] => {
    const question = { filter: { and: [filter, feedsWider.onlyPublished(slug)] }, unknowns, basis: wide }
    return figures.countCells(question, [ownAreas(slug)], terms).map(([count]) => count?.services ?? 0)
  })
  /** By row, what is in the area and what is unplaced together: a service that is both counts once. */
  const together = memo((code: string): readonly number[] => {
    const wider = feedsWider.of(code)
    const inside: ServiceFilter = { areas: { anyOf: [code], basis: wide } }
    const or = [inside, ...wider.map((slug) => feedsWider.onlyPublished(slug))]
    const areas = [code, ...wider.flatMap(ownAreas)]
    const counts = figures.countCells({ filter: { and: [filter, { or }] }, unknowns, basis: wide }, [areas], terms)
    return counts.map(([count]) => count?.services ?? 0)
  })
  return (row, code) => {
    if (feedsWider.of(code).some((slug) => (unplaced(slug)[row] ?? 0) > 0)) return together(code)[row] ?? 0
    return isWider ? (inArea()[row]?.[position.get(code) ?? -1]?.services ?? 0) : cellOf(row, code).services
  }
}
