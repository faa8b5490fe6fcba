import { z } from 'zod'
import type { AgePopulation, Area } from './area.ts'
import { peopleByBand, POPULATION_BANDS, spanOf } from './population-bands.ts'
import facts from './data/populations.json' with { type: 'json' }

const Origin = z.object({ vintage: z.string(), year: z.number(), source: z.string() })
const Facts = z.object({
  bands: z.array(z.enum(POPULATION_BANDS)),
  counts: z.array(Origin.extend({ people: z.record(z.string(), z.array(z.number())) })),
  totals: Origin.extend({ people: z.record(z.string(), z.number()) }),
})

/**
 * People of districts by age, by code of 2025: mid-2020 of England and Wales, mid-2022 of Scotland; of Northern Ireland the
 * totals of the census of 2021 alone, its bands not being known here.
 */
export function readBuiltInPopulations(): ReadonlyMap<string, Pick<Area, 'population' | 'ages'>> {
  const { bands, counts, totals } = Facts.parse(facts)
  const { people: total, ...origin } = totals
  const populations = new Map<string, Pick<Area, 'population' | 'ages'>>(
    Object.entries(total).map(([code, value]) => [code, { population: { value, ...origin } }]),
  )
  for (const { people, ...each } of counts) {
    for (const [code, numbers] of Object.entries(people)) {
      const { ALL: value = 0, ...byAge } = peopleByBand(
        bands.flatMap((band, at) => ({ ...spanOf(band), people: numbers[at] ?? 0 })),
      )
      populations.set(code, { ages: [withMiddle({ ...each, people: byAge }, value)] })
    }
  }
  return populations
}

/** Adds who is neither a child nor 65: five-year bands do not divide at 18. */
function withMiddle(ages: AgePopulation, everybody: number): AgePopulation {
  const { AGE_0_17: young = 0, AGE_65_PLUS: old = 0 } = ages.people
  return { ...ages, people: { ...ages.people, AGE_18_64: everybody - young - old } }
}
