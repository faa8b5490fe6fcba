import { describe, expect, it } from 'vitest'
import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import { createAgentTools } from '../../src/mcp/create-agent-tools.ts'
import { TOOL_NAMES } from './tool-names.ts'

const tools = createAgentTools(createSchema(), readOperations())

describe.each(tools)('the tool $name', ({ title, description, inputSchema, outputSchema }) => {
  it('has a title, and says when to use it in few words', () => {
    expect(title).not.toBe('')
    expect(description.length).toBeGreaterThan(100)
    expect(description.length).toBeLessThan(700)
  })

  it('asks for a flat form of plain types, each explained', () => {
    expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false })
    for (const property of Object.values(Object(inputSchema['properties']))) {
      expect(property).toMatchObject({ type: expect.any(String), description: expect.any(String) })
      expect(JSON.stringify(property)).not.toMatch(/\$ref|anyOf|oneOf|allOf|"const"|"type":\[|"type":"object"/)
    }
  })

  it('gives an object of plain types whose first part is about the answer', () => {
    expect(Object.keys(outputSchema.properties ?? {})[0]).toBe('about')
    expect(JSON.stringify(outputSchema)).not.toMatch(/\$ref|anyOf|oneOf|allOf|"required"|"type":\[/)
  })
})

it('are seven: operations for sheets and pages are no tools besides', () => {
  expect(tools.map(({ name }) => name)).toEqual(TOOL_NAMES)
})

it('all forms together are small enough to be read before each conversation', () => {
  expect(Buffer.byteLength(JSON.stringify(tools.map(({ inputSchema }) => inputSchema)))).toBeLessThan(12_000)
})

const planOf = (name: string, args: object): unknown => tools.find((tool) => tool.name === name)?.plan(args)

it.each([
  [
    'search_services',
    { text: 'lunch', postcode: 'TA1 1AA', terms: ['a:1'], areas: ['E07'], days: ['MONDAY'], from: '09:00', free: true },
    {
      operation: 'FindServices',
      variables: {
        where: {
          text: 'lunch',
          free: true,
          near: { postcode: 'TA1 1AA', withinMetres: 5000 },
          taxonomyTerms: { anyOf: ['a:1'] },
          areas: { anyOf: ['E07'] },
          openAt: { days: ['MONDAY'], from: '09:00' },
        },
        unknowns: 'INCLUDE',
        first: 10,
      },
    },
  ],
  ['search_services', {}, { operation: 'FindServices', variables: { where: {}, unknowns: 'INCLUDE', first: 10 } }],
  [
    'search_services',
    { latitude: 51, longitude: -3, withinMetres: 100 },
    {
      operation: 'FindServices',
      variables: {
        where: { near: { latitude: 51, longitude: -3, withinMetres: 100 } },
        unknowns: 'INCLUDE',
        first: 10,
      },
    },
  ],
  ['find_terms', {}, { operation: 'Schemes', variables: {} }],
  ['find_terms', { text: 'debt' }, { operation: 'FindTerms', variables: { text: 'debt', first: 20 } }],
  ['find_areas', { postcode: 'TA1 1AA' }, { operation: 'AreasOfPostcode', variables: { postcode: 'TA1 1AA' } }],
  ['find_areas', { type: 'WARD' }, { operation: 'FindAreas', variables: { type: ['WARD'], first: 20 } }],
  ['list_feeds', {}, { operation: 'Sources', variables: {} }],
  [
    'what_changed',
    { since: '2026-11-01' },
    { operation: 'Changes', variables: { since: '2026-11-01T00:00:00Z', first: 50 } },
  ],
  [
    'compare_coverage',
    { codes: ['E07'], terms: ['a:1'] },
    {
      operation: 'CompareCoverage',
      variables: {
        areas: { codes: ['E07'] },
        rows: { terms: ['a:1'] },
        where: {},
        basis: 'AVAILABLE',
        population: 'ALL',
        unknowns: 'EXCLUDE',
      },
    },
  ],
  [
    'compare_coverage',
    { level: 3, show: 'GAPS' },
    {
      operation: 'CompareCoverage',
      variables: {
        areas: { type: 'DISTRICT', hasFeed: true },
        rows: { level: { level: 3 } },
        where: {},
        basis: 'AVAILABLE',
        population: 'ALL',
        unknowns: 'EXCLUDE',
        withCells: false,
        gaps: 50,
      },
    },
  ],
])('%s with %o runs a named operation', (name, args, plan) => {
  expect(planOf(name, args)).toEqual(plan)
})

it.each([
  ['search_services', { firts: 3 }, 'firts'],
  ['search_services', { first: 21 }, 'first'],
  ['search_services', { from: 'noon' }, 'time of day'],
  ['get_services', { ids: ['1', '2', '3', '4', '5', '6'] }, 'ids'],
  ['compare_coverage', { codes: ['E07'], within: 'E47' }, 'codes or within, not both'],
  ['compare_coverage', { codes: ['E07'], terms: ['a:1'], scheme: 'A' }, 'not both'],
])('%s refuses %o and names what is wrong', (name, args, named) => {
  expect(() => planOf(name, args)).toThrow(named)
})
