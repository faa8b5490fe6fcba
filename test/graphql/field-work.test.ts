import { getOperationAST, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { CONDITION_MS, FACET_MS, MEASURED_SERVICES } from '../../src/graphql/field-work.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import { COST_PER_MS, estimateCost } from '../../src/server/estimate-cost.ts'
import { DEFAULT_LIMITS } from '../../src/server/limits.ts'

const schema = createSchema()
const SMALL = 1_000

function costOf(query: string, services = MEASURED_SERVICES, variables = {}): number {
  const document = parse(query)
  const operation = getOperationAST(document)
  if (!operation) throw new Error('The test has no operation.')
  return estimateCost(schema, document, operation, variables, services)
}

const repeat = (count: number, part: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ')

it('a request may take half a second', () => {
  expect(DEFAULT_LIMITS.cost / COST_PER_MS).toBe(500)
})

describe('work is stated as it was measured', () => {
  it.each<[query: string, ms: number]>([
    ['{ services { totalCount } }', CONDITION_MS.any * 1.2],
    ['{ services(where: { age: 5 }) { totalCount } }', (CONDITION_MS.any + CONDITION_MS.other) * 1.2],
    ['{ services { facets { free { free } } } }', CONDITION_MS.any * 1.2 + FACET_MS.free],
    ['{ services { a: totalCount b: recordCount } }', CONDITION_MS.any * 2.2],
    [
      '{ services(where: { or: [{ text: "a" }, { age: 1 }] }) { totalCount } }',
      (55 + CONDITION_MS.text + CONDITION_MS.other) * 1.2,
    ],
  ])('%s: %d ms', (query, ms) => {
    expect(Math.abs(costOf(query) / COST_PER_MS - ms)).toBeLessThan(1)
  })

  it('counts values that arrive in variables', () => {
    const query = 'query ($where: ServiceFilter) { services(where: $where) { totalCount } }'
    const where = { not: { taxonomyTerms: { noneOf: ['a', 'b', 'c'] } } }
    expect(costOf(query, MEASURED_SERVICES, { where })).toBeGreaterThan(
      costOf(query) + 3 * CONDITION_MS.taxonomyTerms * COST_PER_MS,
    )
  })
})

describe('what would take seconds is refused', () => {
  it.each<[what: string, query: string, services: number]>([
    [
      'facets under 100 terms, however few services there are',
      '{ taxonomyTerms(first: 100) { nodes { services { facets { areas(type: DISTRICT) { count } } } } } }',
      SMALL,
    ],
    ['20 facets', `{ ${repeat(20, (at) => `s${at}: services { facets { feeds { count } } }`)} }`, MEASURED_SERVICES],
    [
      'an `or` of 100 openings',
      `{ services(where: { or: [${repeat(100, (at) => `{ openAt: { on: "2026-01-${10 + (at % 20)}" } }`)}] }) { totalCount } }`,
      MEASURED_SERVICES,
    ],
    [
      '100 terms excluded one by one',
      `{ services(where: { and: [${repeat(100, (at) => `{ not: { taxonomyTerms: { anyOf: ["t${at}"] } } }`)}] }) { totalCount } }`,
      MEASURED_SERVICES,
    ],
    [
      'boxes in an `or`',
      `{ services(where: { or: [${repeat(20, () => '{ within: { south: 50, north: 54, west: -4, east: 2 } }')}] }) { totalCount } }`,
      MEASURED_SERVICES,
    ],
  ])('%s', (_what, query, services) => {
    expect(costOf(query, services)).toBeGreaterThan(DEFAULT_LIMITS.cost)
  })
})

describe('what people ask passes, with 400,000 services', () => {
  it.each([
    '{ services(where: { text: "food bank", areas: { anyOf: ["E07000001"] } }) { totalCount nodes { name organization { name } } } }',
    '{ services(where: { taxonomyTerms: { anyOf: ["x:1"] }, near: { postcode: "BA1 1AA" }, free: true }) { totalCount facets { free { free } languages { count } } nodes { name } } }',
    '{ services { totalCount facets { feeds { count } } } }',
    '{ organizations(where: { text: "care" }) { totalCount nodes { name services(first: 3) { totalCount nodes { name } } } } }',
    '{ services(first: 100) { nodes { name serviceAtLocations { location { name addresses { postalCode } } } } } }',
  ])('%s', (query) => {
    expect(costOf(query)).toBeLessThanOrEqual(DEFAULT_LIMITS.cost)
  })
})
