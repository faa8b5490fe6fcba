import type { FiguresQuestion, FiguresReader } from '../catalogue/figures/figures-reader.ts'
import type { Area } from '../geography/area.ts'
import type { Gazetteer } from '../geography/gazetteer.ts'
import type { PopulationBand } from '../geography/population-bands.ts'
import type { SmallArea } from '../geography/read-small-areas.ts'
import type { CoveringFeed } from './feed-reach.ts'
import type { KeptCounts } from './kept-counts.ts'
import type { SelectedAreas } from './select-areas.ts'

/** What is asked: which services, in which areas, by which terms, compared with what. */
export interface CoverageQuestion extends FiguresQuestion {
  readonly selected: SelectedAreas
  readonly comparators: readonly Area[]
  /** URIs of the terms of the matrix, in order. */
  readonly rows: readonly string[]
  /** Keys of the schemes that those belong to. */
  readonly schemes: readonly string[]
  /** URIs of the top-level terms of those schemes. */
  readonly schemeTerms: readonly string[]
  readonly band: PopulationBand
  /** M9 below which an empty cell is NOT_CLASSIFIED. */
  readonly classifiedShare: number
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/** What the answer is drawn from. */
export interface CoverageSource {
  readonly figures: FiguresReader
  readonly gazetteer: Gazetteer
  /** The feeds that count under the filter, in order. */
  readonly feeds: readonly CoveringFeed[]
  /** Those known that lie in an area. */
  smallAreasIn(code: string): readonly SmallArea[]
  readonly smallAreas: readonly SmallArea[]
  /** What was counted on the day asked for; absent: the question is of now. */
  readonly kept?: KeptCounts
}
