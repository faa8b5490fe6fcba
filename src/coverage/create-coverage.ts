import type { Area } from '../geography/area.ts'
import { createAreaCounts, type AreaCounts } from './area-counts.ts'
import type { AreaFigures, Figures } from './area-figures.ts'
import { areaCaveats, gatherCaveats, type Caveat } from './caveats.ts'
import { cellStateOf, type FeedReach } from './cell-state.ts'
import { clustersOf, type Cluster } from './cluster.ts'
import { compareRate } from './comparison.ts'
import { countSites } from './count-sites.ts'
import type { CoverageQuestion, CoverageSource } from './coverage-question.ts'
import { outOfAreaOf } from './delivery-mix.ts'
import { createDistanceFigures } from './distance-figures.ts'
import { overlapsOf, type FeedOverlap } from './duplication.ts'
import { positionOf, reachOf, type CoveringFeed } from './feed-reach.ts'
import { findGaps, type Gap } from './gaps.ts'
import { createMatrix, type MatrixRow } from './matrix.ts'
import { once } from './once.ts'
import { populationOf, type SourcedPopulation } from './population.ts'
import { ratePer1000, type Rate } from './rate.ts'
import { taxonomyCoverageOf } from './taxonomy-coverage.ts'
import { termDiversity } from './term-diversity.ts'

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
  overlaps(): readonly FeedOverlap[]
  caveats(): readonly Caveat[]
  /** Where the populations behind the rates are from; undefined where there is none. */
  populationSource(): string | undefined
}

/** The coverage of the question. */
export function createCoverage(question: CoverageQuestion, source: CoverageSource): Coverage {
  const { selected, comparators } = question
  const parts = createParts(question, source)
  const areas = selected.areas.map((area, at) => createArea(area, at, parts))
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
      rateOf: parts.rateOf,
      servicesIn: parts.servicesIn,
      caveatsOf: (code) => (areas.find(({ area }) => area.code === code)?.caveats() ?? []).map((caveat) => caveat.code),
    }),
  )
  return {
    feeds,
    comparators,
    areas,
    total: createTotal(parts),
    matrix,
    gaps: (codes, presentInShare) =>
      findGaps(
        matrix().map(({ gapRow }) => gapRow),
        selected.areas.map(({ code }) => code).filter((code) => codes === undefined || codes.includes(code)),
        comparators.map(({ code }) => code),
        presentInShare,
      ),
    overlaps: once(() =>
      overlapsOf(
        parts.clusters(selected.areas.length),
        feeds.map(({ slug }) => slug),
      ),
    ),
    caveats: once(() =>
      gatherCaveats(
        areas.map((area) => area.caveats()),
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

/** What all figures of a question share. */
interface Parts {
  readonly question: CoverageQuestion
  readonly source: CoverageSource
  readonly counts: AreaCounts
  reach(code: string): FeedReach
  population(code: string): SourcedPopulation | undefined
  rateOf(code: string, services: number): Rate | undefined
  servicesIn(code: string): number
  stateOf: (code: string, services: number) => ReturnType<typeof cellStateOf>
  /** Clusters of the area at that position; those of all together at the position after the last. */
  clusters(at: number): readonly Cluster[]
  sites(at: number): number
}

function createParts(question: CoverageQuestion, source: CoverageSource): Parts {
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

function createArea(area: Area, at: number, parts: Parts): AreaFigures {
  const { question, source, counts } = parts
  const { code } = area
  const reach = parts.reach(code)
  const given = <T>(compute: () => T): T | undefined => (reach === 'NONE' ? undefined : compute())
  const feeds = source.feeds.filter((feed) => positionOf(feed, code, source.gazetteer) !== 'APART')
  const taxonomyCoverage = once(() =>
    taxonomyCoverageOf(counts.classifiedIn(code).services, counts.servicesIn(code).services),
  )
  const rate = once(() => given(() => parts.rateOf(code, parts.servicesIn(code))))
  const distance = once(() => createAreaDistance(code, parts))
  return {
    area,
    feeds,
    reach,
    today: question.today,
    counts: () => given(() => counts.servicesIn(code)),
    clusters: () => given(() => parts.clusters(at)),
    unknownCount: () => given(() => counts.unknownIn(code)),
    siteCount: () => given(() => parts.sites(at)),
    taxonomyCoverage: () => given(taxonomyCoverage),
    ratePer1000: rate,
    termDiversity: () => given(() => termDiversity(counts.topTermsIn(code), presentAnywhere(parts))),
    outOfArea: () => given(() => outOfAreaOf(parts.clusters(at), source.figures.recordsOutside())),
    comparison: () => given(() => compareArea(code, rate(), parts)),
    distance,
    caveats: once(() => {
      const caveats = areaCaveats(
        {
          area,
          reach,
          basis: question.basis,
          feeds,
          services: reach === 'NONE' ? undefined : parts.servicesIn(code),
          taxonomyCoverage: taxonomyCoverage().value,
          classifiedShare: question.classifiedShare,
          hasPopulation: parts.population(code) !== undefined,
          recodedFrom: question.selected.recoded.flatMap(({ asked, successors }) =>
            successors.some((successor) => successor.code === code) ? [asked] : [],
          ),
        },
        source.gazetteer,
      )
      return [...caveats, ...distanceCaveats(area, distance()?.isAtEdge())]
    }),
  }
}

function createTotal(parts: Parts): Figures {
  const { question, source, counts } = parts
  const { areas } = question.selected
  const reaches = areas.map(({ code }) => parts.reach(code))
  const isCovered = reaches.some((reach) => reach !== 'NONE')
  const given = <T>(compute: () => T): T | undefined => (isCovered ? compute() : undefined)
  const reach = !isCovered ? 'NONE' : reaches.every((each) => each === 'WHOLE') ? 'WHOLE' : 'PART'
  const services = (): number => counts.union.services().services
  return {
    reach,
    today: question.today,
    counts: () => given(() => counts.union.services()),
    clusters: () => given(() => parts.clusters(areas.length)),
    unknownCount: () => given(() => counts.union.unknown()),
    siteCount: () => given(() => parts.sites(areas.length)),
    taxonomyCoverage: () => given(() => taxonomyCoverageOf(counts.union.classified().services, services())),
    ratePer1000: () => given(() => ratePer1000(services(), populationOfUnion(parts))),
    termDiversity: () => given(() => termDiversity(counts.union.topTerms(), presentAnywhere(parts))),
    outOfArea: () => given(() => outOfAreaOf(parts.clusters(areas.length), source.figures.recordsOutside())),
  }
}

/** How many of the schemes' top-level terms any of the areas has. */
function presentAnywhere({ counts }: Parts): number {
  return counts.union.topTerms().filter((count) => count > 0).length
}

function compareArea(code: string, rate: Rate | undefined, parts: Parts): ReturnType<typeof compareRate> {
  const covered = parts.question.comparators.filter((other) => parts.reach(other.code) !== 'NONE')
  return compareRate(
    code,
    rate,
    new Map(covered.map((other) => [other.code, parts.rateOf(other.code, parts.servicesIn(other.code))])),
  )
}

/** The people of all the areas; of areas inside each other the outer one's. Undefined where one is not known or the years differ. */
function populationOfUnion({ question, source, population }: Parts): SourcedPopulation | undefined {
  const { areas } = question.selected
  const codes = new Set(areas.map(({ code }) => code))
  const outer = areas.filter(({ code }) => !source.gazetteer.ancestorsOf(code).some((above) => codes.has(above)))
  const told = outer.map(({ code }) => population(code))
  const [first] = told
  if (first === undefined || told.some((each) => each?.year !== first.year)) return undefined
  return { ...first, value: told.reduce((sum, each) => sum + (each?.value ?? 0), 0) }
}

function createAreaDistance(code: string, { question, source, reach }: Parts) {
  const own = source.smallAreasIn(code)
  if (own.length === 0 || reach(code) === 'NONE') return undefined
  const isUncovered = memo((parent: string) => reachOf(parent, source.feeds, source.gazetteer, 'AVAILABLE') === 'NONE')
  return createDistanceFigures(
    own,
    source.smallAreas,
    once(() => source.figures.readPoints(question)),
    () => source.smallAreas.filter(({ parents }) => parents.every(isUncovered)),
  )
}

function distanceCaveats({ code, name }: Area, isAtEdge: boolean | undefined): readonly Caveat[] {
  if (isAtEdge === undefined) return []
  const about = { areas: [code], feeds: [] }
  const straight = `Distances in ${name} are in straight lines, not by road or path.`
  const edge = `Some people in ${name} live nearer to where no feed covers than to the nearest place known.`
  return [
    { code: 'STRAIGHT_LINE', message: straight, ...about },
    ...(isAtEdge ? [{ code: 'EDGE_OF_FEEDS' as const, message: edge, ...about }] : []),
  ]
}

function memo<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key))
    return known.get(key) as V
  }
}
