import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getOperationAST, parse, validate } from 'graphql'
import { getVariableValues } from 'graphql/execution/values.js'
import { describe, expect, it } from 'vitest'

import { OperationFileError, readFolder, readOperations } from '../../../src/graphql/operations/read-operations.ts'
import { createSchema } from '../../../src/graphql/schema.ts'
import { estimateCost } from '../../../src/server/estimate-cost.ts'
import { DEFAULT_LIMITS } from '../../../src/server/limits.ts'
import { measureDocument } from '../../../src/server/measure-document.ts'
import { temporaryFolder } from '../../gateway/start-gateway.ts'

const SCHEMA = createSchema()

describe('the operation', () => {
  it.each(readOperations())(
    '$name is valid, says what its variables are, and is far within the limits',
    ({ document: source, exampleVariables, title, path }) => {
      const document = parse(source)
      expect(validate(SCHEMA, document)).toEqual([])
      expect(title).not.toBe('')
      const operation = getOperationAST(document)
      const variables = operation?.variableDefinitions ?? []
      expect(variables.filter(({ description }) => description === undefined)).toEqual([])
      expect(getVariableValues(SCHEMA, variables, exampleVariables).errors).toBeUndefined()
      const size = measureDocument(document)
      // A page shows by one operation what a client would ask for by several.
      const share = path.startsWith('pages/') ? 2 : 5
      expect(size.depth).toBeLessThan(DEFAULT_LIMITS.depth)
      expect(size.fields).toBeLessThan(DEFAULT_LIMITS.fields / share)
      expect(operation && estimateCost(SCHEMA, document, operation, exampleVariables)).toBeLessThan(
        DEFAULT_LIMITS.cost / share,
      )
    },
  )

  it('stands in README as it stands in its file', () => {
    const [, shown] = /```graphql\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? []
    expect(readOperations().map(({ document }) => document.replace(/^"""[\s\S]*?"""\n/, ''))).toContain(shown)
  })

  it.each(readOperations())('$name measures pages where it has any', ({ node }) => {
    const names = new Set((node.variableDefinitions ?? []).map(({ variable }) => variable.name.value))
    expect(names.has('after')).toBe(names.has('after') && names.has('first'))
  })

  it('is refused where another has its name', () => {
    const folder = temporaryFolder()
    for (const file of ['a', 'b']) writeFileSync(join(folder, `${file}.graphql`), '"What."\nquery A { feeds { slug } }')
    expect(() => readFolder(folder)).toThrow('is named A like a: give it one of its own')
  })

  it.each([
    ['no name', '"What."\n{ feeds { slug } }'],
    ['no description', 'query Feeds { feeds { slug } }'],
    ['two operations', '"What."\nquery A { feeds { slug } }\nquery B { feeds { slug } }'],
  ])('is refused with %s', (_, document) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.graphql'), document)
    expect(() => readFolder(folder)).toThrow(OperationFileError)
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
