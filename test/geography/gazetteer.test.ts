import { describe, expect, it } from 'vitest'
import type { Area } from '../../src/geography/area.ts'
import { isNoPlace } from '../../src/geography/area-name.ts'
import { createBoundaryIndex } from '../../src/geography/boundary-index.ts'
import { readBuiltInAreas } from '../../src/geography/built-in-areas.ts'
import { createGazetteer } from '../../src/geography/gazetteer.ts'
import { square } from './shapes.ts'

const builtIn = readBuiltInAreas()
const uk = createGazetteer(builtIn.areas, { ambiguousNames: builtIn.ambiguousNames })

describe('the built-in areas', () => {
  it('are all of the UK, each with parents and successors that exist', () => {
    const current = uk.areas.filter((area) => area.successors.length === 0)
    const count = (type: string) => current.filter((area) => area.type === type).length
    expect(count('DISTRICT')).toBe(361)
    expect(count('COUNTY')).toBe(21)
    expect(count('REGION')).toBe(9)
    expect(count('COMBINED_AUTHORITY')).toBe(16)
    expect(count('COUNTRY')).toBe(7)
    for (const area of uk.areas) {
      for (const code of [...area.parents, ...area.successors]) expect(uk.find(code), code).toBeDefined()
    }
    for (const area of current.filter(({ code }) => code !== 'K02000001')) {
      expect(uk.ancestorsOf(area.code), area.code).toContain('K02000001')
    }
  })

  it('carry populations of 2021 that add up, except for Northern Ireland, which the source lacks', () => {
    const districts = uk.descendantsOf('E92000001').flatMap((code) => uk.find(code) ?? [])
    const sum = districts
      .filter(({ type }) => type === 'DISTRICT')
      .reduce((total, { population }) => total + (population?.value ?? 0), 0)
    expect(uk.find('E92000001')?.population).toEqual({ value: sum, year: 2021, source: builtIn.source })
    expect(uk.find('N92000002')?.population).toBeUndefined()
    expect(uk.find('K02000001')?.population).toBeUndefined()
    expect(builtIn.attribution).toContain('Open Government Licence')
  })

  it('lead from a district over county, combined authority and region to the UK', () => {
    expect(uk.ancestorsOf('E07000117')).toEqual([
      'E10000017',
      'E47000018',
      'E12000002',
      'E92000001',
      'K04000001',
      'K03000001',
      'K02000001',
    ])
    expect(uk.childrenOf('E47000009', 'DISTRICT').map((area) => area.name)).toEqual([
      'Bath and North East Somerset',
      'Bristol, City of',
      'South Gloucestershire',
    ])
    expect(uk.descendantsOf('E10000017')).toHaveLength(12)
  })

  it.each([
    ['Bristol', 'E06000023'],
    ['South Gloucestershire', 'E06000025'],
    ['North Lincolnshire', 'E06000013'],
    ['Buckinghamshire', 'E06000060'],
    ['BCP', 'E06000058'],
    ['Hull', 'E06000010'],
    ['B&NES', 'E06000022'],
    ['Bath & North East Somerset', 'E06000022'],
    ['South Glos', 'E06000025'],
    ['west of england', 'E47000009'],
    ['UK-wide', 'K02000001'],
    ['National', 'K02000001'],
    ['England', 'E92000001'],
    ['Bristol City Council', 'E06000023'],
    ['City of Bristol', 'E06000023'],
    ['London Borough of Camden', 'E09000007'],
    ['City of London', 'E09000001'],
    ['London', 'E12000007'],
    ['The Royal Borough of Kensington and Chelsea', 'E09000020'],
    ['Essex County Council', 'E10000012'],
    ['Dorset Council', 'E06000059'],
    ['Lancashire County Council', 'E10000017'],
    ['Ynys Mon', 'W06000001'],
    ["St. Helen's", 'E08000013'],
  ])('resolve %j', (name, code) => {
    const found = uk.findByName(name)
    expect(found?.kind === 'FOUND' && found.areas.map(({ area, share }) => [area.code, share])).toEqual([
      [code, 'FULL'],
    ])
  })

  it.each([
    ['Dorset', ['E06000058', 'E06000059']],
    ['Essex', ['E06000033', 'E06000034', 'E10000012']],
    ['Lancashire', ['E47000018', 'E10000017']],
    ['North East', ['E12000001', 'E47000014']],
  ])('leave %j ambiguous', (name, codes) => {
    const found = uk.findByName(name)
    expect(found?.kind === 'AMBIGUOUS' && found.candidates.map((area) => area.code)).toEqual(codes)
  })

  it.each(['Online', 'Bristoll', 'Bris', 'Brist', 'Council', 'London Borough', 'Yorkshire', ''])(
    'do not know %j',
    (name) => {
      expect(uk.findByName(name)).toBeUndefined()
    },
  )

  it.each([
    ['E08000016', [['E08000038', 'FULL']]],
    ['E08000019', [['E08000039', 'FULL']]],
    [
      'E10000006',
      [
        ['E06000063', 'FULL'],
        ['E06000064', 'FULL'],
      ],
    ],
    ['E07000004', [['E06000060', 'PARTIAL']]],
    ['S12000043', [['S12000049', 'FULL']]],
    ['E06000023', [['E06000023', 'FULL']]],
    ['E99999999', []],
  ])('know what became of %s', (code, current) => {
    expect(uk.findCurrent(code).map(({ area, share }) => [area.code, share])).toEqual(current)
  })

  it('resolve the name of a divided area to what it was divided into', () => {
    const found = uk.findByName('Cumbria')
    expect(found?.kind === 'FOUND' && found.areas.map(({ area }) => area.name)).toEqual([
      'Cumberland',
      'Westmorland and Furness',
    ])
  })
})

it.each(['Online', 'on-line', 'By phone', 'N/A', 'Virtual'])('holds %j for no place', (name) => {
  expect(isNoPlace(name)).toBe(true)
})

describe('boundaries', () => {
  const area = (code: string, parents: readonly string[], successors: readonly string[] = []): Area => ({
    code,
    name: code,
    otherNames: [],
    type: 'DISTRICT',
    parents,
    successors,
  })
  const areas = [
    area('county', []),
    area('east', ['county']),
    area('west', ['county']),
    area('old', [], ['east', 'west']),
  ]
  const outlines = new Map([
    ['county', square(50, 0, 2)],
    ['old', square(50, 0, 2)],
    ['east', square(50, 1, 1)],
  ])
  const gazetteer = createGazetteer(areas, { boundaries: createBoundaryIndex(outlines) })

  it('give the innermost area first, and all above it', () => {
    expect(gazetteer.codesAt({ latitude: 50.5, longitude: 1.5 })).toEqual(['east', 'county'])
    expect(gazetteer.codesAt({ latitude: 50.5, longitude: 0.5 })).toEqual(['county'])
    expect(gazetteer.codesAt({ latitude: 40, longitude: 0.5 })).toEqual([])
  })

  it('leave holes out', () => {
    const ring = (south: number, west: number, side: number) => square(south, west, side).coordinates[0] ?? []
    const index = createBoundaryIndex(
      new Map([['a', { type: 'Polygon', coordinates: [ring(50, 0, 3), ring(51, 1, 1)] }]]),
    )
    expect(index.codesAt({ latitude: 50.5, longitude: 0.5 })).toEqual(['a'])
    expect(index.codesAt({ latitude: 51.5, longitude: 1.5 })).toEqual([])
  })
})

it('lets an import correct a built-in area, and survives areas that succeed each other', () => {
  const area = { code: 'a', name: 'A', otherNames: [], type: 'OTHER', parents: [], successors: [] } as const
  expect(createGazetteer([area, { ...area, name: 'B' }]).find('a')?.name).toBe('B')
  expect(createGazetteer([{ ...area, successors: ['a'] }]).findCurrent('a')).toEqual([])
})
