import type { Cluster } from '../catalogue/figures/cluster.ts'
import type { RecordFacts, SiteFacts } from '../catalogue/figures/record-facts.ts'
import { createAreaCounts, type AreaCounts } from './area-counts.ts'
import type { FeedReach } from '../model/observation.ts'
import { cellStateOf, type CellState } from './cell-state.ts'
import type { CoverageQuestion, CoverageSource } from './coverage-question.ts'
import type { DistanceSource } from './distance-figures.ts'
import { coveredBy, isReady, reachOf } from './feed-reach.ts'
import { createKeptAreaCounts, KEPT_NOTHING_OF } from './kept-parts.ts'
import { createNearestPoint } from './nearest-point.ts'
import { memo, once } from './once.ts'
import { populationOf, sumPopulations, type SourcedPopulation } from './population.ts'
import { ratePer1000, type Rate } from './rate.ts'
import { taxonomyCoverageOf } from './taxonomy-coverage.ts'

/** What all figures of a question share. */
export interface Parts {
  readonly question: CoverageQuestion
  readonly source: CoverageSource
  readonly counts: AreaCounts
  reach(code: string): FeedReach
  readonly distances: DistanceSource
  population(code: string): SourcedPopulation | undefined
  /** The people of all the areas asked for, of areas inside each other the outer one's; undefined where one is not known. */
  populationOfUnion(): SourcedPopulation | undefined
  rateOf(code: string, services: number): Rate | undefined
  servicesIn(code: string): number
  /** The state of the term of that row in the area. */
  stateOf(row: number, code: string): CellState
  /** Clusters of the area at that position; those of all together at the position after the last. */
  clusters(at: number): readonly Cluster[]
  /** Of the area at that position, or of all together at the position after the last. */
  sites(at: number): readonly SiteFacts[]
  /** Records of the feeds whose own area lies in the area at that position, or in any of them at the position after the last. */
  published(at: number): readonly RecordFacts[]
}

/** The parts of a question, each computed when first asked for. */
export function createParts(question: CoverageQuestion, source: CoverageSource): Parts {
  const { figures, gazetteer } = source
  const { kept } = source
  const counts = kept === undefined ? createAreaCounts(question, source) : createKeptAreaCounts(question, kept)
  const groups = [...question.selected.areas.map(({ code }) => [code]), question.selected.areas.map(({ code }) => code)]
  const byCode = new Map([...question.selected.areas, ...question.comparators].map((area) => [area.code, area]))
  const records = once(() => figures.readRecords(question, groups))
  const ofFeeds = once(() => figures.readRecords({ ...question, basis: 'PUBLISHER' }, groups))
  const sites = once(() => figures.readSites(question, groups))
  const clusters = (at: number): readonly Cluster[] => records().clusters[at] ?? []
  const lists = createListing(question, source)
  const reach = memo(
    (code: string) => kept?.reach(code) ?? reachOf(code, source.feeds, gazetteer, question.basis, lists),
  )
  const population = memo((code: string) => {
    const area = byCode.get(code)
    return area === undefined ? undefined : populationOf(area, question.band, source)
  })
  const populationOfUnion = once(() => {
    const codes = new Set(question.selected.areas.map(({ code }) => code))
    const outer = [...codes].filter((code) => !gazetteer.ancestorsOf(code).some((above) => codes.has(above)))
    const known = outer.flatMap((code) => population(code) ?? [])
    return known.length < outer.length ? undefined : sumPopulations(known)
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
    distances: createDistances(question, source),
    population,
    populationOfUnion,
    servicesIn,
    rateOf: (code, services) => ratePer1000(services, population(code)),
    stateOf(row, code) {
      // A scheme that was not known then.
      if (kept !== undefined && kept.count(question.rows[row] ?? '', code) === undefined) return 'NO_DATA'
      const { services } = counts.cellOf(row, code)
      return cellStateOf({
        services,
        mayCount: () => counts.unknownCellOf(row, code),
        reach: reach(code),
        taxonomyCoverage: services > 0 ? undefined : taxonomyCoverage(code).value,
        classifiedShare: question.classifiedShare,
      })
    },
    clusters,
    sites: (at) => sites()[at] ?? [],
    published(at) {
      const { records: all, here } = ofFeeds()
      const own = here(at)
      return all.filter(({ record }) => own.has(record))
    },
    ...(kept !== undefined && KEPT_NOTHING_OF),
  }
}

/** Services of a wider feed at places in an area from which on it is taken to list that area's services. */
const FEWEST_LISTED = 10

/** Whether a feed has services enough at places in an area that lies in its own, whatever is asked for. */
function createListing(
  { selected, comparators }: CoverageQuestion,
  { figures }: CoverageSource,
): (feed: string, code: string) => boolean {
  const codes = [...new Set([...selected.areas, ...comparators].map(({ code }) => code))]
  const located = memo((feed: string) => {
    const question = { filter: { feeds: [feed] }, unknowns: 'INCLUDE', basis: 'LOCATED' } as const
    const [counts = []] = figures.countCells(
      question,
      codes.map((code) => [code]),
      ['ANY_TERM'],
    )
    return new Map(codes.map((code, at) => [code, counts[at]?.services ?? 0]))
  })
  return (feed, code) => (located(feed).get(code) ?? 0) >= FEWEST_LISTED
}

function createDistances(question: CoverageQuestion, source: CoverageSource): DistanceSource {
  const { smallAreas, feeds, gazetteer } = source
  const points = once(() => source.figures.readPoints(question))
  const covered = once(() => coveredBy(feeds.filter(isReady), gazetteer))
  const isOutside = (code: string): boolean => !covered().has(code)
  return {
    smallAreas,
    points,
    findPoint: once(() => createNearestPoint(points())),
    findUncovered: once(() => createNearestPoint(smallAreas.filter(({ parents }) => parents.every(isOutside)))),
  }
}

/** How many of the schemes' top-level terms any of the areas has. */
export function presentAnywhere({ question, counts }: Parts): number {
  const each = question.selected.areas.map(({ code }) => counts.topTermsIn(code))
  return question.schemeTerms.filter((_, term) => each.some((areas) => (areas[term] ?? 0) > 0)).length
}
