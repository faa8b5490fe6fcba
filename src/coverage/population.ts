import type { Area, AreaPopulation, AreaType } from '../geography/area.ts'
import type { Gazetteer } from '../geography/gazetteer.ts'
import type { PopulationBand } from '../geography/population-bands.ts'
import type { SmallArea } from '../geography/read-small-areas.ts'
import type { BandPopulation } from './rate.ts'

/** A population and where it is from. */
export interface SourcedPopulation extends BandPopulation {
  readonly source: string
  /** What it was counted or estimated as, in order (`mid-2020`, or the year); several where it is a sum of several, `year` then being the first. */
  readonly vintages: readonly string[]
}

/** Where populations are looked up. */
export interface PopulationSource {
  readonly gazetteer: Pick<Gazetteer, 'find' | 'descendantsOf' | 'predecessorsOf'>
  /** Those known that lie in an area. */
  smallAreasIn(code: string): readonly SmallArea[]
}

/** How far the people of the parts may be from those of the whole, which may be of another year. */
const COMPLETE_WITHIN = 0.1

/** Areas that are whole districts put together. */
const MADE_OF_DISTRICTS: ReadonlySet<AreaType> = new Set(['COUNTRY', 'REGION', 'COMBINED_AUTHORITY', 'COUNTY'])

/**
 * How many people of the band live in the area. Of all ages, as stated for the area itself, else as its districts add up. Of a
 * band, the newest of: as stated for itself (or, where nothing is, for the areas that became a part of it whole); as the small areas in it add up; as its districts do. Parts count where all of
 * them have the band and are the whole, their people of all ages being the area's within a tenth. Undefined otherwise: parts
 * that happen to be known are never taken for the whole.
 */
export function populationOf(
  area: Area,
  band: PopulationBand,
  { gazetteer, smallAreasIn: smallAreas }: PopulationSource,
): SourcedPopulation | undefined {
  const own = statedFor(area, band, gazetteer)
  if (band === 'ALL') return own ?? ofDistricts(area, band, gazetteer)
  const found = [own, ofSmallAreas(area, band, smallAreas(area.code)), ofDistricts(area, band, gazetteer)]
  return found
    .filter((population) => population !== undefined)
    .reduce<SourcedPopulation | undefined>(
      (newest, each) => (newest === undefined || each.year > newest.year ? each : newest),
      undefined,
    )
}

/** The people of all of them together; undefined of none. Those of several years are named by the first, and all vintages said. */
export function sumPopulations(parts: readonly SourcedPopulation[]): SourcedPopulation | undefined {
  const [first] = parts
  if (first === undefined) return undefined
  const inOrder = parts.toSorted((a, b) => a.year - b.year)
  return {
    value: parts.reduce((sum, { value }) => sum + value, 0),
    year: inOrder[0]?.year ?? first.year,
    band: first.band,
    source: [...new Set(parts.map(({ source }) => source))].join('; '),
    vintages: [...new Set(inOrder.flatMap(({ vintages }) => vintages))],
  }
}

type Stated = PopulationSource['gazetteer']

function statedFor(
  area: Area,
  band: PopulationBand,
  gazetteer: Stated,
  later: readonly string[] = [],
): SourcedPopulation | undefined {
  const people = band === 'ALL' ? area.population : ageIn(area, band)
  if (people === undefined) return ofPredecessors(area, band, gazetteer, [...later, area.code])
  const { value, year, source, vintage = String(year) } = people
  return { value, year, source, band, vintages: [vintage] }
}

function ageIn({ ages = [] }: Area, band: PopulationBand): AreaPopulation | undefined {
  for (const { people, ...origin } of ages) {
    const value = people[band]
    if (value !== undefined) return { value, ...origin }
  }
  return undefined
}

/** Of areas of its kind alone: a county that went with its districts would count their people twice. */
function ofPredecessors(
  area: Area,
  band: PopulationBand,
  gazetteer: Stated,
  later: readonly string[],
): SourcedPopulation | undefined {
  const before = gazetteer.predecessorsOf(area.code).filter(({ type }) => type === area.type)
  const known = before.flatMap((each) =>
    each.successors.length > 1 || later.includes(each.code) ? [] : (statedFor(each, band, gazetteer, later) ?? []),
  )
  return known.length < before.length ? undefined : sumPopulations(known)
}

function ofSmallAreas(
  area: Area,
  band: PopulationBand,
  smallAreas: readonly SmallArea[],
): SourcedPopulation | undefined {
  const everybody = sumOf(smallAreas, 'ALL')
  if (area.population === undefined || everybody === undefined || sumOf(smallAreas, band) === undefined)
    return undefined
  if (!isWhole(everybody, area.population.value)) return undefined
  return sumPopulations(
    smallAreas.map(({ populations, year, source, vintage = String(year) }) => ({
      value: populations[band] ?? 0,
      year,
      source,
      band,
      vintages: [vintage],
    })),
  )
}

function ofDistricts(area: Area, band: PopulationBand, gazetteer: Stated): SourcedPopulation | undefined {
  if (!MADE_OF_DISTRICTS.has(area.type)) return undefined
  const districts = gazetteer
    .descendantsOf(area.code)
    .flatMap((code) => gazetteer.find(code) ?? [])
    .filter(({ type, successors }) => type === 'DISTRICT' && successors.length === 0)
  const everybody = districts.reduce((sum, each) => sum + (statedFor(each, 'ALL', gazetteer)?.value ?? 0), 0)
  if (area.population !== undefined && !isWhole(everybody, area.population.value)) return undefined
  const known = districts.flatMap((district) => statedFor(district, band, gazetteer) ?? [])
  return known.length < districts.length ? undefined : sumPopulations(known)
}

function isWhole(people: number, whole: number): boolean {
  return Math.abs(people - whole) <= COMPLETE_WITHIN * whole
}

function sumOf(smallAreas: readonly SmallArea[], band: PopulationBand): number | undefined {
  return smallAreas.reduce<number | undefined>((sum, { populations }) => {
    const people = populations[band]
    return sum === undefined || people === undefined ? undefined : sum + people
  }, 0)
}
