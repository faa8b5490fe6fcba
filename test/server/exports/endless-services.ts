import { createSchema } from 'graphql-yoga'

import type { OperationContext } from '../../../src/server/create-operation-runner.ts'

/** What a page is asked for by. */
interface PageArguments {
  readonly first: number
  readonly after: string | null
}

/** A schema of as many services as one likes to read; `onPage` sees the number of each page and may throw. */
export function endlessServices(onPage: (page: number) => unknown, pages = Number.POSITIVE_INFINITY) {
  return createSchema<OperationContext>({
    typeDefs: /* GraphQL */ `
      scalar JSON
      type Query {
        services(where: ServiceFilter, first: Int, after: String): ServiceConnection
      }
      input ServiceFilter {
        text: String
      }
      type ServiceConnection {
        generation: String!
        asOf: String!
        totalCount: Int!
        feeds: [FeedReport!]!
        pageInfo: PageInfo!
        edges: [ServiceEdge!]!
      }
      type PageInfo {
        hasNextPage: Boolean!
        endCursor: String
      }
      type ServiceEdge {
        cursor: String!
        unknownOn: [String!]!
        distanceMetres: Float
        node: Service!
      }
      type Service {
        id: ID!
        name: String!
      }
      type FeedReport {
        state: String
      }
    `,
    resolvers: {
      Query: {
        services: async (_: unknown, { first, after }: PageArguments) => {
          const page = after === null ? 1 : Number(after) + 1
          await onPage(page)
          return {
            generation: String(page),
            asOf: '2026-01-01T00:00:00Z',
            totalCount: 7,
            feeds: [],
            pageInfo: { hasNextPage: page < pages, endCursor: String(page) },
            edges: Array.from({ length: first }, (_item, index) => ({
              cursor: `${page}.${index}`,
              unknownOn: [],
              node: { id: `${page}.${index}`, name: 'Lunch club '.repeat(1_000) },
            })),
          }
        },
      },
    },
  })
}
