import type { PopulationBand } from '../geography/population-bands.ts'
import { poissonInterval, type Interval } from './interval.ts'

/** How many people live there, of which ages, when. */
export interface BandPopulation {
  readonly value: number
  readonly year: number
  readonly band: PopulationBand
}

/** Services per 1,000 people; `value` and `ci95` are absent where nobody lives there. */
export interface Rate {
  readonly value?: number
  readonly numerator: number
  readonly population: number
  readonly band: PopulationBand
  readonly year: number
  readonly ci95?: Interval
}

/**
 * M7 ratePer1000: 1,000 · services / population, the population named by its age band and year. The interval is that of
 * the count (exact under 10, else Byar's) over the population. Undefined where the population is not known.
 */
export function ratePer1000(services: number, population: BandPopulation | undefined): Rate | undefined {
  if (population === undefined) return undefined
  const { value: people, year, band } = population
  const base = { numerator: services, population: people, band, year }
  if (people === 0) return base
  const { low, high } = poissonInterval(services)
  return {
    ...base,
    value: (1000 * services) / people,
    ci95: { low: (1000 * low) / people, high: (1000 * high) / people },
  }
}
