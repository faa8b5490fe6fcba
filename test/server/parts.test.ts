import { buildSchema, getIntrospectionQuery, type OperationDefinitionNode, parse } from 'graphql'
import { describe, expect, it } from 'vitest'

import { createDocumentCache } from '../../src/server/create-document-cache.ts'
import { estimateCost } from '../../src/server/estimate-cost.ts'
import { createLoadShedder } from '../../src/server/load-shedder.ts'
import { measureDocument } from '../../src/server/measure-document.ts'
import { DEFAULT_LIMITS } from '../../src/server/limits.ts'
import { prepareDocument } from '../../src/server/prepare-document.ts'
import { isNestedDeeperThan } from '../../src/server/scan-nesting.ts'

describe('the load shedder', () => {
  const lagging = (samples: number): number[] => Array.from({ length: samples }, () => 60)
  it.each<[what: string, lags: number[], used: number, random: number, isShedding: boolean]>([
    ['lets all pass while the loop is on time', [0, 10, 40], 1, 0, false],
    ['forgives two slow moments', [300, 300], 1, 0, false],
    ['sheds who used most while lag goes on', lagging(4), 1, 0.35, true],
    ['sheds only a share of it', lagging(4), 1, 0.45, false],
    ['spares at first who used half', lagging(4), 0.5, 0, false],
    ['sheds who used half when it goes on', lagging(7), 0.5, 0, true],
    ['spares who used little for a second', lagging(20), 0.05, 0, false],
    ['sheds everybody where that does not help', lagging(60), 0, 0.5, true],
    ['always lets some pass', lagging(999), 1, 0.96, false],
    ['stops for all but the heaviest once the lag has gone', [...lagging(10), 0, 0, 0, 0], 0.3, 0, false],
    ['stops once the lag has gone', [...lagging(4), 0, 0], 1, 0, false],
  ])('%s', (_what, lags, used, random, isShedding) => {
    const shedder = createLoadShedder(40, () => random)
    for (const lagMs of lags) shedder.note(lagMs, 50 + lagMs)
    expect(shedder.isShedding(used)).toBe(isShedding)
  })

  it('sheds nobody where the machine made it late, not its own work', () => {
    const shedder = createLoadShedder(40, () => 0)
    for (const lateMs of lagging(99)) shedder.note(lateMs, 40)
    expect(shedder.isShedding(1)).toBe(false)
  })
})

describe('the nesting scan', () => {
  it.each<[text: string, syntax: 'graphql' | 'json', isDeeper: boolean]>([
    ['{{{', 'graphql', true],
    ['{}{}{}', 'graphql', false],
    ['[{(', 'graphql', true],
    ['"{{{"', 'graphql', false],
    ['"\\"{{{"', 'graphql', false],
    ['"{\n{{{', 'graphql', true],
    ['# {{{\n{', 'graphql', false],
    ['# x\n{{{', 'graphql', true],
    ['"""{{{ " {"""', 'graphql', false],
    ['"""\\""" {{{ """ {', 'graphql', false],
    ['""" """{{{', 'graphql', true],
    ['{"a":"{{{"}', 'json', false],
    ['{"a":[["#"]]}', 'json', true],
    ['}}}{{', 'json', false],
  ])('%j as %s is deeper than 2: %s', (text, syntax, isDeeper) => {
    expect(isNestedDeeperThan(text, 2, syntax)).toBe(isDeeper)
  })
})

it('a document is measured with its fragments where they are spread', () => {
  const document = parse('query A { a: x { ...F ...F } } query B { y } fragment F on T { b: z @c { z } }')
  expect(measureDocument(document)).toEqual({ depth: 3, fields: 5, aliases: 3, rootFields: 1, directives: 1 })
})

it('the largest introspection fits the limits', () => {
  const document = parse(
    getIntrospectionQuery({
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    }),
  )
  const size = measureDocument(document)
  expect(size.depth).toBeLessThanOrEqual(15)
  expect(size.fields).toBeLessThanOrEqual(500)
})

describe('the cost', () => {
  const schema = buildSchema(`
    type Query { services(first: Int = 20, last: Int, terms: [String!]): ServiceConnection, nodes(ids: [ID!]!): [Service]!, service: Service }
    type ServiceConnection { nodes: [Service!]!, edges: [Edge!]!, feeds: [Feed!]!, totalCount: Int! }
    type Edge { node: Service! }
    type Feed { slug: String! }
    type Service { id: ID!, organization: Service, phones: [Feed!]!, facets(first: Int = 20): [Feed!]! }
  `)

  it.each<[what: string, query: string, cost: number, variables?: Record<string, unknown>]>([
    ['leaves cost nothing', '{ service { id } }', 1],
    ['a page costs what it may hold', '{ services(first: 10) { nodes { id } } }', 11],
    ['a page of no stated length holds 20', '{ services { nodes { id } } }', 21],
    ['edges multiply what is in them', '{ services(first: 10) { edges { node { organization { id } } } } }', 31],
    ['`last` counts like `first`', '{ services(last: 5) { nodes { id } } }', 6],
    ['variables count', 'query ($n: Int) { services(first: $n) { nodes { id } } }', 51, { n: 50 }],
    ["variables' defaults count", 'query ($n: Int = 30) { services(first: $n) { nodes { id } } }', 31],
    ['no page holds more than 100', '{ services(first: 1000000) { nodes { id } } }', 101],
    ['counting alone is cheap', '{ services(first: 100) { totalCount } }', 1],
    ['other lists of a connection are short', '{ services(first: 100) { feeds { slug } } }', 4],
    ['a list with a length by default holds as many', '{ service { facets { slug } } }', 21],
    ['a list is as long as is asked for', '{ service { facets(first: 7) { slug } } }', 8],
    ['lists of no stated length hold 3', '{ service { phones { slug } } }', 4],
    ['elements of a list argument cost 5', '{ services(terms: ["a", "b"]) { totalCount } }', 11],
    [
      'as many items as ids',
      'query ($ids: [ID!]!) { nodes(ids: $ids) { organization { id } } }',
      28,
      { ids: ['1', '2', '3', '4'] },
    ],
    [
      'fragments count where they are spread',
      '{ a: service { ...F } b: service { ...F } } fragment F on Service { phones { slug } }',
      8,
    ],
  ])('%s', (_what, query, cost, variables = {}) => {
    const document = parse(query)
    const operation = document.definitions.find(
      (definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition',
    )
    if (!operation) throw new Error('The test has no operation.')
    expect(estimateCost(schema, document, operation, variables)).toBe(cost)
  })
})

describe('parsed documents', () => {
  const texts = Array.from({ length: 100 }, (_, n) => `{ ${`a${n} `.repeat(100)}}`)
  const schema = buildSchema('type Query { a: Int }')
  const prepare = (text: string) => prepareDocument(schema, text, { ...DEFAULT_LIMITS, rootFields: 100 })

  it('are kept from the second time on', () => {
    const documents = createDocumentCache(1_000_000)
    const document = prepare('{ a }')
    documents.set('{ a }', document)
    expect(documents.get('{ a }')).toBeUndefined()
    documents.set('{ a }', document)
    expect(documents.get('{ a }')).toBe(document)
  })

  it('are kept by the bytes they take, so that many large ones do not pile up', () => {
    // A field of one token is about 1,400 bytes, so one of these is about 140 kB.
    const documents = createDocumentCache(2_000_000)
    for (const text of [...texts, ...texts]) documents.set(text, prepare(text))
    const kept = texts.filter((text) => documents.get(text) !== undefined)
    expect(kept.length).toBeGreaterThan(8)
    expect(kept.length).toBeLessThan(18)
  })

  it('are not kept where one would take a tenth of all there is', () => {
    const documents = createDocumentCache(1_000_000)
    const text = String(texts[0])
    for (let time = 0; time < 2; time += 1) documents.set(text, prepare(text))
    expect(documents.get(text)).toBeUndefined()
  })
})
