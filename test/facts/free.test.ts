import { expect, it } from 'vitest'
import { free } from '../../src/facts/free.ts'
import type { Attribute } from '../../src/model/attribute.ts'

const DAY = '2026-07-01'
const REPUBLISHED = { linkType: 'source_feed', value: 'north' }
const saidFree = (value: string): Attribute => ({ linkType: 'free', value })

it.each<[what: string, attributes: readonly Attribute[], free: number | null]>([
  ['its own price, where nobody republished it', [saidFree('yes')], 0],
  ['what all its records say together, where a gateway says so', [REPUBLISHED, saidFree('yes')], 1],
  ['that it is not known, where a gateway says so', [REPUBLISHED, saidFree('not known')], null],
  ['what the gateway says, beside a publisher’s own attribute', [saidFree('meals'), REPUBLISHED, saidFree('yes')], 1],
  ['what the last gateway says', [REPUBLISHED, saidFree('no'), REPUBLISHED, saidFree('yes')], 1],
  ['its own price, where a gateway says nothing', [saidFree('meals'), REPUBLISHED], 0],
])('goes by %s', (_what, attributes, expected) => {
  const service = { id: '1', name: 'Lunch club', costOptions: [{ amount: 3 }], attributes }
  expect(free.derive(service, DAY).columns.free).toBe(expected)
})
