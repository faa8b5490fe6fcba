import { createSchema } from 'graphql-yoga'
import { expect, it } from 'vitest'

import { beginExport } from '../../../src/server/exports/begin-export.ts'
import { EXPORTS } from '../../../src/server/exports/exports.ts'

const schema = createSchema({
  typeDefs: /* GraphQL */ `
    type Query {
      service(id: ID!): Service
    }
    type Service {
      issues: [Issue!]!
      cluster: Cluster
    }
    type Issue {
      severity: String
      code: String
      path: String
      message: String
    }
    type Cluster {
      conflicts: [Conflict!]!
    }
    type Conflict {
      field: String!
      values: [Listing!]!
    }
    type Listing {
      value: String
      service: ListedService
    }
    type ListedService {
      id: ID!
      feed: Feed!
    }
    type Feed {
      slug: String!
      publisher: String!
    }
  `,
  resolvers: {
    Query: { service: (_: unknown, { id }: { id: string }) => (id === 'known' ? { issues: [], cluster: null } : null) },
  },
})

async function begin(name: string, id: string): Promise<string> {
  const file = EXPORTS.get(name)
  if (file === undefined) throw new Error('no export has this name')
  const source = {
    schema,
    createContext: () => ({ allowance: { calls: 20 } }),
    log: { info() {}, warn() {}, error() {} },
  }
  const request = { stated: new Map([['id', id]]), signal: new AbortController().signal }
  return (await Array.fromAsync(await beginExport(file, source, request))).join('')
}

it.each(['service-issues.csv', 'service-differences.csv'])(
  '%s of a service without any is a header, and of one that is not known refused before a byte',
  async (name) => {
    expect(await begin(name, 'known')).toMatch(/^\uFEFF?[\w,]+\r?\n$/)
    await expect(begin(name, 'unknown')).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND', http: { status: 404 } },
    })
  },
)
