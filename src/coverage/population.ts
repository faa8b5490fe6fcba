import type { Area } from '../geography/area.ts'
import type { Gazetteer } from '../geography/gazetteer.ts'
import type { SmallArea } from '../geography/read-small-areas.ts'
import type { BandPopulation, PopulationBand } from './rate.ts'

/** A population and where it is from. */
export interface SourcedPopulation extends BandPopulation {
  readonly source: string
  /** Of what it is a sum of, in order, where that is of several years; `year` is then the first of them. */
  readonly years?: readonly number[]
}

/** How far the people of the small areas may be from those of the whole, which may be of another year. */
const COMPLETE_WITHIN = 0.1

/**
 * How many people of the band live in the area: of all ages, as stated for the area itself; of a band, as the small areas in
 * it add up, where all of them are known: they have the band, and their people of all ages are the area's within a tenth. Undefined otherwise: small areas that happen to be imported are never taken for the whole.
 */
export function populationOf(
  area: Area,
  band: PopulationBand,
  smallAreas: readonly SmallArea[],
): SourcedPopulation | undefined {
  const total = area.population
  if (band === 'ALL' || total === undefined)
    return band === 'ALL' && total !== undefined ? { ...total, band } : undefined
  const everybody = sumOf(smallAreas, 'ALL')
  const value = sumOf(smallAreas, band)
  if (everybody === undefined || value === undefined) return undefined
  if (Math.abs(everybody - total.value) > COMPLETE_WITHIN * total.value) return undefined
  return sumPopulations(
    smallAreas.map(({ populations, year, source }) => ({ value: populations[band] ?? 0, year, source, band })),
  )
}

/** The people of all of them together; undefined of none. Those of several years are named by the first, and all years said. */
export function sumPopulations(parts: readonly SourcedPopulation[]): SourcedPopulation | undefined {
  const [first] = parts
  if (first === undefined) return undefined
  const years = [...new Set(parts.flatMap(({ year, years: several = [year] }) => several))].toSorted((a, b) => a - b)
  return {
    value: parts.reduce((sum, { value }) => sum + value, 0),
    year: years[0] ?? first.year,
    band: first.band,
    source: [...new Set(parts.map(({ source }) => source))].join('; '),
    ...(years.length > 1 && { years }),
  }
}

function sumOf(smallAreas: readonly SmallArea[], band: PopulationBand): number | undefined {
  return smallAreas.reduce<number | undefined>((sum, { populations }) => {
    const people = populations[band]
    return sum === undefined || people === undefined ? undefined : sum + people
  }, 0)
}

/** Those of the small areas that lie in the area of that code, or are it. */
export function smallAreasIn(
  code: string,
  smallAreas: readonly SmallArea[],
  gazetteer: Pick<Gazetteer, 'ancestorsOf'>,
): readonly SmallArea[] {
  return smallAreas.filter(
    (smallArea) =>
      smallArea.code === code ||
      smallArea.parents.some((parent) => parent === code || gazetteer.ancestorsOf(parent).includes(code)),
  )
}
