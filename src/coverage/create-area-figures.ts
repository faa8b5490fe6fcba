import type { Area } from '../geography/area.ts'
import type { AreaFigures } from './area-figures.ts'
import { areaCaveats, notObserved, peopleCaveat, type Caveat } from './caveats.ts'
import { clusterSites } from './cluster-sites.ts'
import { compareRate } from './comparison.ts'
import { countSites } from './count-sites.ts'
import { presentAnywhere, type Parts } from './coverage-parts.ts'
import { outOfAreaOf } from './delivery-mix.ts'
import { createDistanceFigures, type DistanceFigures } from './distance-figures.ts'
import { positionOf } from './feed-reach.ts'
import { notKept } from './kept-parts.ts'
import { once } from './once.ts'
import type { Rate } from './rate.ts'
import { taxonomyCoverageOf } from './taxonomy-coverage.ts'
import { termDiversity } from './term-diversity.ts'

/** The figures of the area at that position in the question. */
export function createAreaFigures(area: Area, at: number, parts: Parts): AreaFigures {
  const { question, source, counts } = parts
  const { code } = area
  const reach = parts.reach(code)
  const given = <T>(compute: () => T): T | undefined => (reach === 'NONE' ? undefined : compute())
  const feeds = source.feeds.filter((feed) => positionOf(feed, code, source.gazetteer) !== 'APART')
  const taxonomyCoverage = once(() =>
    taxonomyCoverageOf(counts.classifiedIn(code).services, counts.servicesIn(code).services),
  )
  const rate = once(() => given(() => parts.rateOf(code, parts.servicesIn(code))))
  const distance = once(() => {
    if (source.kept !== undefined) throw notKept('How far people live from services')
    return createAreaDistance(code, parts)
  })
  return {
    area,
    feeds,
    reach,
    today: question.today,
    counts: () => given(() => counts.servicesIn(code)),
    clusters: () => given(() => parts.clusters(at)),
    unknownCount: () => given(() => counts.unknownIn(code)),
    siteCount: () => given(() => countSites(parts.sites(at))),
    siteClusters: (across) => given(() => clusterSites(parts.sites(at), across)),
    taxonomyCoverage: () => given(taxonomyCoverage),
    ratePer1000: rate,
    termDiversity: () => given(() => termDiversity(counts.topTermsIn(code), presentAnywhere(parts))),
    outOfArea: () => given(() => outOfAreaOf(parts.published(at), source.figures.recordsOutside())),
    comparison: () => given(() => compareArea(code, rate(), parts)),
    distance,
    caveats: once(() => {
      if (source.kept !== undefined && source.kept.look === undefined) return [notObserved(area)]
      const caveats = areaCaveats(
        {
          area,
          reach,
          basis: question.basis,
          feeds,
          services: reach === 'NONE' ? undefined : parts.servicesIn(code),
          taxonomyCoverage: taxonomyCoverage().value,
          classifiedShare: question.classifiedShare,
          population: parts.population(code),
          sharedSites: source.kept === undefined ? source.figures.sharedSites(code) : 0,
          recodedFrom: question.selected.recoded.flatMap(({ asked, successors }) =>
            successors.some((successor) => successor.code === code) ? [asked] : [],
          ),
        },
        source.gazetteer,
      )
      if (source.kept === undefined) return [...caveats, ...distanceCaveats(area, distance()?.isAtEdge())]
      return [...caveats, ...peopleCaveat(area, question.band, source.kept.people(code), parts.population(code))]
    }),
  }
}

function compareArea(code: string, rate: Rate | undefined, parts: Parts): ReturnType<typeof compareRate> {
  const covered = parts.question.comparators.filter((other) => parts.reach(other.code) === 'WHOLE')
  return compareRate(
    code,
    rate,
    new Map(covered.map((other) => [other.code, parts.rateOf(other.code, parts.servicesIn(other.code))])),
    parts.reach(code) === 'WHOLE',
  )
}

/** M14 to M17 of an area; undefined where no small areas of it were imported, or no ready feed covers any of it. */
export function createAreaDistance(code: string, { source, reach, distances }: Parts): DistanceFigures | undefined {
  const own = source.smallAreasIn(code)
  if (own.length === 0 || reach(code) === 'NONE') return undefined
  return createDistanceFigures(own, distances)
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
