import { stringify } from 'csv-stringify/sync'

import { WARDS, pointInWard, roundTo, type Point, type Ward } from './geography.ts'
import { createRandom, itemAt } from './random.ts'

const YEAR = 2024
export const FARROW_CODE = 'E06900003'
/** Two island councils beside the region: one whose feed does not answer, one whose feed has not for long. */
const SKERRIN = { code: 'E06900002', name: 'Skerrin Isles' } as const
const FARROW = { code: FARROW_CODE, name: 'Farrow Island' } as const
/** A district that Harrowfen took in. */
const FORMER = { code: 'E07900009', name: 'Fenmouth', successor: 'E07900003' } as const
const SKERRIN_OUTLINE: readonly Point[] = [
  [1.12, 54.93],
  [1.17, 54.92],
  [1.19, 54.97],
  [1.15, 55.0],
  [1.11, 54.97],
  [1.12, 54.93],
]
const FARROW_OUTLINE: readonly Point[] = [
  [1.12, 55.06],
  [1.18, 55.05],
  [1.19, 55.11],
  [1.13, 55.12],
  [1.12, 55.06],
]

/** A point on Farrow Island, so far (0 to 1) along its one road. */
export function inFarrow(along: number): Point {
  return [roundTo(1.135 + 0.035 * along, 5), roundTo(55.07 + 0.03 * along, 5)]
}

/** The areas around the region: two that no other feed covers, and one that is abolished. */
export function aroundCsv(): string {
  const columns = ['code', 'name', 'other_names', 'type', 'parents', 'population', 'year', 'valid_to', 'successors']
  const ages = ['population_0_17', 'population_18_64', 'population_65_plus']
  return stringify([
    [...columns, ...ages],
    [
      SKERRIN.code,
      SKERRIN.name,
      'Skerrin Isles Council',
      'DISTRICT',
      'E92000001',
      8140,
      YEAR,
      '',
      '',
      1380,
      4510,
      2250,
    ],
    [FARROW.code, FARROW.name, 'Farrow Island Council', 'DISTRICT', 'E92000001', 3920, YEAR, '', '', 610, 2150, 1160],
    [
      FORMER.code,
      FORMER.name,
      'Fenmouth Urban District',
      'DISTRICT',
      '',
      '',
      '',
      '2023-03-31',
      FORMER.successor,
      '',
      '',
      '',
    ],
  ])
}

/** The outlines of the islands. */
export function aroundGeoJson(): string {
  const features = [
    { ...SKERRIN, outline: SKERRIN_OUTLINE },
    { ...FARROW, outline: FARROW_OUTLINE },
  ].map(({ code, name, outline }) =>
    JSON.stringify({
      type: 'Feature',
      properties: { code, name, type: 'DISTRICT' },
      geometry: { type: 'Polygon', coordinates: [outline] },
    }),
  )
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`
}

const SHARES = [0.31, 0.27, 0.23] as const
/** Where in its ward each of the four lies. */
const QUARTERS = [
  [0.28, 0.3],
  [0.74, 0.27],
  [0.7, 0.76],
  [0.25, 0.72],
] as const

/** Four small areas of each ward, whose people are the ward's, each with a decile of deprivation (1: most deprived). */
export function smallAreasCsv(): string {
  const rows = WARDS.flatMap((ward, at) => smallAreasOf(ward, at))
  return stringify([
    ['code', 'name', 'parents', 'latitude', 'longitude', 'population', 'year', 'deprivation_decile'],
    ...rows,
  ])
}

function smallAreasOf(ward: Ward, at: number): readonly (readonly (string | number)[])[] {
  const random = createRandom(`small areas ${ward.code}`)
  const typical = random.between(2, 9)
  const people = SHARES.map((share) => Math.round(ward.population * share))
  const rest = ward.population - people.reduce((sum, each) => sum + each, 0)
  return [...people, rest].map((population, quarter) => {
    const [east, north] = itemAt(QUARTERS, quarter)
    const [longitude, latitude] = pointInWard(ward, east, north)
    const decile = Math.min(10, Math.max(1, typical + random.between(-2, 2)))
    const code = `E0190${String(4 * at + quarter + 1).padStart(4, '0')}`
    const name = `${ward.name} 00${quarter + 1}`
    return [code, name, [ward.code, ward.districtCode].join(';'), latitude, longitude, population, YEAR, decile]
  })
}
