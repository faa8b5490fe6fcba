import { describe, expect, it } from 'vitest'
import type { Location } from '../../../src/model/location.ts'
import { completeCopies, contradictions } from '../../../src/intake/records/complete-copies.ts'
import { isSamePlace } from '../../../src/intake/records/is-same-place.ts'

const hall: Location = {
  id: 'h',
  name: 'Hall',
  latitude: 51.45,
  longitude: -2.59,
  precision: 'POINT',
  addresses: [{ address1: '1 Hall Road', postalCode: 'BS1 4DJ' }],
}

describe('copies of one record', () => {
  it('complete each other, property by property, the best first', () => {
    const copies = [
      { id: 'o', name: 'Trust', extensions: { a: 1 } },
      { id: 'o', name: 'The Trust', email: 'a@b.org', extensions: { a: 2, b: 3 } },
    ]
    expect(completeCopies(copies)).toEqual({ id: 'o', name: 'Trust', email: 'a@b.org', extensions: { a: 1, b: 3 } })
  })

  it('keep a text and its HTML together', () => {
    const copies = [{ description: 'Plain' }, { description: 'Other', descriptionHtml: '<b>Other</b>' }]
    expect(completeCopies(copies)).toEqual({ description: 'Plain' })
  })

  it.each<[string, readonly Location[], Partial<Location>]>([
    ['an id alone', [{ id: 'h', precision: 'UNKNOWN' }, hall], { latitude: 51.45, precision: 'POINT' }],
    [
      'no point',
      [{ ...hall, latitude: undefined, longitude: undefined, precision: 'POSTCODE' }, hall] as Location[],
      { latitude: 51.45, precision: 'POINT' },
    ],
    [
      'a masked copy',
      [hall, { ...hall, latitude: 51.4, precision: 'OUTCODE' }],
      { latitude: 51.4, precision: 'OUTCODE' },
    ],
  ])('take the point and how exact it is from one copy: %s', (_, copies, expected) => {
    expect(completeCopies(copies)).toMatchObject({ name: 'Hall', ...expected })
  })

  it('contradict each other where both state another single value', () => {
    const own = { name: 'Trust', email: 'a@b.org', website: 'https://b.org/' }
    expect(contradictions(own, [{ name: 'TRUST ', website: 'https://b.org' }, { email: 'c@b.org' }])).toEqual(['email'])
    expect(contradictions(own, [own, {}])).toEqual([])
  })
})

describe('two statements under one id', () => {
  it('are of one place where one is an id alone', () => {
    expect(isSamePlace(hall, { id: 'h', precision: 'UNKNOWN' })).toBe(true)
  })

  it.each<[boolean, string, Partial<Location>]>([
    [true, 'a point rounded otherwise', { latitude: 51.4503 }],
    [true, 'half the postcode', { addresses: [{ postalCode: 'BS1' }] }],
    [true, 'a line written otherwise', { addresses: [{ address1: '1, Hall Road.' }] }],
    [false, 'a point elsewhere', { latitude: 51.46 }],
    [false, 'another postcode', { addresses: [{ postalCode: 'BS2 8AA' }] }],
    [false, 'another line', { addresses: [{ address1: '2 Hall Road', postalCode: 'BS1 4DJ' }] }],
    [true, 'a masked point near by', { latitude: 51.46, precision: 'OUTCODE' }],
  ])('are of one place: %s, %s', (isSame, _, other) => {
    expect(isSamePlace(hall, { ...hall, ...other })).toBe(isSame)
  })
})
