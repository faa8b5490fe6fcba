import type { Area } from '../geography/area.ts'
import type { AreaFigures, Figures } from './area-figures.ts'
import { gatherCaveats, type Caveat, vintageCaveat } from './caveats.ts'
import { type CountedAsk, type CountedRow, createCountedRows } from './counted-rows.ts'
import { createParts } from './coverage-parts.ts'
import type { CoverageQuestion, CoverageSource } from './coverage-question.ts'
import { createAreaFigures } from './create-area-figures.ts'
import { createTotalFigures } from './create-total-figures.ts'
import { overlapsOf, type FeedOverlap } from './duplication.ts'
import { positionOf, type CoveringFeed } from './feed-reach.ts'
import { findGaps, type Gap } from './gaps.ts'
import { createMatrix, type MatrixRow } from './matrix.ts'
import { notKept } from './kept-parts.ts'
import { once } from './once.ts'

/** The answer to a question of coverage; every part is computed when it is asked for, and at most once. */
export interface Coverage {
  /** Feeds that could bear on any of the areas or comparators, in order. */
  readonly feeds: readonly CoveringFeed[]
  readonly comparators: readonly Area[]
  /** Over the union of the areas: a service in several counts once. */
  readonly total: Figures
  readonly areas: readonly AreaFigures[]
  matrix(): readonly MatrixRow[]
  /** `areas`: codes of some of the areas asked; all where undefined. */
  gaps(areas: readonly string[] | undefined, presentInShare: number): readonly Gap[]
  /** The rows behind the figures. */
  countedRows(ask: CountedAsk): readonly CountedRow[]
  overlaps(): readonly FeedOverlap[]
  caveats(): readonly Caveat[]
  /** Where the populations behind the rates are from; undefined where there is none. */
  populationSource(): string | undefined
}

/** The coverage of the question. */
export function createCoverage(question: CoverageQuestion, source: CoverageSource): Coverage {
  const { selected, comparators } = question
  const parts = createParts(question, source)
  const areas = selected.areas.map((area, at) => createAreaFigures(area, at, parts))
  const concerned = [...selected.areas, ...comparators]
  const feeds = source.feeds.filter((feed) =>
    concerned.some(({ code }) => positionOf(feed, code, source.gazetteer) !== 'APART'),
  )
  const matrix = once(() =>
    createMatrix({
      areas: selected.areas,
      comparators,
      rows: question.rows,
      cell: parts.counts.cellOf,
      unknownCell: parts.counts.unknownCellOf,
      stateOf: parts.stateOf,
      isWhole: (code) => parts.reach(code) === 'WHOLE',
      hasData: (code) => parts.reach(code) !== 'NONE',
      rateOf: parts.rateOf,
      servicesIn: parts.servicesIn,
      caveatsOf: (code) => (areas.find(({ area }) => area.code === code)?.caveats() ?? []).map((caveat) => caveat.code),
    }),
  )
  const ofNow = <T>(what: string, compute: () => T): T => {
    if (source.kept !== undefined) throw notKept(what)
    return compute()
  }
  const countedRows = once(() => createCountedRows(parts))
  return {
    feeds,
    comparators,
    areas,
    total: createTotalFigures(parts),
    matrix,
    gaps: (codes, presentInShare) =>
      findGaps(
        matrix().map(({ gapRow }) => gapRow),
        selected.areas.map(({ code }) => code).filter((code) => codes === undefined || codes.includes(code)),
        comparators.map(({ code }) => code),
        presentInShare,
      ),
    countedRows: (ask) => ofNow('What is counted one by one', countedRows)(ask),
    overlaps: once(() =>
      overlapsOf(
        parts.clusters(selected.areas.length),
        feeds.map(({ slug }) => slug),
      ),
    ),
    caveats: once(() =>
      gatherCaveats(
        [...areas.map((area) => area.caveats()), vintageCaveat(parts.populationOfUnion(), selected.areas)],
        selected.areas,
        feeds,
      ),
    ),
    populationSource() {
      const sources = new Set(selected.areas.flatMap((area) => parts.population(area.code)?.source ?? []))
      return sources.size === 0 ? undefined : [...sources].join('; ')
    },
  }
}
