import { expect, it } from 'vitest'
import { createParsedBodies } from '../../../src/catalogue/records/parsed-bodies.ts'
import { pack, toBytes } from '../../../src/store/packed.ts'

it.each([
  ['plain', toBytes],
  ['packed', pack],
])('parses a %s body once, however often it is read again', (_what, toBody) => {
  const bodies = createParsedBodies()
  const service = { name: 'Lunch club', description: 'x'.repeat(2_000) }
  const first = bodies.read(toBody(service))
  expect(first).toEqual({ value: service, bytes: JSON.stringify(service).length })
  // Other bytes of the same content: what another generation or another connection gives.
  expect(bodies.read(toBody(service)).value).toBe(first.value)
  expect(bodies.read(toBody(service)).value).toBe(first.value)
})

it('keeps bodies of other content apart', () => {
  const bodies = createParsedBodies()
  for (const name of ['a', 'b', 'a', 'b']) expect(bodies.read(toBytes({ name })).value).toEqual({ name })
})
