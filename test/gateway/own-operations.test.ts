import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { expect, it, onTestFinished } from 'vitest'

import { readAllOperations } from '../../src/cli/read-all-operations.ts'
import { hashOfDocument } from '../../src/graphql/operations/document-forms.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import { createWaysIn } from '../../src/wiring/ways-in.ts'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { serveGateway } from './serve-gateway.ts'
import { startGateway, temporaryFolder, testConfig, testFeed } from './start-gateway.ts'

const LUNCHES = `"""
Lunches that staff look after.

Those of one feed.
"""
query StaffLunches(
  "The feed."
  $feed: String!
  "Suitable at this age."
  $age: Int
  "Near this."
  $near: Near
) {
  services(where: { feeds: [$feed], age: $age, near: $near }, first: 2) {
    edges { node { id name } }
    pageInfo { hasNextPage endCursor }
  }
}
`
const SCHEMA = createSchema()

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'staff'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** A gateway with one file more than the project has. */
async function serve() {
  const council = await startFakeCouncil(plainServices(3))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  const operationsDir = folderOf({ 'staff/lunches.graphql': LUNCHES, 'staff/lunches.json': '{"feed":"north"}' })
  const operations = readAllOperations({ operationsDir }, SCHEMA)
  const documents = { isTrustedOnly: true }
  const { url } = await serveGateway(gateway, { operations, documents, routes: createWaysIn({ operations }) })
  return { url, textOf: async (path: string) => (await fetch(`${url}${path}`)).text() }
}

const WAYS: readonly (readonly [way: string, path: string, said: RegExp])[] = [
  ['a sheet', '/api/staff/lunches.csv?feed=north', /^id,name\r\n[^,]+,.+\r\n/],
  ['data', '/api/staff/lunches.json?feed=north', /^\{"services":\{"edges":\[\{"node":\{"id":/],
  ['a path of OpenAPI', '/api/openapi.json', /"\/staff\/lunches\.csv":.*"summary":"Lunches that staff look after"/],
  ['an entry of the manifest', '/operations.json', /"name": "StaffLunches"/],
  ['a tab of GraphiQL', '/graphiql/start.js', /"name":"StaffLunches"/],
  [
    'a trusted document',
    `/graphql?documentId=sha256:${hashOfDocument(LUNCHES)}&variables={"feed":"north"}`,
    /^\{"data":\{"services":/,
  ],
]

it('a file of the operator’s own is a sheet, data, a path of OpenAPI, a trusted document and a tab', async () => {
  const { textOf } = await serve()
  for (const [way, path, said] of WAYS) expect([way, await textOf(path)]).toEqual([way, expect.stringMatching(said)])
})

it('and a tool for agents, with its variables as the form', async () => {
  const { url } = await serve()
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`)))
  onTestFinished(() => client.close())
  const { tools } = await client.listTools()
  expect(tools).toHaveLength(8)
  expect(tools.at(-1)).toMatchObject({
    name: 'ask_staff_lunches',
    title: 'Lunches that staff look after',
    description: 'Lunches that staff look after. Those of one feed.',
    inputSchema: {
      required: ['feed'],
      additionalProperties: false,
      properties: {
        feed: { type: 'string', description: 'The feed. Such as "north".' },
        age: { type: 'integer', description: 'Suitable at this age.' },
        'near.postcode': { type: 'string' },
      },
    },
  })
  const ask = (args: Record<string, unknown>) => client.callTool({ name: 'ask_staff_lunches', arguments: args })
  const { content, structuredContent } = await ask({ feed: 'north' })
  expect(structuredContent).toMatchObject({ services: { edges: [{ node: { id: expect.any(String) } }, {}] } })
  expect(JSON.stringify(content)).toContain('There are more')
  expect(await ask({ feed: 'north', ages: 7 })).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining('There is no parameter “ages” here. Known are feed, age, near.') }],
  })
  expect(await ask({ age: 7 })).toMatchObject({
    isError: true,
    content: [{ text: 'The parameter "feed" is required: state it.' }],
  })
})

it.each<[what: string, files: Record<string, string>, said: RegExp]>([
  ['that is no GraphQL', { 'a.graphql': 'query {' }, /a\.graphql can't be parsed: Syntax Error/],
  [
    'without a description',
    { 'a.graphql': 'query A { feeds { slug } }' },
    /a\.graphql names or describes no operation/,
  ],
  ['of a mutation', { 'a.graphql': '"A."\nmutation A { feeds { slug } }' }, /a\.graphql must be a query/],
  ['of another schema', { 'a.graphql': '"A."\nquery A { feets { slug } }' }, /a\.graphql Cannot query field "feets"/],
  [
    'named as another is',
    { 'a.graphql': '"A."\nquery Feeds { feeds { slug } }' },
    /a\.graphql is named Feeds like feeds/,
  ],
  [
    'that would be the tool of another',
    { 'a.graphql': '"A."\nquery fooBar { feeds { slug } }', 'b.graphql': '"B."\nquery foo_bar { feeds { slug } }' },
    /b\.graphql is named foo_bar, which is the tool ask_foo_bar to agents as fooBar is: give it another name/,
  ],
  [
    'in the place of another',
    { 'feeds.graphql': '"A."\nquery A { feeds { slug } }' },
    /feeds\.graphql lies at the path/,
  ],
  [
    'with a path of its own kind',
    { 'A b.graphql': '"A."\nquery A { feeds { slug } }' },
    /A b\.graphql has a path with/,
  ],
  [
    'with rows that are not there',
    { 'a.graphql': '"A."\nquery A { feeds { slug } }\n# Rows: services' },
    /a\.graphql has its rows at services, which it does not select/,
  ],
  [
    'with variables that are none',
    { 'a.graphql': '"A."\nquery A { feeds { slug } }', 'a.json': '[1]' },
    /a\.graphql has example variables that are no JSON object/,
  ],
])('a file %s is refused at start, with what to mend', (_what, files, said) => {
  expect(() => readAllOperations({ operationsDir: folderOf(files) }, SCHEMA)).toThrow(said)
})

it('a folder that is not there is refused', () => {
  expect(() => readAllOperations({ operationsDir: '/no/such/folder' }, SCHEMA)).toThrow('/no/such/folder is no folder')
})
