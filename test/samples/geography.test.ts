import { readFileSync } from 'node:fs'
import path from 'node:path'
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { parse as parseCsv } from 'csv-parse/sync'
import { isValid, parse as parsePostcode, validOutcode } from 'postcode'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { COUNCILS, FAILING, LAPSED } from '../../samples/councils.ts'
import { readCouncil } from '../../samples/read-council.ts'

const GEOGRAPHY = path.join(import.meta.dirname, '../../samples/geography')
const Boundaries = z.object({
  features: z.array(
    z.object({
      properties: z.object({ code: z.string(), type: z.string() }),
      geometry: z.object({
        type: z.literal('Polygon'),
        coordinates: z.array(z.array(z.tuple([z.number(), z.number()]))),
      }),
    }),
  ),
})
const boundaries = Boundaries.parse(
  JSON.parse(readFileSync(path.join(GEOGRAPHY, 'boundaries.geojson'), 'utf8')),
).features
const areas = readCsv('areas.csv')
const postcodes = readCsv('postcodes.csv')
const locations = COUNCILS.flatMap(({ slug }) => readCouncil(slug).locations)

describe('the geography of the sample region', () => {
  it('puts every place inside the district and, unless it is masked, the ward it belongs to', () => {
    const placed = locations.filter(({ district, latitude }) => district !== '' && latitude !== undefined)
    expect(placed.length).toBeGreaterThan(400)
    const astray = placed.filter(({ district, ward, postalCode = '', latitude = 0, longitude = 0 }) => {
      const isMasked = validOutcode(postalCode)
      return !isInside(district, longitude, latitude) || (!isMasked && !isInside(ward, longitude, latitude))
    })
    expect(astray).toEqual([])
  })

  it('keeps every place in the sea box it is meant for', () => {
    const outside = locations.filter(
      ({ district, latitude = 55, longitude = 0.7 }) =>
        district !== '' && (latitude < 54.7 || latitude > 55.3 || longitude < 0.2 || longitude > 1.2),
    )
    expect(outside).toEqual([])
  })

  it('writes only postcodes that a parser accepts, but for the mistyped and the masked', () => {
    const odd = locations.flatMap(({ postalCode }) =>
      postalCode === undefined || isValid(postalCode) ? [] : [postalCode],
    )
    expect(odd.filter((postcode) => !validOutcode(postcode))).toEqual(['WX24 ONY'])
    expect(odd.filter((postcode) => validOutcode(postcode))).toHaveLength(3)
  })

  it('lists every full postcode in its directory, under the district where the place lies', () => {
    const districtOf = new Map(postcodes.map((row) => [row['pcds'], row['lad25cd']]))
    const wrong = locations.filter(({ postalCode = '', district }) => {
      const parsed = parsePostcode(postalCode)
      return parsed.valid && districtOf.get(parsed.postcode) !== district
    })
    expect(wrong).toEqual([])
  })

  it('gives each postcode a point inside its ward, and withdraws a few', () => {
    expect(postcodes.every((row) => isValid(row['pcds'] ?? '') && row['pcds']?.startsWith('WX'))).toBe(true)
    expect(postcodes.filter((row) => !isInside(row['wd25cd'] ?? '', Number(row['long']), Number(row['lat'])))).toEqual(
      [],
    )
    const withdrawn = postcodes.filter((row) => row['doterm'] !== '').length
    expect(withdrawn).toBeGreaterThan(5)
    expect(withdrawn).toBeLessThan(60)
  })

  it.each([
    ['DISTRICT', 'E12900001'],
    ['WARD', 'E12900001'],
  ])('tiles the region with each %s', (type, whole) => {
    const parts = boundaries.filter(({ properties }) => properties.type === type)
    const sum = parts.reduce((total, { geometry }) => total + ringArea(geometry.coordinates[0] ?? []), 0)
    expect(sum).toBeCloseTo(ringArea(ringOf(whole)), 9)
  })

  it('counts the people of an area as those of its parts', () => {
    const columns = ['population', 'population_0_17', 'population_18_64', 'population_65_plus']
    const numbers = (row: Readonly<Record<string, string | undefined>> | undefined): readonly number[] =>
      columns.map((column) => Number(row?.[column]))
    for (const row of areas) {
      const [all = Number.NaN, ...ages] = numbers(row)
      expect(
        ages.reduce((sum, each) => sum + each),
        row['code'],
      ).toBe(all)
    }
    const people = (code: string) => numbers(areas.find((row) => row['code'] === code))
    for (const code of ['E12900001', 'E47900001', 'E10900001', 'E06900001', 'E07900001', 'E07900002', 'E07900003']) {
      const parts = areas.filter((row) => row['parents']?.split(';').includes(code))
      expect(
        columns.map((_, at) => parts.reduce((sum, row) => sum + (numbers(row)[at] ?? Number.NaN), 0)),
        code,
      ).toEqual(people(code))
    }
  })

  it('parts the people of each ward among four small areas that lie in it, of some decile', () => {
    const small = readCsv('small-areas.csv')
    expect(
      small.map(({ deprivation_decile: decile }) => Number(decile)).every((decile) => decile >= 1 && decile <= 10),
    ).toBe(true)
    for (const ward of areas.filter(({ type }) => type === 'WARD')) {
      const parts = small.filter(({ parents }) => parents?.split(';').includes(ward['code'] ?? ''))
      expect(parts, ward['code']).toHaveLength(4)
      expect(
        parts.reduce((sum, { population }) => sum + Number(population), 0),
        ward['code'],
      ).toBe(Number(ward['population']))
      expect(
        parts.every((part) => isInside(ward['code'] ?? '', Number(part['longitude']), Number(part['latitude']))),
        ward['code'],
      ).toBe(true)
    }
  })

  it('has an area around it for each feed in trouble, and an abolished one that a feed still states', () => {
    const around = readCsv('around.csv')
    const current = around.filter(({ valid_to: validTo }) => validTo === '').map(({ code }) => code)
    expect(new Set([...LAPSED.areas, ...FAILING.areas])).toEqual(new Set(current))
    const former = around.find(({ valid_to: validTo }) => validTo !== '')
    expect(areas.map(({ code }) => code)).toContain(former?.['successors'])
    const stated = readCouncil('harrowfen').services.filter(({ areas: stated = [] }) =>
      stated.some(({ uri }) => uri?.endsWith(former?.['code'] ?? 'none')),
    )
    expect(stated).toHaveLength(2)
  })

  it('gives every area a boundary and every feed areas that exist', () => {
    const codes = areas.map((row) => row['code'])
    expect(boundaries.map(({ properties }) => properties.code)).toEqual(codes)
    expect(COUNCILS.flatMap((council) => council.areas).filter((code) => !codes.includes(code))).toEqual([])
  })
})

describe('the shared scheme', () => {
  it('has three levels and about ninety terms with URIs of its own', () => {
    const terms = parseCsv(readFileSync(path.join(GEOGRAPHY, '../taxonomies/saltmere-services.csv')), { columns: true })
    const rows = z.array(z.record(z.string(), z.string())).parse(terms)
    const uris = new Set(rows.map((row) => row['uri']))
    expect(rows.length).toBeGreaterThan(75)
    expect(uris.size).toBe(rows.length)
    expect(rows.filter((row) => row['parent'] !== '' && !uris.has(row['parent']))).toEqual([])
    expect(rows.filter((row) => row['parent'] === '')).toHaveLength(8)
  })
})

function readCsv(name: string): Record<string, string>[] {
  return z
    .array(z.record(z.string(), z.string()))
    .parse(parseCsv(readFileSync(path.join(GEOGRAPHY, name)), { columns: true }))
}

function ringOf(code: string): [number, number][] {
  return boundaries.find(({ properties }) => properties.code === code)?.geometry.coordinates[0] ?? []
}

function isInside(code: string, longitude: number, latitude: number): boolean {
  return booleanPointInPolygon([longitude, latitude], { type: 'Polygon', coordinates: [ringOf(code)] })
}

function ringArea(ring: readonly (readonly [number, number])[]): number {
  const doubled = ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
  return Math.abs(doubled) / 2
}
