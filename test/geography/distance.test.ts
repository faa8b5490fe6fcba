import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InputError } from '../../src/model/input-error.ts'
import { boxAround, checkBox, checkPoint, distanceMetres, isInBox } from '../../src/geography/distance.ts'

const bristol = { latitude: 51.4545, longitude: -2.5879 }

it.each([
  ['Bristol to Bath', bristol, { latitude: 51.3811, longitude: -2.359 }, 17_860],
  [
    'Lerwick to Penzance',
    { latitude: 60.1547, longitude: -1.1494 },
    { latitude: 50.1188, longitude: -5.5376 },
    1_147_000,
  ],
  ['a place to itself', bristol, bristol, 0],
])('measures %s', (_, a, b, metres) => {
  expect(Math.abs(distanceMetres(a, b) - metres)).toBeLessThanOrEqual(metres * 0.006)
})

it('boxes every point of the circle, at any latitude of the UK', () => {
  const place = fc.record({
    latitude: fc.double({ min: 49, max: 61, noNaN: true }),
    longitude: fc.double({ min: -9, max: 2, noNaN: true }),
  })
  const shift = fc.double({ min: -0.2, max: 0.2, noNaN: true })
  fc.assert(
    fc.property(place, shift, shift, (centre, dLatitude, dLongitude) => {
      const other = { latitude: centre.latitude + dLatitude, longitude: centre.longitude + dLongitude }
      const metres = distanceMetres(centre, other)
      fc.pre(metres > 0)
      expect(isInBox(other, boxAround(centre, metres))).toBe(true)
    }),
  )
})

it('boxes no more than the circle needs', () => {
  const box = boxAround(bristol, 5000)
  expect(distanceMetres(bristol, { ...bristol, latitude: box.north })).toBeCloseTo(5000, 0)
  expect(distanceMetres(bristol, { ...bristol, longitude: box.east })).toBeGreaterThan(4990)
})

describe('refuses, with the path of the mistake,', () => {
  it.each([
    ['NaN', () => checkPoint({ latitude: Number.NaN, longitude: 0 }, ['near']), ['near', 'latitude']],
    ['latitude 91', () => checkPoint({ latitude: 91, longitude: 0 }), ['latitude']],
    ['a pole', () => checkPoint({ latitude: -90, longitude: 0 }), ['latitude']],
    ['longitude 180.1', () => checkPoint({ latitude: 51, longitude: 180.1 }), ['longitude']],
    ['a circle over a pole', () => boxAround(bristol, 5_000_000), ['withinMetres']],
    ['a circle over the antimeridian', () => boxAround({ latitude: 51, longitude: 179.99 }, 5000), ['withinMetres']],
    ['a radius of 0', () => boxAround(bristol, 0), ['withinMetres']],
    ['an endless radius', () => boxAround(bristol, Number.POSITIVE_INFINITY), ['withinMetres']],
    ['a box upside down', () => checkBox({ south: 52, north: 51, west: -1, east: 0 }), ['south']],
    ['a box across the antimeridian', () => checkBox({ south: 51, north: 52, west: 179, east: -179 }), ['west']],
    ['a box that touches a pole', () => checkBox({ south: 51, north: 90, west: -1, east: 0 }), ['north']],
  ])('%s', (_, refused, path) => {
    let thrown: unknown
    try {
      refused()
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(InputError)
    expect(thrown).toMatchObject({ code: 'BAD_USER_INPUT', path })
  })
})

it('takes the box of the whole United Kingdom', () => {
  expect(() => checkBox({ south: 49.8, west: -8.7, north: 60.9, east: 1.8 })).not.toThrow()
})
