import { SHARED_SITE_OVER } from '../catalogue/figures/shared-sites.ts'
import type { Area } from '../geography/area.ts'
import type { Gazetteer } from '../geography/gazetteer.ts'
import type { AreaBasis } from '../geography/placement-rows.ts'
import type { PopulationBand } from '../geography/population-bands.ts'
import type { FeedReach, ObservedPeople } from '../model/observation.ts'
import { positionOf, type CoveringFeed } from './feed-reach.ts'
import { asObserved, populationChange } from './population-change.ts'
import type { SourcedPopulation } from './population.ts'

export type CaveatCode =
  | 'FEED_MISSING'
  | 'FEED_STALE'
  | 'FEED_PARTIAL'
  | 'PUBLISHER_AREA_WIDER'
  | 'LIST_ITEMS_ONLY'
  | 'AREA_RECODED'
  | 'AREA_PARTLY_COVERED'
  | 'SHARED_SITES'
  | 'SMALL_NUMBERS'
  | 'SCOPES_DIFFER'
  | 'NOT_CLASSIFIED'
  | 'STRAIGHT_LINE'
  | 'EDGE_OF_FEEDS'
  | 'POPULATION_MISSING'
  | 'POPULATION_VINTAGES'
  | 'POPULATIONS_CHANGED'
  | 'NOT_OBSERVED'

/** What a reader of a figure must know: a code, a sentence, and the areas and feeds it is about. */
export interface Caveat {
  readonly code: CaveatCode
  readonly message: string
  /** Codes. */
  readonly areas: readonly string[]
  /** Slugs. */
  readonly feeds: readonly string[]
}

/** Counts under this have wide intervals. */
export const SMALL_NUMBER = 10

/** What the caveats of one area follow from. */
export interface AreaEvidence {
  readonly area: Area
  readonly reach: FeedReach
  readonly basis: AreaBasis
  /** All feeds that could bear on the area, ready or not. */
  readonly feeds: readonly CoveringFeed[]
  /** M2; undefined where no ready feed covers the area. */
  readonly services: number | undefined
  /** M9; undefined where there is no service. */
  readonly taxonomyCoverage: number | undefined
  readonly classifiedShare: number
  readonly population: SourcedPopulation | undefined
  /** Places there that very many services of several organizations share. */
  readonly sharedSites: number
  /** Abolished areas asked for that this one took the place of. */
  readonly recodedFrom: readonly Area[]
}

/** The caveats of one area's figures, in the order of the codes. */
export function areaCaveats(evidence: AreaEvidence, gazetteer: Gazetteer): readonly Caveat[] {
  return [
    ...feedCaveats([evidence.area], evidence.feeds),
    ...reachCaveats(evidence, gazetteer),
    ...countCaveats(evidence),
    ...vintageCaveat(evidence.population, [evidence.area]),
  ]
}

/** How far the feeds that are known here reach over the area. */
function reachCaveats({ area, reach, basis, feeds, recodedFrom }: AreaEvidence, gazetteer: Gazetteer): Caveat[] {
  const caveats: Caveat[] = []
  const note = (code: CaveatCode, message: string, concerned?: readonly CoveringFeed[]): void =>
    void caveats.push(aboutArea(area, code, message, concerned))
  const wider = feeds.filter((feed) => positionOf(feed, area.code, gazetteer) === 'HOLDS')
  if (feeds.length === 0)
    note('FEED_MISSING', `No feed here covers ${area.name}: nothing is known of it, so its figures are null.`)
  if (wider.length > 0 && (basis === 'PUBLISHER' || basis === 'AVAILABLE')) {
    const cover = wider.length === 1 ? 'covers' : 'cover'
    const message = `${names(wider)} ${cover} more than ${area.name}: their services without a place or service area are not counted here.`
    note('PUBLISHER_AREA_WIDER', message, wider)
  }
  for (const asked of recodedFrom)
    note('AREA_RECODED', `${asked.name} (${asked.code}) was abolished: figures are of ${area.name} (${area.code}).`)
  if (reach === 'PART')
    note('AREA_PARTLY_COVERED', `Feeds cover only a part of ${area.name}: what is not found there may be in the rest.`)
  return caveats
}

/** How far what is counted can be relied upon. */
function countCaveats({ area, basis, services, sharedSites, ...evidence }: AreaEvidence): Caveat[] {
  const caveats: Caveat[] = []
  const note = (code: CaveatCode, message: string): void => void caveats.push(aboutArea(area, code, message))
  if (sharedSites > 0 && basis !== 'SERVES') {
    const over = SHARED_SITE_OVER
    const message = `In ${area.name} more than ${over.services} services of more than ${over.organizations} organizations share a place, at ${sharedSites} of them: it may be a head office. basis: SERVES leaves such evidence out.`
    note('SHARED_SITES', message)
  }
  if (services !== undefined && services > 0 && services < SMALL_NUMBER)
    note('SMALL_NUMBERS', `${area.name} has only ${services}: see the intervals.`)
  const classified = evidence.taxonomyCoverage ?? 0
  if (services !== undefined && classified < evidence.classifiedShare) {
    const share = `${Math.floor(classified * 100)} %`
    const message = `Only ${share} of the services in ${area.name} are classified in the scheme: an empty cell may be one that nobody tagged.`
    note('NOT_CLASSIFIED', message)
  }
  if (evidence.population === undefined)
    note('POPULATION_MISSING', `The population of that age band in ${area.name} is not known here: no rates.`)
  return caveats
}

/** That a population is a sum of several years; `areas` are those it is of. */
export function vintageCaveat(population: SourcedPopulation | undefined, areas: readonly Area[]): readonly Caveat[] {
  if (population === undefined || population.vintages.length < 2) return []
  const message = `The population of ${areas.map(({ name }) => name).join(', ')} is a sum of several years (${population.vintages.join(', ')}).`
  return [{ code: 'POPULATION_VINTAGES', message, areas: areas.map(({ code }) => code), feeds: [] }]
}

/** That the rates of a day gone by are per other people than they were published with then. */
export function peopleCaveat(
  area: Area,
  band: PopulationBand,
  kept: ObservedPeople[string] | undefined,
  now: SourcedPopulation | undefined,
): readonly Caveat[] {
  const change = kept && populationChange(area, band, kept[band], now && asObserved(now))
  if (change === undefined) return []
  const message = `${change.clause}, when the figures were looked at: its rates are per the people of now.`
  return [aboutArea(area, 'POPULATIONS_CHANGED', message)]
}

/** That nobody looked at the figures then. */
export function notObserved(area: Area): Caveat {
  const message = `The figures of ${area.name} were not looked at then or in the two days before: nothing is known of them.`
  return aboutArea(area, 'NOT_OBSERVED', message)
}

function aboutArea(area: Area, code: CaveatCode, message: string, feeds: readonly CoveringFeed[] = []): Caveat {
  return { code, message, areas: [area.code], feeds: feeds.map(({ slug }) => slug) }
}

/** What the state of feeds means for figures of these areas: each feed that is not whole and fresh is named. */
function feedCaveats(areas: readonly Area[], feeds: readonly CoveringFeed[]): readonly Caveat[] {
  const where = areas.map(({ name }) => name).join(', ')
  const codes = areas.map(({ code }) => code)
  const about = (code: CaveatCode, concerned: readonly CoveringFeed[], message: string): Caveat[] =>
    concerned.length === 0 ? [] : [{ code, message, areas: codes, feeds: concerned.map(({ slug }) => slug) }]
  const inState = (state: CoveringFeed['state']) => feeds.filter((feed) => feed.state === state)
  const [missing, partial, stale] = [inState('MISSING'), inState('PARTIAL'), inState('STALE')]
  const shallow = feeds.filter(({ detailedShare }) => detailedShare !== undefined && detailedShare < 1)
  return [
    ...about('FEED_MISSING', missing, `Nothing is held of ${names(missing)}, which should cover ${where}.`),
    ...about('FEED_STALE', stale, `${names(stale)} could not be read lately: figures of ${where} rest on older data.`),
    ...about(
      'FEED_PARTIAL',
      partial,
      `${names(partial)} has not been read to the end yet: more may come for ${where}.`,
    ),
    ...about(
      'LIST_ITEMS_ONLY',
      shallow,
      `Some records of ${names(shallow)} are held without their details: facts for ${where} may be lacking.`,
    ),
  ]
}

/** Caveats of the whole answer: those of its areas put together by code, and that compared feeds differ in scope. */
export function gatherCaveats(
  byArea: readonly (readonly Caveat[])[],
  areas: readonly Area[],
  feeds: readonly CoveringFeed[],
): readonly Caveat[] {
  const gathered = Map.groupBy(byArea.flat(), ({ code }) => code)
  const nameOf = new Map(areas.map(({ code, name }) => [code, name]))
  const together = [...gathered].map(([code, own]): Caveat => {
    const codes = [...new Set(own.flatMap((caveat) => caveat.areas))]
    const slugs = [...new Set(own.flatMap((caveat) => caveat.feeds))]
    const [first] = own
    const concerned = feeds.filter(({ slug }) => slugs.includes(slug))
    const message =
      own.length === 1 && first !== undefined
        ? first.message
        : `${SUMMARIES[code]} ${[...codes.map((area) => nameOf.get(area) ?? area), ...concerned.map(({ name }) => name)].join(', ')}.`
    return { code, message, areas: codes, feeds: slugs }
  })
  return [...together, ...scopeCaveat(feeds, areas)]
}

const SUMMARIES: Readonly<Record<CaveatCode, string>> = {
  FEED_MISSING: 'Nothing is held of feeds that should cover these areas:',
  FEED_STALE: 'Feeds could not be read lately, so figures of these areas rest on older data:',
  FEED_PARTIAL: 'Feeds have not been read to the end yet, so more may come for these areas:',
  PUBLISHER_AREA_WIDER:
    'Feeds that cover more than one area do not place services without a place or service area in its parts; areas and feeds:',
  LIST_ITEMS_ONLY: 'Some records are held without their details, so facts may be lacking:',
  AREA_RECODED: 'Abolished areas were asked for; figures are of those that took their place:',
  AREA_PARTLY_COVERED: 'Feeds cover only a part of these areas:',
  SHARED_SITES: 'Places that very many services share may be head offices; basis: SERVES leaves such evidence out:',
  SMALL_NUMBERS: `Fewer than ${SMALL_NUMBER} services, so see the intervals:`,
  SCOPES_DIFFER: 'The feeds compared do not include the same:',
  NOT_CLASSIFIED: 'Too few services are classified in the scheme to distinguish an empty cell from an untagged one:',
  STRAIGHT_LINE: 'Distances are in straight lines, not by road or path:',
  EDGE_OF_FEEDS: 'Nearer places may lie beyond the area that feeds cover:',
  POPULATION_MISSING: 'The population of that age band is not known here, so there are no rates:',
  NOT_OBSERVED: 'The figures were not looked at then or in the two days before:',
  POPULATIONS_CHANGED: 'Rates are per the people of now, who were others when the figures were looked at:',
  POPULATION_VINTAGES: 'Populations are sums of several years:',
}

function scopeCaveat(feeds: readonly CoveringFeed[], areas: readonly Area[]): readonly Caveat[] {
  const stated = feeds.filter(({ scope }) => scope !== undefined)
  if (new Set(stated.map(({ scope }) => scope?.trim().toLowerCase())).size < 2) return []
  const list = stated.map(({ name, scope }) => `${name} (${scope})`).join(', ')
  const message = `The feeds compared do not include the same: ${list}.`
  return [
    { code: 'SCOPES_DIFFER', message, areas: areas.map(({ code }) => code), feeds: stated.map(({ slug }) => slug) },
  ]
}

function names(feeds: readonly CoveringFeed[]): string {
  return feeds.map(({ name }) => name).join(', ')
}
