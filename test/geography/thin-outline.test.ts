import { expect, it } from 'vitest'
import { boxOfOutline, createBoundaryIndex, type Outline } from '../../src/geography/boundary-index.ts'
import { thinOutline } from '../../src/geography/thin-outline.ts'
import { ringsOf } from '../../src/web/map/rings-of.ts'

/** A circle of so many places, the first again at the end. */
function circle(places: number, radius: number): [number, number][] {
  return Array.from({ length: places + 1 }, (_, at) => {
    const turn = ((at % places) * 2 * Math.PI) / places
    return [-1.5 + radius * Math.cos(turn), 53 + radius * Math.sin(turn)]
  })
}

const thinned = (outline: Outline): Outline => thinOutline(outline, boxOfOutline(outline))

it.each([
  ['of a district to places 100 metres apart', 0.2, 1_000, 1_300],
  ['of a small area to as many as a drawing shows', 0.002, 500, 640],
])('thins an outline %s, closed as before', (_what, radius, least, most) => {
  const [ring = []] = ringsOf(thinned({ type: 'Polygon', coordinates: [circle(100_000, radius)] }))
  expect(ring.length).toBeGreaterThan(least)
  expect(ring.length).toBeLessThan(most)
  expect(ring.at(-1)).toStrictEqual(ring[0])
  for (const [east, north] of ring) expect(Math.hypot(east + 1.5, north - 53)).toBeCloseTo(radius, 4)
})

it('leaves islets and holes out that come to nothing, and keeps what has few places', () => {
  const square = circle(4, 0.2)
  const outline: Outline = { type: 'MultiPolygon', coordinates: [[square, circle(50, 0.0002)], [circle(50, 0.0002)]] }
  expect(ringsOf(thinned(outline)).map(({ length }) => length)).toStrictEqual([square.length])
})

it('is worked out once for a geography, and of no area without a boundary', () => {
  const index = createBoundaryIndex(new Map([['E1', { type: 'Polygon', coordinates: [circle(1_000, 0.2)] } as const]]))
  expect(index.thinnedOf('E1')).toBe(index.thinnedOf('E1'))
  expect(index.thinnedOf('E2')).toBeUndefined()
})
