import { z } from 'zod'

const Share = z.number().nullable()
const Area = z.object({ code: z.string(), name: z.string() })
const NameCount = z.object({ name: z.string(), count: z.number() })
const Mix = z.record(z.string(), z.number())

const Worklist = z.object({
  lastAt: z.string().nullable(),
  totalCount: z.number(),
  counts: z.array(z.object({ kind: z.string(), count: z.number(), newCount: z.number(), settledCount: z.number() })),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  edges: z.array(
    z.object({
      node: z.object({
        change: z.string(),
        kind: z.string(),
        record: z.string().nullable(),
        name: z.string().nullable(),
        other: z.string().nullable(),
        otherName: z.string().nullable(),
        message: z.string(),
        services: z.number(),
      }),
    }),
  ),
})
export type Worklist = z.infer<typeof Worklist>

/** A feed as the operation `FeedPage` answers it. */
const Feed = z.object({
  slug: z.string(),
  name: z.string(),
  publisher: z.string(),
  url: z.string(),
  licence: z.string().nullable(),
  attribution: z.string().nullable(),
  scope: z.string().nullable(),
  standard: z.string().nullable(),
  statedPublisher: z
    .object({ name: z.string().nullable(), email: z.string().nullable(), website: z.string().nullable() })
    .nullable(),
  areas: z.array(Area),
  report: z.object({
    state: z.string(),
    asOf: z.string().nullable(),
    services: z.number(),
    detailedShare: Share,
    reason: z.string().nullable(),
    reprocessing: z.array(z.object({ done: z.number(), total: z.number() })),
  }),
  counts: z.object({
    services: z.number(),
    organizations: z.number(),
    locations: z.number(),
    taxonomyTerms: z.number(),
    quarantined: z.number(),
  }),
  health: z.object({
    nextAttempt: z.string().nullable(),
    lastErrorMessage: z.string().nullable(),
    requestsLastDay: z.number(),
    p95Ms: z.number().nullable(),
  }),
  verification: z
    .object({
      at: z.string(),
      outcome: z.string(),
      checks: z.array(
        z.object({
          requirement: z.string(),
          outcome: z.string(),
          tried: z.number(),
          failed: z.number(),
          examples: z.array(z.string()),
        }),
      ),
    })
    .nullable(),
  filters: z.array(z.object({ parameter: z.string(), result: z.string(), at: z.string().nullable() })),
  measures: z.object({
    availability: Share,
    refreshes: z.number(),
    churnPerWeek: Share,
    duplicates: Share,
    idStability: Share,
    listDetailAgreement: Share,
    medianQuality: z.number().nullable(),
    pagingComplete: Share,
    repeatedIds: z.number().nullable(),
  }),
  content: z.object({
    freshness: Mix,
    qualityBands: Mix.nullable(),
    withContact: Share,
    withCoordinates: Share,
    withOrganization: Share,
    withPostcode: Share,
    withSchedule: Share,
    withServiceArea: Share,
    withTaxonomyTerm: Share,
    unmappedTerms: z.array(NameCount),
    unresolvedAreaNames: z.array(NameCount),
  }),
  worklist: Worklist,
})
export type Feed = z.infer<typeof Feed>

/** What the operation `FeedPage` answers; null of a feed that is not known. */
export const FeedAnswer = z.object({ feed: Feed.nullable() })
