import type { Area } from '../geography/area.ts'
import type { Gazetteer } from '../geography/gazetteer.ts'
import type { SmallArea } from '../geography/read-small-areas.ts'
import type { BandPopulation, PopulationBand } from './rate.ts'

/** A population and where it is from. */
export interface SourcedPopulation extends BandPopulation {
  readonly source: string
}

/** How far the people of the small areas may be from those of the whole, which may be of another year. */
const COMPLETE_WITHIN = 0.1

/**
 * How many people of the band live in the area: of all ages, as stated for the area itself; of a band, as the small areas in
 * it add up, where all of them are known: they have the band for one year, and their people of all ages are the area's within
 * a tenth. Undefined otherwise: small areas that happen to be imported are never taken for the whole.
 */
export function populationOf(
  area: Area,
  band: PopulationBand,
  smallAreas: readonly SmallArea[],
): SourcedPopulation | undefined {
  const total = area.population
  if (band === 'ALL' || total === undefined)
    return band === 'ALL' && total !== undefined ? { ...total, band } : undefined
  const [first] = smallAreas
  if (first === undefined || smallAreas.some(({ year }) => year !== first.year)) return undefined
  const everybody = sumOf(smallAreas, 'ALL')
  const value = sumOf(smallAreas, band)
  if (everybody === undefined || value === undefined) return undefined
  if (Math.abs(everybody - total.value) > COMPLETE_WITHIN * total.value) return undefined
  return { value, year: first.year, source: first.source, band }
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
