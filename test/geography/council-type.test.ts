import { expect, it } from 'vitest'
import { councilTypeOf } from '../../src/geography/area.ts'

it.each([
  [{ code: 'E06900001' }, 'UNITARY'],
  [{ code: 'E07900001' }, 'NON_METROPOLITAN'],
  [{ code: 'E10900001' }, 'COUNTY'],
  [{ code: 'W06000001', councilType: 'UNITARY' as const }, 'UNITARY'],
  [{ code: 'E12000001' }, undefined],
])('%j has a council of the kind %s', (area, expected) => {
  expect(councilTypeOf(area)).toBe(expected)
})
