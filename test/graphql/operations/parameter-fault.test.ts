import { buildSchema, parse } from 'graphql'
import { getVariableValues } from 'graphql/execution/values.js'
import { expect, it } from 'vitest'

import { nameParameters } from '../../../src/graphql/operations/parameter-fault.ts'

const SCHEMA = buildSchema('type Query { a: Int } input Near { withinMetres: Int! days: [Day!] } enum Day { MONDAY }')
const [OPERATION] = parse('query ($code: String!, $level: Int = 1, $near: Near, $last: Int!) { a }').definitions

const GIVEN = { code: 'x', last: 1 }

/** The sentence of GraphQL itself, whichever version of it is here. */
function sentenceFor(variables: Record<string, unknown>): string {
  const definitions = OPERATION !== undefined && 'variableDefinitions' in OPERATION ? OPERATION.variableDefinitions : []
  const { errors = [] } = getVariableValues(SCHEMA, definitions ?? [], variables)
  return errors[0]?.message ?? ''
}

it.each<[variables: Record<string, unknown>, said: string]>([
  [{ last: 1 }, 'The parameter "code" is required: state it.'],
  [{ code: 'x', last: null }, 'The parameter "last" is required: state it.'],
  [
    { ...GIVEN, level: 'x' },
    'The parameter "level" got invalid value "x"; Int cannot represent non-integer value: "x"',
  ],
  [
    { ...GIVEN, near: {} },
    'The parameter "near" got invalid value {}; Field "withinMetres" of required type "Int!" was not provided.',
  ],
  [
    { ...GIVEN, near: { withinMetres: 'a; b at "c"' } },
    'The parameter "near.withinMetres" got invalid value "a; b at \\"c\\""; Int cannot represent non-integer value: "a; b at \\"c\\""',
  ],
  [
    { ...GIVEN, near: { withinMetres: 1, days: ['MONDAY', 'FOO'] } },
    'The parameter "near.days" got invalid value "FOO"; Value "FOO" does not exist in "Day" enum.',
  ],
])('GraphQL’s sentence about %j names the parameter', (variables, said) => {
  expect(sentenceFor(variables)).toMatch(/^Variable "\$/)
  expect(nameParameters(sentenceFor(variables))).toBe(said)
})

it('leaves every other sentence alone', () => {
  expect(nameParameters('No area has the code “Variable "$x"”.')).toBe('No area has the code “Variable "$x"”.')
})
