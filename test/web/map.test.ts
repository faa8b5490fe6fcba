import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { findBuiltInRings, OUTLINES_ATTRIBUTION } from '../../src/web/map/built-in-outlines.ts'
import { drawMap, type MapArea } from '../../src/web/map/draw-map.ts'
import { packRings, unpackRings } from '../../src/web/map/packed-rings.ts'
import { largestOf, placeShapes } from '../../src/web/map/place-shapes.ts'
import { ringsOf } from '../../src/web/map/rings-of.ts'
import { writeHtml } from '../../src/web/html.ts'

const SQUARE = [
  [-1, 52],
  [-1, 53],
  [0.5, 53],
  [0.5, 52],
] as const

describe('packed rings', () => {
  it('come back as they were, to a thousandth of a degree', () => {
    const place = fc.tuple(fc.integer({ min: -180_000, max: 180_000 }), fc.integer({ min: -90_000, max: 90_000 }))
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(place, { minLength: 3, selector: String })), (rings) => {
        const stated = rings.map((ring) => ring.map(([east, north]) => [east / 1000, north / 1000] as const))
        expect(unpackRings(packRings(stated))).toEqual(stated)
      }),
    )
  })

  it.each([
    ['its last place again', [...SQUARE, SQUARE[0]], 4],
    ['places that fall together', [SQUARE[0], [-1.0001, 52.0001], ...SQUARE.slice(1)], 4],
    ['fewer than three places', SQUARE.slice(0, 2), undefined],
  ] as const)('leave out %s', (_, ring, expected) => {
    expect(unpackRings(packRings([ring]))[0]?.length).toBe(expected)
  })
})

describe('built-in outlines', () => {
  it.each([
    ['E06000023', -2.6, 51.45],
    ['W06000015', -3.2, 51.5],
    ['S12000036', -3.2, 55.95],
    ['N09000003', -5.9, 54.6],
  ])('of %s lie around its place', (code, east, north) => {
    const places = findBuiltInRings(code).flat()
    const within = (values: readonly number[], value: number): boolean =>
      Math.min(...values) < value && value < Math.max(...values)
    expect(
      within(
        places.map(([x]) => x),
        east,
      ) &&
        within(
          places.map(([, y]) => y),
          north,
        ),
    ).toBe(true)
  })

  it('are none of an area that is no district', () => {
    expect(findBuiltInRings('E12000001')).toEqual([])
    expect(findBuiltInRings('constructor')).toEqual([])
  })

  it('say whose they are', () => {
    expect(OUTLINES_ATTRIBUTION).toContain('Open Government Licence')
  })
})

describe('rings of a geometry', () => {
  it.each([
    ['a polygon with a hole', { type: 'Polygon', coordinates: [SQUARE, SQUARE] }, 2],
    ['several polygons', { type: 'MultiPolygon', coordinates: [[SQUARE], [SQUARE, SQUARE]] }, 3],
    ['a point', { type: 'Point', coordinates: [0, 51] }, 0],
    ['nothing', undefined, 0],
  ])('of %s are all of them', (_, geometry, count) => {
    expect(ringsOf(geometry)).toHaveLength(count)
  })
})

describe('shapes on a sheet', () => {
  it('have north above south, and stay on it', () => {
    const north = SQUARE.map(([x, y]) => [x, y + 1] as const)
    const { width, height, shapes } = placeShapes(
      [
        { code: 'S', rings: [SQUARE] },
        { code: 'N', rings: [north] },
      ],
      640,
      720,
    )
    const [south, upper] = shapes
    expect(upper?.at[1]).toBeLessThan(south?.at[1] ?? 0)
    for (const [x, y] of shapes.flatMap(({ path }) =>
      [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]),
    )) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(width)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(height)
    }
  })

  it('have their figure in the ring of the most area, not of the most places, whichever way round it runs', () => {
    const islet = Array.from({ length: 12 }, (_, at) => [2 + (at % 2) / 10, 52 + at / 100] as const)
    for (const mainland of [SQUARE, SQUARE.toReversed()]) expect(largestOf([islet, mainland])).toBe(mainland)
    expect(largestOf([])).toBeUndefined()
  })

  it('are as wide as they are high where a degree east is as long as one north', () => {
    const [shape] = placeShapes(
      [
        {
          code: 'A',
          rings: [
            [
              [0, -0.5],
              [1, -0.5],
              [1, 0.5],
              [0, 0.5],
            ],
          ],
        },
      ],
      500,
      500,
    ).shapes
    const [width = 0, height = 1] = shape?.size ?? []
    expect(width / height).toBeCloseTo(1, 2)
  })
})

function area(more: Partial<MapArea>): MapArea {
  return {
    code: 'E06000023',
    name: 'Bristol',
    href: 'areas/E06000023',
    words: 'Bristol: 2.1',
    figure: '● 2.1',
    class: 'similar',
    ...more,
  }
}

describe('a map', () => {
  it('has each area as a link that says its figure', () => {
    const { drawing, isTrue, isBuiltIn } = drawMap({
      labelledBy: 'map',
      areas: [area({}), area({ code: 'E06000024', words: 'N: 3' })],
    })
    expect({ isTrue, isBuiltIn }).toEqual({ isTrue: true, isBuiltIn: true })
    expect(writeHtml(drawing).match(/<a href="areas\/E06000023" aria-label="[^"]+"/g)).toEqual([
      '<a href="areas/E06000023" aria-label="Bristol: 2.1"',
      '<a href="areas/E06000023" aria-label="N: 3"',
    ])
  })

  it('draws an imported outline rather than the built-in one', () => {
    const boundary = { type: 'Polygon', coordinates: [SQUARE] }
    expect(drawMap({ labelledBy: 'map', areas: [area({ boundary })] })).toMatchObject({
      isTrue: true,
      isBuiltIn: false,
    })
  })

  it('is a honeycomb of all where the outline of one is not had', () => {
    const { drawing, isTrue } = drawMap({ labelledBy: 'map', areas: [area({}), area({ code: 'E90000001' })] })
    expect(isTrue).toBe(false)
    expect(writeHtml(drawing).match(/<path\b/g)).toHaveLength(2)
  })

  it('has no area where there is none', () => {
    expect(writeHtml(drawMap({ labelledBy: 'map', areas: [] }).drawing)).not.toContain('<a ')
  })

  it('escapes what feeds and files name', () => {
    expect(
      writeHtml(drawMap({ labelledBy: 'map', areas: [area({ words: '"><script>', name: '<b>' })] }).drawing),
    ).not.toMatch(/<script|<b>/)
  })
})
