// Yoga as it comes, over resolvers that take the same shapes from memory: what GraphQL itself costs.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSchema, createYoga } from 'graphql-yoga'
import type { MemoryService } from './memory-service.ts'
import { answerUsage } from './answer-usage.ts'

const services: readonly MemoryService[] = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const byId = new Map(services.map((service) => [service.id, service]))
const byFeed = Map.groupBy(services, ({ feed }) => feed.slug)

const typeDefs = /* GraphQL */ `
  type Query {
    service(id: ID!): Service
    services(first: Int = 20, where: ServiceFilter): ServiceConnection!
  }
  input ServiceFilter {
    feeds: [String!]
  }
  type ServiceConnection {
    totalCount: Int!
    nodes: [Service!]!
    facets: ServiceFacets!
  }
  type ServiceFacets {
    taxonomyTerms(first: Int = 20): [TermCount!]!
    feeds: [FeedCount!]!
  }
  type TermCount {
    count: Int!
    term: TaxonomyTerm!
  }
  type FeedCount {
    count: Int!
    feed: Feed!
  }
  type Feed {
    slug: String!
  }
  type Service {
    id: ID!
    name: String!
    description: String
    status: String
    feed: Feed!
    organization: Organization
    serviceAtLocations: [ServiceAtLocation!]!
    taxonomyTerms: [TaxonomyTerm!]!
  }
  type Organization {
    name: String
  }
  type ServiceAtLocation {
    location: Location
  }
  type Location {
    name: String
    latitude: Float
    longitude: Float
    addresses: [Address!]!
  }
  type Address {
    address1: String
    city: String
    postalCode: String
  }
  type TaxonomyTerm {
    uri: String!
    name: String!
  }
`

interface Selected {
  readonly selected: readonly MemoryService[]
}

const resolvers = {
  Query: {
    service: (_: unknown, { id }: { id: string }) => byId.get(id),
    services: (_: unknown, { first, where }: { first: number; where?: { feeds?: string[] } }) => {
      const selected = where?.feeds === undefined ? services : where.feeds.flatMap((slug) => byFeed.get(slug) ?? [])
      return { selected, totalCount: selected.length, nodes: () => selected.slice(0, first), facets: { selected } }
    },
  },
  ServiceFacets: {
    taxonomyTerms: ({ selected }: Selected, { first }: { first: number }) => {
      const counts = new Map<string, { term: object; count: number }>()
      for (const { taxonomyTerms } of selected) {
        for (const term of taxonomyTerms) {
          const counted = counts.get(term.uri) ?? { term, count: 0 }
          counted.count += 1
          counts.set(term.uri, counted)
        }
      }
      return [...counts.values()].toSorted((a, b) => b.count - a.count).slice(0, first)
    },
    feeds: ({ selected }: Selected) =>
      [...Map.groupBy(selected, ({ feed }) => feed.slug)].map(([slug, own]) => ({ feed: { slug }, count: own.length })),
  },
}

const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }) })
const server = createServer((request, response) => void yoga(request, response))
server.listen(0, '127.0.0.1', () => answerUsage(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
