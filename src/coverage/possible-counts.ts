import { mentionsFacts } from '../catalogue/figures/mentions-facts.ts'
import type { CellCount } from '../model/cell-count.ts'
import type { CoverageQuestion, CoverageSource } from './coverage-question.ts'
import { isReady, positionOf } from './feed-reach.ts'
import { memo, once } from './once.ts'

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
  const { figures, feeds, gazetteer } = source
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
  /** Services of the feed, by row, that only its own area places. */
  const unplaced = memo((slug: string): readonly number[] => {
    const own = feeds.find((feed) => feed.slug === slug)?.areas ?? []
    const current = own.flatMap((code) => gazetteer.findCurrent(code).map(({ area }) => area.code))
    const counts = figures.countCells(
      { filter: { and: [filter, { feeds: [slug] }] }, unknowns, basis: wide },
      [current],
      terms,
    )
    return counts.map(([count]: readonly CellCount[]) => count?.publisher ?? 0)
  })
  const widerFeeds = memo((code: string) =>
    wide === 'AVAILABLE'
      ? feeds.filter((feed) => isReady(feed) && positionOf(feed, code, gazetteer) === 'HOLDS').map(({ slug }) => slug)
      : [],
  )
  return (row, code) => {
    const there = isWider ? (inArea()[row]?.[position.get(code) ?? -1]?.services ?? 0) : cellOf(row, code).services
    return widerFeeds(code).reduce((sum, slug) => sum + (unplaced(slug)[row] ?? 0), there)
  }
}
