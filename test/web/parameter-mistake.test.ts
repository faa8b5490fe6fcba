import { buildSchema, getVariableValues, parse } from 'graphql'
import { expect, it } from 'vitest'

import { nameParameters, readParameterFault } from '../../src/graphql/operations/parameter-fault.ts'
import { present } from '../../src/model/present.ts'
import { describeForAddress } from '../../src/web/parameter-mistake.ts'

const SCHEMA = buildSchema(/* GraphQL */ `
  enum Kind {
    DISTRICT
    COUNTY
  }
  input Filter {
    age: Int
    days: [Kind!]
  }
  type Query {
    a(far: Float): Int
  }
`)

/** What the server says of a variable of that type with that value. */
function refusal(type: string, inputs: Record<string, unknown>) {
  const [definition] = parse(`query ($v: ${type}) { a }`).definitions
  if (definition?.kind !== 'OperationDefinition') throw new Error('An operation is parsed.')
  const { errors = [] } = getVariableValues(SCHEMA, definition.variableDefinitions ?? [], inputs)
  const sentence = errors[0]?.message ?? ''
  return { message: nameParameters(sentence), ...present({ parameter: readParameterFault(sentence) }) }
}

it.each<[type: string, value: unknown, sentence: string]>([
  ['Int', 'deep', '`v` takes a whole number, not “deep”.'],
  ['Int', 1.5, '`v` takes a whole number, not “1.5”.'],
  ['Int', 99_999_999_999, '`v` takes a whole number, not “99999999999”.'],
  ['Float', 'far', '`v` takes a number, not “far”.'],
  ['Boolean', 'perhaps', '`v` takes true or false, not “perhaps”.'],
  ['Kind', 'CITY', '`v` does not take “CITY”.'],
  ['Kind', 'DISTRICTS', '`v` does not take “DISTRICTS”. Did you mean DISTRICT?'],
  ['Kind', 'a; b" at "c', '`v` does not take “a; b\\" at \\"c”.'],
  ['Filter', { age: 'old' }, '`v.age` takes a whole number, not “old”.'],
  ['Filter', { days: ['COUNTY', 'someday'] }, '`v.days` does not take “someday”.'],
])('a %s of %j is refused in words of an address', (type, value, sentence) => {
  expect(describeForAddress(refusal(type, { v: value }), (path) => path)).toBe(sentence)
})

it('what must be stated is asked for by its name', () => {
  expect(describeForAddress(refusal('String!', {}), () => 'area')).toBe('`area` must be stated.')
})

it('a sentence about something else stays as it is', () => {
  expect(describeForAddress({ message: 'No area has the code “X”.' }, () => 'area')).toBe('No area has the code “X”.')
})
