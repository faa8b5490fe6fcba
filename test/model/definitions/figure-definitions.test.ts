import { isInputObjectType, isInterfaceType, isObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { EXAMPLE_TABLES } from '../../../src/model/definitions/example-tables.ts'
import { FIGURE_DEFINITIONS, figurePath } from '../../../src/model/definitions/figure-definitions.ts'
import { schema } from '../../graphql/ask.ts'
import { COMPUTED, stateOf, tableOf } from './worked-examples.ts'

describe('the definition of', () => {
  it.each(FIGURE_DEFINITIONS.map((definition) => [definition.id, definition.name, definition] as const))(
    '%s %s works its example out as its own functions do, over a dozen rows',
    (id, _, { example }) => {
      expect(tableOf(example.table).rows.length).toBeGreaterThanOrEqual(12)
      expect(rounded(COMPUTED[id]())).toEqual(example.results)
    },
  )
  it.each(
    FIGURE_DEFINITIONS.flatMap(({ id, fields }) => Object.entries(fields).map(([field, text]) => [field, text, id])),
  )('%s is its docstring, with where it is explained', (field, text, id) => {
    const [typeName = '', fieldName = ''] = field.split('.')
    const type = schema.getType(typeName)
    const fields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? type.getFields() : {}
    expect(fields[fieldName]?.description).toBe(`${text} Defined at ${figurePath(id)}.`)
  })
})

it('numbers every figure once and without a hole', () => {
  expect(FIGURE_DEFINITIONS.map(({ id }) => id)).toEqual(FIGURE_DEFINITIONS.map((_, at) => `M${at + 1}`))
})

it('says in the table what each town comes to', () => {
  expect(EXAMPLE_TABLES.towns.rows.map(stateOf)).toEqual(EXAMPLE_TABLES.towns.rows.map(({ state }) => state))
})

function rounded(results: Readonly<Record<string, number | string | undefined>>): object {
  return Object.fromEntries(
    Object.entries(results).map(([name, value]) => [
      name,
      typeof value === 'number' ? Number(value.toFixed(4)) : value,
    ]),
  )
}
