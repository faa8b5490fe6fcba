import { z } from 'zod'

import { Rate } from '../figures/rate.ts'

const Named = z.object({ code: z.string(), name: z.string() })
/** A heading. */
export const Term = z.object({ id: z.string(), curie: z.string().nullable(), name: z.string() })
const Feed = z.object({ slug: z.string(), name: z.string() })

/** How an area or a cell compares with others; null where that can not be said. */
export const Comparison = z
  .object({
    verdict: z.string().nullable(),
    median: z.number().nullable().optional(),
    comparators: z.number().optional(),
    rank: z.number().nullable().optional(),
  })
  .nullable()
export type Comparison = z.infer<typeof Comparison>

/** How many sites there are, and where those with a point lie; absent where they were not asked for, null where nothing is known. */
export const Sites = {
  siteCount: z.number().nullish(),
  siteClusters: z.array(z.object({ latitude: z.number(), longitude: z.number(), siteCount: z.number() })).nullish(),
}
export type Sites = z.infer<z.ZodObject<typeof Sites>>

/** The figures of an area, or of all together. */
export const Figures = z.object({
  serviceCount: z.number().nullable(),
  recordCount: z.number().nullable(),
  ratePer1000: Rate,
  taxonomyCoverage: z.object({ value: z.number().nullable() }).nullable(),
  freshness: z.record(z.string(), z.number()).nullable(),
  deliveryMix: z.record(z.string(), z.number()).nullable(),
})
export type Figures = z.infer<typeof Figures>

/** One area with its figures. */
export const AreaFigures = Figures.extend({
  area: Named.extend({
    boundary: z.unknown().optional(),
    population: z.object({ value: z.number() }).nullish(),
    parents: z.array(Named.extend({ type: z.string() })).optional(),
  }),
  comparison: Comparison,
  caveats: z.array(z.object({ code: z.string() })),
})
export type AreaFigures = z.infer<typeof AreaFigures>

/** What can be said of one term in one area. */
export const Cell = z.object({
  state: z.string(),
  serviceCount: z.number().nullable(),
  unknownCount: z.number().nullable(),
  ratePer1000: Rate,
  comparison: Comparison,
  caveats: z.array(z.string()),
})
export type Cell = z.infer<typeof Cell>

/** One term over the areas, in their order. */
export const MatrixRow = z.object({ comparatorMedianRate: z.number().nullable(), term: Term, cells: z.array(Cell) })
export type MatrixRow = z.infer<typeof MatrixRow>
export type Term = z.infer<typeof Term>

/** A caveat with the areas it bears on. */
export const Caveat = z.object({
  code: z.string(),
  message: z.string(),
  areas: z.array(z.object({ code: z.string() })),
})
export type Caveat = z.infer<typeof Caveat>

export const FeedStanding = z.object({
  feed: Feed.extend({ publisher: z.string(), licence: z.string().nullable() }),
  state: z.string(),
  asOf: z.string().nullable(),
  services: z.number(),
  reason: z.string().nullable(),
})
export type FeedStanding = z.infer<typeof FeedStanding>

/** Figures of several areas side by side. */
export const Coverage = z.object({
  asOf: z.string(),
  method: z.object({ definitions: z.string(), populationSource: z.string().nullable() }),
  total: Figures.extend(Sites),
  areas: z.array(AreaFigures),
  matrix: z.array(MatrixRow),
  gaps: z.object({
    totalCount: z.number(),
    edges: z.array(
      z.object({
        node: z.object({
          area: Named,
          term: Term,
          presentIn: z.object({ numerator: z.number(), denominator: z.number() }),
          comparatorMedianRate: z.number().nullable(),
        }),
      }),
    ),
  }),
  overlaps: z.array(
    z.object({
      feedA: Feed,
      feedB: Feed,
      both: z.number(),
      servicesA: z.number(),
      servicesB: z.number(),
      share: z.number().nullable(),
    }),
  ),
  feeds: z.array(FeedStanding),
  caveats: z.array(Caveat),
})
export type Coverage = z.infer<typeof Coverage>

/** What the operation `Region` answers; no coverage where it was asked for what is not. */
export const RegionAnswer = z.object({
  taxonomies: z.array(z.object({ name: z.string(), uri: z.string().nullable(), shared: z.boolean() })),
  taxonomyTerms: z
    .object({
      totalCount: z.number(),
      nodes: z.array(Term.extend({ taxonomy: z.object({ name: z.string(), shared: z.boolean() }) })),
    })
    .nullish(),
  coverage: Coverage.nullable(),
})
export type RegionAnswer = z.infer<typeof RegionAnswer>
