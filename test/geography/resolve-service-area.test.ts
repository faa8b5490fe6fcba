import { describe, expect, it } from 'vitest'
import type { ServiceArea } from '../../src/model/service.ts'
import { resolveServiceArea } from '../../src/geography/resolve-service-area.ts'
import { square } from './shapes.ts'
import { gazetteer } from './shire.ts'

describe('a declared area is resolved', () => {
  const geojson = (shape: object) => JSON.stringify(shape)
  it.each<[string, ServiceArea, string, readonly string[]]>([
    [
      'by the code in its URI',
      { name: 'East', uri: 'http://statistics.data.gov.uk/id/statistical-geography/E07900001' },
      'CODE',
      ['E07900001 FULL'],
    ],
    ['by a code as extent', { extent: 'e07900001', extentType: 'text' }, 'CODE', ['E07900001 FULL']],
    [
      'by name where the code is unknown',
      { name: 'East', uri: 'http://x.example/id/E07999999' },
      'NAME',
      ['E07900002 FULL'],
    ],
    ['by name beside a placeholder URI', { name: 'west', uri: 'http://www.example.com' }, 'NAME', ['E07900001 FULL']],
    ['by the older property for its name', { serviceArea: 'West' }, 'NAME', ['E07900001 FULL']],
    [
      'by an outline that is a district',
      { name: 'Our patch', extent: geojson(square(50, 0.01, 1)) },
      'GEOMETRY',
      ['E07900001 FULL'],
    ],
    [
      'by an outline over two thirds of one',
      { extent: geojson(square(50.1, 0.1, 0.82)) },
      'GEOMETRY',
      ['E07900001 PARTIAL'],
    ],
    [
      'by an outline over parts of two',
      { extent: geojson({ type: 'Feature', properties: {}, geometry: square(50.4, 0.9, 0.2) }) },
      'GEOMETRY',
      ['E07900001 PARTIAL', 'E07900002 PARTIAL'],
    ],
    ['not at all where two areas share the name', { name: 'Twin' }, 'AMBIGUOUS', []],
    ['not by likeness', { name: 'Wests' }, 'UNRESOLVED', []],
    ['not by an outline elsewhere', { extent: geojson(square(10, 10, 1)) }, 'UNRESOLVED', []],
    ['not by broken GeoJSON', { name: 'Patch', extent: '{"type":"Polygon"' }, 'UNRESOLVED', []],
  ])('%s', (_, stated, resolution, areas) => {
    const resolved = resolveServiceArea(stated, gazetteer)
    expect(resolved.resolution).toBe(resolution)
    expect(resolved.areas.map(({ code, share }) => `${code} ${share}`)).toEqual(areas)
  })

  it('with its candidates where ambiguous, and its name for the report where not', () => {
    expect(resolveServiceArea({ name: 'Twin' }, gazetteer)).toMatchObject({
      candidates: ['E06900001', 'E12900001'],
      unresolvedName: 'Twin',
    })
    expect(resolveServiceArea({ name: ' Wests ' }, gazetteer)).toMatchObject({
      candidates: [],
      unresolvedName: 'Wests',
    })
  })
})
