import type { PopulationBand } from '../geography/population-bands.ts'
import { POPULATION_BANDS, spanOf } from '../geography/population-bands.ts'
import type { Area } from '../geography/area.ts'
import { hashOf } from '../model/hash-of.ts'
import type { ObservedPeople, ObservedPopulation } from '../model/observation.ts'
import { populationOf, type PopulationSource, type SourcedPopulation } from './population.ts'

/** The people of an area by band, as rates divide by them now; a band that is not known is absent. */
export function observePeople(area: Area, source: PopulationSource): ObservedPeople[string] {
  const known = POPULATION_BANDS.flatMap((band): [string, ObservedPopulation][] => {
    const population = populationOf(area, band, source)
    return population === undefined ? [] : [[band, asObserved(population)]]
  })
  return Object.fromEntries(known)
}

/** A population as looks keep it. */
export function asObserved({ value, vintages }: SourcedPopulation): ObservedPopulation {
  return [value, vintages.join(', ')]
}

/** What names people, equal of equal ones. */
export function keyOfPeople(people: ObservedPeople): string {
  return hashOf(people)
}

/** People that were taken for others later. */
export interface PopulationChange {
  /** In words, with their vintage; absent where they were not known. */
  readonly from?: string
  readonly to?: string
  /** That the area has the later, and had the earlier, in a clause. */
  readonly clause: string
}

/** How the people of a band that the area's rates are divided by changed; undefined where they are as many as before. */
export function populationChange(
  { name }: Area,
  band: PopulationBand,
  before: ObservedPopulation | undefined,
  after: ObservedPopulation | undefined,
): PopulationChange | undefined {
  if (before?.[0] === after?.[0]) return undefined
  const [from, to] = [before, after].map((people) => people && `${people[0]} (${people[1]})`)
  const who = describeBand(band)
  const clause = `${name} has ${to === undefined ? `no known number of ${who}` : `${to} ${who}`}, before ${from ?? 'no known number'}`
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }), clause }
}

function describeBand(band: PopulationBand): string {
  if (band === 'ALL') return 'people'
  const { from, to } = spanOf(band)
  return Number.isFinite(to) ? `people aged ${from} to ${to}` : `people aged ${from} and over`
}
