import { z } from 'zod'

import { Rate } from '../figures/rate.ts'
import { Trend } from '../trend/trend-answer.ts'
import { Caveat, Comparison, FeedStanding, MatrixRow, Sites, Term } from './region-answer.ts'

const Named = z.object({ code: z.string(), name: z.string() })
const People = z.object({ value: z.number(), vintages: z.array(z.string()), source: z.string() }).nullable()
const Share = z.object({ value: z.number().nullable(), numerator: z.number(), denominator: z.number() }).nullable()
export type Share = z.infer<typeof Share>

/** An area, its people, and what lies around it. */
export const Area = Named.extend({
  type: z.string(),
  otherNames: z.array(z.string()),
  validTo: z.string().nullable(),
  successors: z.array(Named),
  boundary: z.unknown(),
  all: People,
  young: People,
  adult: People,
  old: People,
  parents: z.array(Named.extend({ type: z.string(), children: z.array(Named) })),
})
export type Area = z.infer<typeof Area>

const Figures = z.object({
  area: Named,
  serviceCount: z.number().nullable(),
  recordCount: z.number().nullable(),
  organizationCount: z.number().nullable(),
  ...Sites,
  ratePer1000: Rate,
  comparison: Comparison,
  free: Share,
  crossListed: Share,
  distance: z.object({ medianMetres: z.number().nullable(), p90Metres: z.number().nullable() }).nullable(),
  freshness: z.record(z.string(), z.number()).nullable(),
  deliveryMix: z.record(z.string(), z.number()).nullable(),
  feeds: z.array(FeedStanding),
})
export type OneAreaFigures = z.infer<typeof Figures>

/** What the operation `AreaPage` answers: nothing of an area that is not known. */
export const AreaAnswer = z.object({
  area: Area.nullable(),
  coverage: z
    .object({
      asOf: z.string(),
      method: z.object({ populationSource: z.string().nullable() }),
      areas: z.array(Figures),
      matrix: z.array(MatrixRow.extend({ term: Term.extend({ uri: z.string() }) })),
      trend: z.array(Trend),
      caveats: z.array(Caveat),
    })
    .nullable(),
})
export type AreaAnswer = z.infer<typeof AreaAnswer>
