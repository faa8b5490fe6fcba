import fc from 'fast-check'
import { expect, it } from 'vitest'
import { learnedKeys, learnPostcodes } from '../../src/geography/learned-postcodes.ts'
import { readPostcode } from '../../src/geography/postcode.ts'

it.each([
  ['bs1 4dj', 'BS1 4DJ', 'BS1', 'BS1 4'],
  ['BS14DJ', 'BS1 4DJ', 'BS1', 'BS1 4'],
  [' sw1a  1aa ', 'SW1A 1AA', 'SW1A', 'SW1A 1'],
  ['M1-1AE', 'M1 1AE', 'M1', 'M1 1'],
  ['L1\u00A08JQ', 'L1 8JQ', 'L1', 'L1 8'],
])('reads %j as %s', (stated, postcode, outcode, sector) => {
  expect(readPostcode(stated)).toEqual({ kind: 'POSTCODE', postcode, outcode, sector, isUnlikely: false })
})

it.each([
  ['LU7 ONY', 'LU7 0NY'],
  ['LI 8JQ', 'L1 8JQ'],
])('proposes for %j, and does not take, %s', (stated, postcode) => {
  expect(readPostcode(stated)).toMatchObject({ kind: 'FIXABLE', postcode })
})

it.each([
  ['GIR 0AA', 'NON_GEOGRAPHIC'],
  ['BX1 1AA', 'NON_GEOGRAPHIC'],
  ['XM4 5HQ', 'NON_GEOGRAPHIC'],
  ['ZZ99 1AA', 'NON_GEOGRAPHIC'],
  ['bf1 3aa', 'FORCES'],
  ['JE2 3AB', 'CROWN'],
  ['IM1 1AA', 'CROWN'],
  ['FIQQ1ZZ', 'OVERSEAS'],
])('knows that %s has no place on the map: %s', (stated, special) => {
  expect(readPostcode(stated)).toMatchObject({ kind: 'POSTCODE', special })
})

it.each([
  ['BS1', { kind: 'OUTCODE', outcode: 'BS1' }],
  ['ec1a', { kind: 'OUTCODE', outcode: 'EC1A' }],
  ['ABC 1234', { kind: 'NONE' }],
  ['', { kind: 'NONE' }],
  ['90210', { kind: 'NONE' }],
  ['BS1 4DJ, Bristol', { kind: 'NONE' }],
])('reads %j as %j', (stated, reading) => {
  expect(readPostcode(stated)).toEqual(reading)
})

it('marks letters that Royal Mail does not use there, and refuses none', () => {
  expect(readPostcode('QA1 1AA')).toMatchObject({ kind: 'POSTCODE', isUnlikely: true })
  expect(readPostcode('AJ1 1AA')).toMatchObject({ kind: 'POSTCODE', isUnlikely: true })
  expect(readPostcode('BS1 4CK')).toMatchObject({ kind: 'POSTCODE', isUnlikely: true })
  expect(readPostcode('WX1 2AB')).toMatchObject({ kind: 'POSTCODE', isUnlikely: false })
})

it('never throws, and reads its own answer as the same postcode', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (stated) => {
      const read = readPostcode(stated)
      if (read.kind === 'POSTCODE') expect(readPostcode(read.postcode)).toEqual(read)
    }),
  )
})

it('learns postcodes, sectors and districts from places, by the median', () => {
  const place = (postcode: string, latitude: number) => ({ postcode, latitude, longitude: -latitude })
  const learned = learnPostcodes([
    place('WX1 2AB', 51),
    place('wx12ab', 51.2),
    place('WX1 2AB', 9),
    place('WX1 2AD', 53),
    place('WX1 3AA', 55),
    place('WX1', 1),
    place('GIR 0AA', 1),
    place('WX1 ONY', 1),
  ])
  expect(learned.map(({ key, precision, latitude, count }) => [key, precision, latitude, count])).toEqual([
    ['WX12AB', 'EXACT', 51, 3],
    ['WX12AD', 'EXACT', 53, 1],
    ['WX13AA', 'EXACT', 55, 1],
    ['WX12', 'SECTOR', 52, 2],
    ['WX13', 'SECTOR', 55, 1],
    ['WX1', 'DISTRICT', 53, 3],
  ])
  expect(learned[0]?.longitude).toBe(-51)
})

it('looks up the exact postcode, else its sector, else its district', () => {
  expect(learnedKeys('wx1 2ab')).toEqual([
    { key: 'WX12AB', precision: 'EXACT' },
    { key: 'WX12', precision: 'SECTOR' },
    { key: 'WX1', precision: 'DISTRICT' },
  ])
  expect(learnedKeys('WX1')).toEqual([{ key: 'WX1', precision: 'DISTRICT' }])
  expect(learnedKeys('nonsense')).toEqual([])
})
