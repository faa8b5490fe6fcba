import { z } from 'zod'
import type { AmbiguousName, Area } from './area.ts'
import { readBuiltInPopulations } from './built-in-populations.ts'
import { present } from '../model/present.ts'
import facts from './data/areas.json' with { type: 'json' }

const Facts = z.object({
  source: z.string(),
  attribution: z.string(),
  vintage: z.string(),
  populationYear: z.number(),
  ambiguousNames: z.array(z.object({ name: z.string(), codes: z.array(z.string()) })),
  areas: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      type: z.enum(['COUNTRY', 'REGION', 'COMBINED_AUTHORITY', 'COUNTY', 'DISTRICT']),
      parents: z.array(z.string()).default([]),
      otherNames: z.array(z.string()).default([]),
      councilType: z.enum(['UNITARY', 'METROPOLITAN', 'LONDON_BOROUGH', 'NON_METROPOLITAN', 'COUNTY']).optional(),
      population: z.number().optional(),
      validFrom: z.string().optional(),
      validTo: z.string().optional(),
      successors: z.array(z.string()).default([]),
    }),
  ),
})

/** Areas of the United Kingdom that come with the program, and what must be said where they are shown. */
export interface BuiltInAreas {
  readonly areas: readonly Area[]
  readonly ambiguousNames: readonly AmbiguousName[]
  readonly source: string
  /** To be shown wherever the areas or figures about them are. */
  readonly attribution: string
  /** Year whose codes are current. */
  readonly vintage: string
}

/** Countries, English regions, combined authorities, counties and districts of the UK, with those abolished since 2016. */
export function readBuiltInAreas(): BuiltInAreas {
  const { areas, populationYear, ...rest } = Facts.parse(facts)
  const populations = readBuiltInPopulations()
  return {
    ...rest,
    areas: areas.map((area) => ({ ...readArea(area, populationYear, rest.source), ...populations.get(area.code) })),
  }
}

function readArea(fact: z.infer<typeof Facts>['areas'][number], year: number, source: string): Area {
  const { population, councilType, validFrom, validTo, ...area } = fact
  return {
    ...area,
    ...present({ councilType, validFrom, validTo }),
    ...(population === undefined ? {} : { population: { value: population, year, source } }),
  }
}
