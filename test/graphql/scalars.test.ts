import { isScalarType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createSchema } from '../../src/graphql/schema.ts'

const schema = createSchema()

/** The value that an argument of this type is read as. */
function read(name: string, value: unknown): unknown {
  const type = schema.getType(name)
  if (!isScalarType(type)) throw new Error(`${name} is not a scalar.`)
  return type.parseValue(value)
}

describe('a scalar', () => {
  it.each([
    ['DateTime', '2026-03-01T10:30:00+01:00', '2026-03-01T09:30:00.000Z'],
    ['Date', '2024-02-29', '2024-02-29'],
    ['LocalTime', '00:00', '00:00'],
    ['LocalTime', '23:59', '23:59'],
    ['URL', 'HTTPS://example.org/a b', 'HTTPS://example.org/a b'],
  ])('%s takes %j', (name, value, taken) => {
    expect(read(name, value)).toBe(taken)
  })

  it.each([
    ['DateTime', '2026-03-01T09:30:00'],
    ['DateTime', '2026-03-01'],
    ['Date', '2026-02-29'],
    ['Date', '01/03/2026'],
    ['LocalTime', '24:00'],
    ['LocalTime', '9:30'],
    ['URL', 'javascript:alert(1)'],
    ['URL', 'www.example.org'],
    ['URL', 5],
  ])('%s refuses %j and says what to write', (name, value) => {
    expect(() => read(name, value)).toThrow(new RegExp(`^${name} must be `))
  })
})
