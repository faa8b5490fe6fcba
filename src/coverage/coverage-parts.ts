import { createAreaCounts, type AreaCounts } from './area-counts.ts'
import { cellStateOf, type CellState, type FeedReach } from './cell-state.ts'
import { clustersOf, type Cluster } from './cluster.ts'
import { countSites } from './count-sites.ts'
import type { CoverageQuestion, CoverageSource } from './coverage-question.ts'
import { reachOf } from './feed-reach.ts'
import { memo, once } from './once.ts'
import { populationOf, type SourcedPopulation } from './population.ts'
import { ratePer1000, type Rate } from './rate.ts'
import { taxonomyCoverageOf } from './taxonomy-coverage.ts'

/** What all figures of a question share. */
export interface Parts {
  readonly question: CoverageQuestion
  readonly source: CoverageSource
  readonly counts: AreaCounts
  reach(code: string): FeedReach
  population(code: string): SourcedPopulation | undefined
  rateOf(code: string, services: number): Rate | undefined
  servicesIn(code: string): number
  stateOf(code: string, services: number): CellState
  /** Clusters of the area at that position; those of all together at the position after the last. */
  clusters(at: number): readonly Cluster[]
  sites(at: number): number
}

/** The parts of a question, each computed when first asked for. */
export function createParts(question: CoverageQuestion, source: CoverageSource): Parts {
  const { figures, gazetteer } = source
  const counts = createAreaCounts(question, source)
  const groups = [...question.selected.areas.map(({ code }) => [code]), question.selected.areas.map(({ code }) => code)]
  const byCode = new Map([...question.selected.areas, ...question.comparators].map((area) => [area.code, area]))
  const records = once(() => figures.readRecords(question, groups))
  const sites = once(() => figures.readSites(question, groups))
  const clusters = memo((at: number) => clustersOf(records().records, records().here[at] ?? new Map()))
  const reach = memo((code: string) => reachOf(code, source.feeds, gazetteer, question.basis))
  const population = memo((code: string) => {
    const area = byCode.get(code)
    return area === undefined ? undefined : populationOf(area, question.band, source.smallAreasIn(code))
  })
  const servicesIn = (code: string): number => (reach(code) === 'NONE' ? 0 : counts.servicesIn(code).services)
  const taxonomyCoverage = memo((code: string) =>
    taxonomyCoverageOf(counts.classifiedIn(code).services, counts.servicesIn(code).services),
  )
  return {
    question,
    source,
    counts,
    reach,
    population,
    servicesIn,
    rateOf: (code, services) => ratePer1000(services, population(code)),
    stateOf: (code, services) =>
      cellStateOf({
        services,
        reach: reach(code),
        taxonomyCoverage: services > 0 ? undefined : taxonomyCoverage(code).value,
        classifiedShare: question.classifiedShare,
      }),
    clusters,
    sites: (at) => countSites(sites()[at] ?? []),
  }
}

/** How many of the schemes' top-level terms any of the areas has. */
export function presentAnywhere({ counts }: Parts): number {
  return counts.union.topTerms().filter((count) => count > 0).length
}
