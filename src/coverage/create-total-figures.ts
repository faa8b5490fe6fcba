import type { Figures } from './area-figures.ts'
import { clusterSites } from './cluster-sites.ts'
import { countSites } from './count-sites.ts'
import { presentAnywhere, type Parts } from './coverage-parts.ts'
import { outOfAreaOf } from './delivery-mix.ts'
import { ratePer1000 } from './rate.ts'
import { taxonomyCoverageOf } from './taxonomy-coverage.ts'
import { termDiversity } from './term-diversity.ts'

/** The figures over the union of the question's areas. */
export function createTotalFigures(parts: Parts): Figures {
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
    siteCount: () => given(() => countSites(parts.sites(areas.length))),
    siteClusters: (across) => given(() => clusterSites(parts.sites(areas.length), across)),
    taxonomyCoverage: () => given(() => taxonomyCoverageOf(counts.union.classified().services, services())),
    ratePer1000: () => given(() => ratePer1000(services(), parts.populationOfUnion())),
    termDiversity: () => given(() => termDiversity(counts.union.topTerms(), presentAnywhere(parts))),
    outOfArea: () => given(() => outOfAreaOf(parts.published(areas.length), source.figures.recordsOutside())),
  }
}
