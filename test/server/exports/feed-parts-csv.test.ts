import { parse } from 'csv-parse/sync'
import { createSchema } from 'graphql-yoga'
import { expect, it } from 'vitest'

import type { ExportSource } from '../../../src/server/exports/export-source.ts'
import { feedPartsWriter, FILTERS, VERIFICATION } from '../../../src/server/exports/feed-parts-csv.ts'

const CHECK = { id: 'cors', requirement: 'Any origin.', outcome: 'WARN', tried: 3, failed: 1, examples: ['/a|b', '/c'] }
const FEEDS = [
  {
    slug: 'north',
    publisher: 'North',
    verification: { at: '2026-11-01', checks: [CHECK] },
    filters: [{ parameter: 'text', result: 'HONOURED', at: null }],
  },
  { slug: 'south', publisher: 'South', verification: null, filters: [] },
]
const schema = createSchema({
  typeDefs: /* GraphQL */ `
    type Query {
      feeds(slugs: [String!]): [Feed!]!
    }
    type Feed {
      slug: String!
      publisher: String!
      verification: Verification
      filters: [Filter!]!
    }
    type Verification {
      at: String
      checks: [Check!]!
    }
    type Check {
      id: String!
      requirement: String!
      outcome: String!
      tried: Int!
      failed: Int!
      examples: [String!]!
    }
    type Filter {
      parameter: String!
      result: String!
      at: String
    }
  `,
  resolvers: {
    Query: {
      feeds: (_: unknown, { slugs }: { slugs?: string[] }) => FEEDS.filter(({ slug }) => slugs?.includes(slug) ?? true),
    },
  },
})

async function write(parts: typeof FILTERS, stated: Record<string, string> = {}): Promise<unknown> {
  const source: ExportSource = {
    schema,
    createContext: () => ({ allowance: { calls: 20 } }),
    log: { info() {}, warn() {}, error() {} },
  }
  const request = { stated: new Map(Object.entries(stated)), signal: new AbortController().signal }
  const chunks = await Array.fromAsync(feedPartsWriter(parts)(source, request))
  return parse(chunks.join(''), { columns: true, bom: true })
}

it('has a row for each check of each feed', async () => {
  expect(await write(VERIFICATION)).toEqual([
    {
      check: 'cors',
      requirement: 'Any origin.',
      outcome: 'WARN',
      tried: '3',
      failed: '1',
      examples: String.raw`/a\|b | /c`,
      feed: 'north',
      publisher: 'North',
      at: '2026-11-01',
    },
  ])
})

it.each([
  ['north', [{ parameter: 'text', result: 'HONOURED', at: '', feed: 'north', publisher: 'North' }]],
  ['south', []],
])('has of %s alone what was asked for', async (slugs, expected) => {
  expect(await write(FILTERS, { slugs })).toEqual(expected)
})
