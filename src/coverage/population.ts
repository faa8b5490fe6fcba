import type { Area } from '../geography/area.ts'
import type { SmallArea } from '../geography/read-small-areas.ts'
import type { BandPopulation, PopulationBand } from './rate.ts'

/** A population and where it is from. */
export interface SourcedPopulation extends BandPopulation {
  readonly source: string
}

/**
 * How many people of the band live in the area: of all ages, as stated for the area itself; else as the small areas in it add
 * up, where every one of them has it for one year. Undefined where neither does.
 */
export function populationOf(
  area: Area,
  band: PopulationBand,
  smallAreas: readonly SmallArea[],
): SourcedPopulation | undefined {
  if (band === 'ALL' && area.population !== undefined) return { ...area.population, band }
  const stated = smallAreas.map(({ populations, year, source }) => ({ value: populations[band], year, source }))
  const [first] = stated
  if (first === undefined || stated.some(({ value, year }) => value === undefined || year !== first.year))
    return undefined
  return { value: stated.reduce((sum, { value = 0 }) => sum + value, 0), year: first.year, source: first.source, band }
}
