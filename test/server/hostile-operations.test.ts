import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { ask, type ListeningServer, startServer } from './listening-server.ts'

const GRAPHQL_RESPONSE = { accept: 'application/graphql-response+json' }

let listening: ListeningServer
beforeAll(async () => {
  listening = await startServer({ limits: { headersMs: 400, requestMs: 600, connectionCheckMs: 100 } })
})
afterAll(() => listening.server.drain())

function repeat(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join(' ')
}

function nest(levels: number): string {
  return `{ service(id: 1) { ${'organization { services { nodes { '.repeat(levels)} id ${'} } }'.repeat(levels)} } }`
}

const DOUBLING = `{ service(id: 1) { ...F0 } } ${repeat(30, (i) => `fragment F${i} on Service { ...F${i + 1} ...F${i + 1} }`)} fragment F30 on Service { id }`
const CHAIN = `{ service(id: 1) { ...F0 } } ${repeat(60, (i) => `fragment F${i} on Service { ...F${i + 1} }`)} fragment F60 on Service { id }`
const CYCLE = '{ service(id: 1) { ...A } } fragment A on Service { ...B } fragment B on Service { ...A }'
const INTROSPECTION_BOMB = `{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} }'.repeat(5)} } } }`

describe('an operation over a limit is refused with HTTP 400 and its code, whatever the client accepts', () => {
  it.each<[id: string, code: string, query: string, variables?: Record<string, unknown>]>([
    ['H01 depth', 'MAX_DEPTH_LIMIT', nest(33)],
    ['H03 1,000 aliases', 'MAX_TOKENS_LIMIT', `{ ${repeat(1_000, (i) => `a${i}: slow`)} }`],
    ['H04 200 costly aliases', 'MAX_ALIASES_LIMIT', `{ ${repeat(200, (i) => `a${i}: echo`)} }`],
    ['H05 a fragment cycle', 'GRAPHQL_VALIDATION_FAILED', CYCLE],
    ['H06 2^30 fields by fragments', 'MAX_FIELDS_LIMIT', DOUBLING],
    ['H07 1,000 directives', 'MAX_TOKENS_LIMIT', `{ echo ${repeat(1_000, () => '@a')} }`],
    ['H07 100 directives', 'MAX_DIRECTIVES_LIMIT', `{ echo ${repeat(100, () => '@skip(if: false)')} }`],
    ['H08 5,000 fields', 'MAX_TOKENS_LIMIT', `{ ${repeat(5_000, () => 'echo')} }`],
    ['H08 600 fields', 'MAX_FIELDS_LIMIT', `{ service(id: 1) { ${repeat(600, () => 'id')} } }`],
    [
      'H09 overlapping fields',
      'MAX_FIELDS_LIMIT',
      `{ ${repeat(10, () => `service(id: 1) { ${repeat(60, () => 'name')} }`)} }`,
    ],
    ['H15 open brackets', 'MAX_NESTING_LIMIT', `{ echo(text: ${'['.repeat(20_000)}`],
    ['H16 open selections', 'MAX_NESTING_LIMIT', '{a'.repeat(5_000)],
    [
      'H24 ids by the thousand',
      'MAX_COST_LIMIT',
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids: repeat(4_000, String).split(' ') },
    ],
    ['H28 introspection of itself', 'MAX_INTROSPECTION_LIMIT', INTROSPECTION_BOMB],
    [
      'H28 the schema again and again',
      'MAX_COST_LIMIT',
      `{ ${repeat(3, (i) => `a${i}: __schema { types { name } }`)} }`,
    ],
    ['H46 a subscription', 'SUBSCRIPTION_NOT_SUPPORTED', 'subscription { ticks }'],
    ['H60 a huge operation name', 'OPERATION_NAME_TOO_LONG', `query ${'a'.repeat(600)} { echo }`],
    [
      'H64 ids of many aliases',
      'MAX_COST_LIMIT',
      `query ($ids: [ID!]!) { ${repeat(19, (i) => `service${i}: nodes(ids: $ids) { id }`)} nodes(ids: $ids) { places { id } } }`,
      { ids: repeat(180, String).split(' ') },
    ],
    ['21 root fields', 'MAX_ROOT_FIELDS_LIMIT', `{ ${repeat(21, () => 'echo')} }`],
    [
      'lists in lists',
      'MAX_COST_LIMIT',
      '{ services(first: 100) { nodes { organization { services(first: 100) { nodes { places { id } } } } } } }',
    ],
    [
      'lists in lists, by variable',
      'MAX_COST_LIMIT',
      'query ($n: Int = 100) { services(first: $n) { nodes { organization { services(first: $n) { nodes { places { id } } } } } } }',
    ],
  ])('%s: %s', async (_id, code, query, variables = {}) => {
    for (const headers of [{}, GRAPHQL_RESPONSE]) {
      const answer = await ask(listening.port, query, { variables }, headers)
      expect({ status: answer.status, code: answer.code }).toEqual({ status: 400, code })
      expect(answer.text.length).toBeLessThan(5_000)
    }
  })
})

describe('honest or harmless requests are answered', () => {
  it.each<[id: string, query: string, rest?: Record<string, unknown>]>([
    ['H02 60 fragments in a chain', CHAIN],
    [
      'H25 __proto__ in variables',
      'query ($text: String) { echo(text: $text) }',
      { variables: JSON.parse('{"__proto__":{"a":1},"text":"x"}') },
    ],
    [
      'H26 engine syntax in text',
      'query ($text: String) { echo(text: $text) }',
      { variables: { text: `'; DROP TABLE x; -- NEAR/5 "* \u0000 \u202e ${'word '.repeat(1_000)}` } },
    ],
    [
      'H47 a hash beside the query is ignored',
      '{ echo }',
      { extensions: { persistedQuery: { version: 1, sha256Hash: '0' } } },
    ],
    ['properties nobody knows', '{ echo }', { id: 7 }],
    [
      'brackets in strings and comments',
      `{ echo(text: "${'['.repeat(300)}") # ${'{'.repeat(300)}\n block: echo(text: """${'('.repeat(300)} \\""" """) }`,
    ],
    [
      'the whole introspection, as GraphiQL asks for it',
      getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, oneOf: true }),
    ],
    [
      'a page of 100 with its organizations and places',
      '{ services(first: 100) { nodes { id name organization { name } places { id organization { name } } } } }',
    ],
  ])('%s', async (_id, query, rest) => {
    const answer = await ask(listening.port, query, rest)
    expect(answer.text).not.toContain('"errors"')
    expect(answer.status).toBe(200)
  })

  it('H38 keeps line breaks in an operation name out of headers and of the log', async () => {
    const before = listening.logLines.length
    const answer = await ask(listening.port, '{ echo }', { operationName: 'a\r\nSet-Cookie: x\u001b[31m' })
    expect(answer.status).toBe(400)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(listening.logLines).toHaveLength(before + 1)
    expect(JSON.stringify(listening.logLines.at(-1))).not.toContain('Set-Cookie')
  })
})

describe('a validation error', () => {
  it('comes five at most (H07) and suggests no names (H45)', async () => {
    const answer = await ask(listening.port, `{ servics ${repeat(18, (i) => `x${i}`)} }`, {}, GRAPHQL_RESPONSE)
    expect(answer.status).toBe(400)
    expect(answer.code).toBe('GRAPHQL_VALIDATION_FAILED')
    expect(JSON.parse(answer.text).errors).toHaveLength(5)
    expect(answer.text).not.toContain('Did you mean')
  })

  it.each([
    ['application/json', 200],
    ['application/graphql-response+json', 400],
  ])('has the status GraphQL over HTTP gives it under %s: %i', async (accept, status) => {
    for (const [query, variables] of [
      ['{ nothing }'],
      ['{ echo('],
      ['query ($v: Float) { echo(value: $v) }', { v: 'x' }],
    ] as const) {
      const answer = await ask(listening.port, query, { variables }, { accept })
      expect(answer.status).toBe(status)
      expect(answer.code).toMatch(/^[A-Z_]+$/)
      expect(answer.headers['content-type']).toBe(`${accept}; charset=utf-8`)
    }
  })

  it('of variables names no enum or field in passing', async () => {
    const answer = await ask(listening.port, 'query ($v: Float) { echo(value: $v) }', { variables: { v: 'x' } })
    expect(answer.code).toBe('BAD_USER_INPUT')
  })
})
