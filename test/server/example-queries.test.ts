import { getOperationAST, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'

import { createSchema } from '../../src/graphql/schema.ts'
import { estimateCost } from '../../src/server/estimate-cost.ts'
import { EXAMPLE_QUERIES } from '../../src/server/example-queries.ts'
import { DEFAULT_LIMITS } from '../../src/server/limits.ts'
import { measureDocument } from '../../src/server/measure-document.ts'

const SCHEMA = createSchema()

describe('the example query', () => {
  it.each(EXAMPLE_QUERIES)('"$title" is valid and far within the limits', ({ query }) => {
    const document = parse(query)
    expect(validate(SCHEMA, document)).toEqual([])
    const size = measureDocument(document)
    expect(size.depth).toBeLessThan(DEFAULT_LIMITS.depth)
    expect(size.fields).toBeLessThan(DEFAULT_LIMITS.fields / 5)
    const operation = getOperationAST(document)
    expect(operation && estimateCost(SCHEMA, document, operation, {})).toBeLessThan(DEFAULT_LIMITS.cost / 5)
  })
})

it('a page of 100 services with organization, places, schedules, contacts and terms is within the cost limit', () => {
  const query = `{ services(first: 100) { totalCount feeds { feed { slug } } nodes {
    name organization { name phones { number } } schedules { byday } phones { number } contacts { name phones { number } } costOptions { amount }
    serviceAtLocations { location { name addresses { city } accessibility { details } schedules { byday } } }
    taxonomyTerms { name } languages { name }
  } } }`
  const document = parse(query)
  expect(validate(SCHEMA, document)).toEqual([])
  const operation = getOperationAST(document)
  expect(operation && estimateCost(SCHEMA, document, operation, {})).toBeLessThan(DEFAULT_LIMITS.cost)
})
