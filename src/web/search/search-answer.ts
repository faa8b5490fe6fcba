import { z } from 'zod'

const Named = z.object({ name: z.string() })

const Place = z.object({
  id: z.string(),
  location: z
    .object({
      name: z.string().nullable(),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
      precision: z.string(),
      addresses: z.array(
        z.object({
          address1: z.string().nullable(),
          city: z.string().nullable(),
          postalCode: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
})
export type Place = z.infer<typeof Place>

const Hit = z.object({
  unknownOn: z.array(z.string()),
  missingWords: z.array(z.string()),
  distanceMetres: z.number().nullable(),
  distanceApproximate: z.boolean().nullable(),
  highlights: z.array(z.object({ field: z.string(), snippet: z.string() })),
  matchedVia: z.array(z.object({ from: Named, to: Named })),
  nearest: z.object({ id: z.string() }).nullable(),
  listings: z.array(z.object({ feed: z.object({ publisher: z.string() }) })),
  node: z.object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    status: z.string().nullable(),
    minimumAge: z.number().nullable(),
    maximumAge: z.number().nullable(),
    free: z.boolean().nullable(),
    deliveryClass: z.string(),
    organization: Named.nullable(),
    serviceAtLocations: z.array(Place),
  }),
})
export type Hit = z.infer<typeof Hit>

const Heading = z.object({ uri: z.string(), name: z.string(), taxonomy: Named.extend({ shared: z.boolean() }) })
export type Heading = z.infer<typeof Heading>
const HeadingsFound = z.object({ totalCount: z.number(), nodes: z.array(Heading) })
export type HeadingsFound = z.infer<typeof HeadingsFound>

const Facets = z.object({
  taxonomyTerms: z.array(
    z.object({
      count: z.number(),
      term: Heading.extend({ curie: z.string().nullable() }),
    }),
  ),
  areas: z.array(
    z.object({
      count: z.number(),
      area: z.object({ code: z.string(), name: z.string(), boundary: z.unknown().optional() }),
    }),
  ),
  feeds: z.array(z.object({ count: z.number(), feed: z.object({ slug: z.string(), publisher: z.string() }) })),
  attending: z.array(z.object({ count: z.number(), attending: z.string() })),
  languages: z.array(z.object({ count: z.number(), name: z.string() })),
  free: z.object({ free: z.number(), charged: z.number(), unknown: z.number() }),
  accessible: z.object({ accessible: z.number(), notAccessible: z.number(), unknown: z.number() }),
})
export type Facets = z.infer<typeof Facets>

/** The answer of `ServicesWithCounts`, where there is one. */
export const SearchAnswer = z.object({
  taxonomyTerms: HeadingsFound.nullish(),
  services: z
    .object({
      asOf: z.string(),
      totalCount: z.number(),
      recordCount: z.number(),
      textCorrected: z.string().nullable(),
      textRelaxed: z.boolean(),
      edges: z.array(Hit),
      feeds: z.array(
        z.object({ feed: z.object({ publisher: z.string() }), state: z.string(), reason: z.string().nullable() }),
      ),
      facets: Facets,
      pageInfo: z.object({
        hasNextPage: z.boolean(),
        hasPreviousPage: z.boolean(),
        startCursor: z.string().nullable(),
        endCursor: z.string().nullable(),
      }),
    })
    .nullable(),
})
export type SearchAnswer = NonNullable<z.infer<typeof SearchAnswer>['services']>
