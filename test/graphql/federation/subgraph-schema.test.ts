import { describe, expect, it } from 'vitest'
import { createSubgraphSchema, printSubgraphSchema } from '../../../src/graphql/federation/subgraph-schema.ts'
import { createSchema } from '../../../src/graphql/schema.ts'

const SDL = printSubgraphSchema()

it.each([
  ['Area', 'code'],
  ['TaxonomyTerm', 'uri'],
  ['Service', 'id'],
  ['Organization', 'id'],
  ['Location', 'id'],
  ['Feed', 'slug'],
])('%s is known to other subgraphs by its %s', (type, key) => {
  expect(SDL).toMatch(new RegExp(`^type ${type} [^{]*@key\\(fields: "${key}"\\) \\{$`, 'm'))
})

describe('the subgraph', () => {
  it('leaves out what every subgraph would claim, and what composition does not know', () => {
    expect(Object.keys(createSubgraphSchema().getQueryType()?.getFields() ?? {})).not.toContain('node')
    expect(SDL).not.toMatch(/^ {2}nodes?\(/m)
    expect(SDL).not.toContain('@oneOf')
  })

  it('shares no type with the schema that clients ask, which it does not change', () => {
    expect(createSubgraphSchema().getType('Area')).not.toBe(createSchema().getType('Area'))
    expect(Object.keys(createSchema().getQueryType()?.getFields() ?? {})).toEqual(
      expect.arrayContaining(['node', 'nodes']),
    )
    expect(createSchema().getType('_Entity')).toBeUndefined()
  })
})
