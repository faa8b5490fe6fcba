import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Location } from '../../src/model/location.ts'
import { createBoundaryIndex, type Outline } from '../../src/geography/boundary-index.ts'
import { readBuiltInAreas } from '../../src/geography/built-in-areas.ts'
import { createGazetteer } from '../../src/geography/gazetteer.ts'
import { placeLocation } from '../../src/geography/place-location.ts'
import { placeService } from '../../src/geography/place-service.ts'
import { shareInArea } from '../../src/geography/placement-rows.ts'
import { noPostcodes } from '../../src/geography/postcode-directory.ts'
import { readBoundaries } from '../../src/geography/read-boundaries.ts'

const recordings = process.env['RECORDINGS'] ?? ''

describe.skipIf(recordings === '')('the recorded feeds', () => {
  const read = (path: string) => readFileSync(join(recordings, path), 'utf8')

  it("place Buckinghamshire's locations by point alone, seven of them outside, and leave the masked and the mistyped", () => {
    const { areas } = readBuiltInAreas()
    const { outlines } = readBoundaries(read('geography/local-authority-districts.geojson'))
    const uk = createGazetteer(areas, { boundaries: createBoundaryIndex(outlines) })
    const stated = [1, 2].flatMap((page) =>
      outpostLocations(read(`feeds/buckinghamshire-outpost/services-page-${page}.json`)),
    )
    const placed = stated.map((location) => ({ location, ...placeLocation(location, uk, noPostcodes) }))
    const found = placed.filter(({ codes }) => codes.length > 0)
    expect(stated).toHaveLength(98)
    expect(found).toHaveLength(93)
    expect(found.filter(({ codes }) => codes[0] !== 'E06000060')).toHaveLength(7)
    for (const { location, codes } of found) {
      const holding = [...outlines].filter(([, outline]) => isInside(location, outline)).map(([code]) => code)
      expect(holding).toEqual([codes[0]])
    }
    expect(placed.filter(({ location }) => location.precision === 'OUTCODE')).toHaveLength(4)
    const mistyped = placed.filter(({ location }) => location.addresses?.[0]?.postalCode === 'LU7 ONY')
    expect(mistyped.map(({ codes }) => codes)).toEqual([[]])
  })

  it("place Bristol's service by the names it declares, not by its placeholder address", () => {
    const builtIn = readBuiltInAreas()
    const uk = createGazetteer(builtIn.areas, { ambiguousNames: builtIn.ambiguousNames })
    const detail: { service_areas: { name: string; uri: string }[] } = JSON.parse(
      read('feeds/bristol-v3/service-2a3483ea.json'),
    )
    const { serviceAreas, rows } = placeService({ serviceAreas: detail.service_areas }, uk, noPostcodes, ['E06000023'])
    expect(serviceAreas.map(({ resolution, areas }) => [resolution, areas[0]?.code])).toEqual([
      ['NAME', 'E06000023'],
      ['NAME', 'E06000025'],
    ])
    expect(shareInArea(rows, 'SERVES', 'E06000025', uk)).toBe('FULL')
    expect(shareInArea(rows, 'SERVES', 'E47000009', uk)).toBe('PARTIAL')
    expect(shareInArea(rows, 'SERVES', 'E06000022', uk)).toBeUndefined()
  })
})

interface OutpostLocation {
  readonly postal_code: string | null
  readonly mask_exact_address: boolean | null
  readonly geometry: { readonly coordinates: readonly [number, number] }
}

function outpostLocations(body: string): Location[] {
  const page: { content: { locations: OutpostLocation[] }[] } = JSON.parse(body.replace(/^\uFEFF/, ''))
  return page.content.flatMap(({ locations }) =>
    locations.map(({ postal_code, mask_exact_address, geometry }): Location => {
      const [longitude, latitude] = geometry.coordinates
      const addresses = [{ postalCode: postal_code ?? '' }]
      if (longitude === 0 && latitude === 0) return { precision: 'UNKNOWN', addresses }
      return { precision: mask_exact_address === true ? 'OUTCODE' : 'POINT', latitude, longitude, addresses }
    }),
  )
}

/** Whether a ray eastward crosses the rings an odd number of times: the plainest test there is, to check the library's by. */
function isInside({ latitude = 0, longitude = 0 }: Location, outline: Outline): boolean {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates
  let inside = false
  for (const ring of polygons.flat()) {
    for (const [index, [x2 = 0, y2 = 0]] of ring.entries()) {
      const [x1 = 0, y1 = 0] = ring[index - 1] ?? [x2, y2]
      const isCrossing = y1 > latitude !== y2 > latitude
      if (isCrossing && longitude < x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
    }
  }
  return inside
}
