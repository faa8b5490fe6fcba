import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { composeServices } from '@theguild/federation-composition'
import { type DocumentNode, parse } from 'graphql'
import { createSchema, createYoga } from 'graphql-yoga'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { createSubgraphSchema, printSubgraphSchema } from '../../src/graphql/federation/subgraph-schema.ts'
import type { AnsweredRequest } from '../../src/server/request-notes.ts'
import { type CoverageRegion, startCoverageRegion } from './coverage-region.ts'
import { runOperation } from '../run-operation.ts'
import { serveGateway } from './serve-gateway.ts'

/** Another subgraph, of households, that knows areas by their codes alone. */
const HOUSEHOLDS_SDL = /* GraphQL */ `
  type Query {
    largest(first: Int!): [Area!]!
  }
  type Area @key(fields: "code") {
    code: String!
    households: Int
  }
`
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])'
const HOUSEHOLDS = new Map([
  ['E06900001', 101_000],
  ['E07900001', 46_000],
  ['E07900002', 40_000],
])
const area = (code: string) => ({ __typename: 'Area', code, households: HOUSEHOLDS.get(code) })

let region: CoverageRegion
beforeAll(async () => {
  region = await startCoverageRegion()
}, 120_000)
afterAll(() => region.close())

async function startHouseholds(): Promise<string> {
  const schema = createSchema({
    typeDefs: `directive @key(fields: String!) on OBJECT
      scalar _Any
      union _Entity = Area
      extend type Query { _entities(representations: [_Any!]!): [_Entity]! }
      ${HOUSEHOLDS_SDL}`,
    resolvers: {
      Query: {
        largest: (_root, { first }: { first: number }) => [...HOUSEHOLDS.keys()].slice(0, first).map(area),
        _entities: (_root, { representations }: { representations: readonly { code: string }[] }) =>
          representations.map(({ code }) => area(code)),
      },
    },
  })
  const yoga = createYoga({ schema, logging: false })
  const server = createServer((request, response) => void yoga(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/graphql`
}

function compose(
  services: readonly { readonly name: string; readonly url: string; readonly typeDefs: DocumentNode }[],
) {
  const { supergraphSdl, errors } = composeServices([...services])
  expect(errors).toBeUndefined()
  return supergraphSdl ?? ''
}

interface Router extends AsyncDisposable {
  fetch(url: string, init: RequestInit): Promise<Response>
}

/** The router's types change those of graphql itself, for this whole project. */
function importUntyped(name: string) {
  return import(name)
}

/** A router over the gateway's subgraph and that of households, and what it asked of the gateway. */
async function startRouter() {
  const answered: AnsweredRequest[] = []
  const { url } = await serveGateway(region.gateway, {
    subgraph: createSubgraphSchema(),
    noteAnswered: (request) => void answered.push(request),
    // Composition keeps this thread, which a gateway would not do.
    limits: { lagMs: 60_000 },
  })
  const supergraph = compose([
    { name: 'services', url: `${url}/subgraph`, typeDefs: parse(printSubgraphSchema()) },
    { name: 'households', url: await startHouseholds(), typeDefs: parse(`${LINK}\n${HOUSEHOLDS_SDL}`) },
  ])
  const { createGatewayRuntime } = await importUntyped('@graphql-hive/gateway-runtime')
  const router: Router = createGatewayRuntime({ supergraph, logging: false, maskedErrors: false })
  onTestFinished(() => router[Symbol.asyncDispose]())
  const ask = async (query: string): Promise<unknown> => {
    const response = await router.fetch('http://router/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    return response.json()
  }
  return { ask, answered, url }
}

it('a router joins areas of another subgraph with what is here, all in one request', { timeout: 60_000 }, async () => {
  const { ask, answered } = await startRouter()
  const joined = await ask('{ largest(first: 3) { households name services(first: 1) { totalCount } } }')
  expect(joined).toEqual({
    data: {
      largest: [
        { households: 101_000, name: 'Port Wexholme', services: { totalCount: expect.any(Number) } },
        { households: 46_000, name: 'Tidewell', services: { totalCount: expect.any(Number) } },
        { households: 40_000, name: 'Brackmoor', services: { totalCount: expect.any(Number) } },
      ],
    },
  })
  expect(answered.map(({ route, status }) => [route, status])).toEqual([['/subgraph', 200]])
})

it('and the other way round', { timeout: 60_000 }, async () => {
  const { ask } = await startRouter()
  expect(
    await ask(
      '{ services(first: 1, where: { text: "Gullsby Lunch Club" }) { nodes { name areas { name households } } } }',
    ),
  ).toEqual({
    data: { services: { nodes: [{ name: 'Gullsby Lunch Club', areas: [{ name: 'Tidewell', households: 46_000 }] }] } },
  })
})

/** A folder that Apollo's composer is installed in: its licence (Elastic 2.0) is not one that this project depends on. */
const APOLLO = process.env['APOLLO_COMPOSITION']

it.skipIf(APOLLO === undefined)('composes by the composer of Apollo too, where that is had', () => {
  const apollo = createRequire(`${APOLLO}/`)('@apollo/composition')
  const { errors = [], supergraphSdl } = apollo.composeServices([
    { name: 'services', url: 'http://services', typeDefs: parse(printSubgraphSchema()) },
    { name: 'households', url: 'http://households', typeDefs: parse(`${LINK}\n${HOUSEHOLDS_SDL}`) },
  ])
  expect(errors).toEqual([])
  expect(supergraphSdl).toContain('@join__graph(name: "services"')
})

it('is priced and bounded as other fields are, and there by flag alone', async () => {
  const { url } = await startRouter()
  const post = async (path: string, representations: readonly unknown[], selection: string) => {
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { representations } }),
    })
    const { errors = [] } = Object(await response.json())
    return errors[0]?.extensions?.code
  }
  const codes = Array.from({ length: 900 }, () => ({ __typename: 'Area', code: 'E07900001' }))
  const dear = '... on Area { services(first: 100) { nodes { name organization { name } } } }'
  expect(await post('/subgraph', codes, '... on Area { name }')).toBeUndefined()
  expect(await post('/subgraph', codes, dear)).toBe('MAX_COST_LIMIT')
  expect(await post('/subgraph', [...codes, ...codes], '... on Area { name }')).toBe('BAD_USER_INPUT')
  expect(await post('/graphql', [], '__typename')).toBeDefined()
  const { url: plain } = await serveGateway(region.gateway)
  expect((await fetch(`${plain}/subgraph`)).status).toBe(404)
})

it('reads entities together, however many there are', async () => {
  const { data } = await region.ask('{ services(first: 40) { nodes { id } } }')
  const statementsFor = async (nodes: readonly { readonly id: string }[]) => {
    const representations = nodes.map(({ id }) => ({ __typename: 'Service', id }))
    const before = region.gateway.statementCount()
    const { data: entities } = await runOperation({
      schema: createSubgraphSchema(),
      source:
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Service { name organization { name } serviceAtLocations { location { name } } } } }',
      variableValues: { of: representations },
      contextValue: region.gateway.createContext({}),
    })
    expect(entities?.['_entities']).toHaveLength(nodes.length)
    return region.gateway.statementCount() - before
  }
  const few = await statementsFor(data.services.nodes.slice(0, 2))
  expect(await statementsFor(data.services.nodes)).toBeLessThanOrEqual(few * 3)
})

it('answers what it can beside what is unknown, gone or a mistake', async () => {
  const { data, errors } = await runOperation({
    schema: createSubgraphSchema(),
    source:
      'query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Area { name } ... on Feed { publisher } ... on TaxonomyTerm { name } } }',
    variableValues: {
      of: [
        { __typename: 'Area', code: 'E07900001' },
        { __typename: 'Area', code: 'E00000000' },
        { __typename: 'Feed', slug: 'tidewell' },
        { __typename: 'TaxonomyTerm', uri: 'https://terms.saltmere.example/service/611' },
        { __typename: 'Query' },
        { __typename: 'Service', id: 7 },
      ],
    },
    contextValue: region.gateway.createContext({}),
  })
  expect(data?.['_entities']).toEqual([
    { __typename: 'Area', name: 'Tidewell' },
    null,
    { __typename: 'Feed', publisher: 'Tidewell Borough Council' },
    { __typename: 'TaxonomyTerm', name: 'Debt advice' },
    null,
    null,
  ])
  expect(errors?.map(({ path, message }) => [path?.join('.'), message])).toEqual([
    ['_entities.4', expect.stringContaining('__typename must be one of')],
    ['_entities.5', expect.stringContaining('Service is known by its id')],
  ])
})
