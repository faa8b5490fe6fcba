import { createRandom, itemAt } from './random.ts'

/** Longitude then latitude, WGS 84 degrees. */
export type Point = readonly [number, number]

/** A ward: one tile of the county, with the settlement most of its people live in. */
export interface Ward {
  readonly code: string
  readonly name: string
  readonly districtCode: string
  readonly population: number
  /** Outward code of its postcodes. */
  readonly outcode: string
  /** South-west, south-east, north-east, north-west. */
  readonly corners: readonly [Point, Point, Point, Point]
}

/** A council area of the region: three districts in a county, and a unitary beside them. */
export interface District {
  readonly code: string
  readonly name: string
  readonly otherNames: readonly string[]
  readonly population: number
}

export const REGION_CODE = 'E12900001'
export const COMBINED_AUTHORITY_CODE = 'E47900001'
export const COUNTY_CODE = 'E10900001'
export const UNITARY_CODE = 'E06900001'

const WARD_NAMES: Readonly<Record<string, readonly string[]>> = {
  E06900001: ['Quayside', 'Ropewalk', 'Castlemere', 'Netherdock', 'Larkhill', 'Eastwall'],
  E07900001: ['Gullsby', 'Marrowick', 'Sandreach', 'Tidewell Town', 'Holmby Cross', 'Pellthorpe'],
  E07900002: ['Brackford', 'Upper Brack', 'Thornwold', 'Cawsley Edge', 'Ellerdale', 'Stannick'],
  E07900003: ['Harrow Staithe', 'Oldfleet', 'Sedgeholm', 'Wenning Drove', 'Fenny Aldwick', 'Lodebridge'],
}

// Rows from south to north, columns from west to east; the city's columns are narrow and lie on the sea.
const TILES = [
  ['E07900003', 'E07900003', 'E07900003', 'E07900003', 'E06900001', 'E06900001'],
  ['E07900002', 'E07900002', 'E07900003', 'E07900003', 'E06900001', 'E06900001'],
  ['E07900002', 'E07900002', 'E07900001', 'E07900001', 'E06900001', 'E06900001'],
  ['E07900002', 'E07900002', 'E07900001', 'E07900001', 'E07900001', 'E07900001'],
] as const
const COLUMN_EDGES = [0.3, 0.46, 0.61, 0.77, 0.92, 1.0, 1.07]
const ROW_EDGES = [54.8, 54.9, 54.99, 55.07, 55.2]
const PEOPLE_PER_WARD: Readonly<Record<string, readonly [number, number]>> = {
  E06900001: [28000, 43000],
  E07900001: [14000, 27000],
  E07900002: [10000, 21000],
  E07900003: [11000, 18000],
}

/** The 24 wards, in code order. */
export const WARDS: readonly Ward[] = layWards()

/** The four council areas, in code order. */
export const DISTRICTS: readonly District[] = [
  district('E06900001', 'Port Wexholme', ['Wexholme', 'City of Port Wexholme', 'Port Wexholme City Council']),
  district('E07900001', 'Tidewell', ['Borough of Tidewell', 'Tidewell Borough Council']),
  district('E07900002', 'Brackmoor', ['Brackmoor District', 'Brackmoor District Council']),
  district('E07900003', 'Harrowfen', ['Harrowfen District', 'Harrowfen and the Levels', 'Harrowfen District Council']),
]

/** The point at fractions `east` and `north` (0 to 1) across a ward, to six decimals. */
export function pointInWard(ward: Ward, east: number, north: number): Point {
  const [southWest, southEast, northEast, northWest] = ward.corners
  const along = (from: number, to: number, share: number): number => from + (to - from) * share
  const coordinate = (axis: 0 | 1): number =>
    along(along(southWest[axis], southEast[axis], east), along(northWest[axis], northEast[axis], east), north)
  return [roundTo(coordinate(0), 6), roundTo(coordinate(1), 6)]
}

/** The wards of one council area. */
export function wardsOf(districtCode: string): readonly Ward[] {
  return WARDS.filter((ward) => ward.districtCode === districtCode)
}

/** Rounds to `digits` decimals, as the files keep coordinates. */
export function roundTo(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

function district(code: string, name: string, otherNames: readonly string[]): District {
  const population = wardsOf(code).reduce((sum, ward) => sum + ward.population, 0)
  return { code, name, otherNames, population }
}

function layWards(): Ward[] {
  const random = createRandom('geography')
  const grid = ROW_EDGES.map((latitude, row) =>
    COLUMN_EDGES.map((longitude, column): Point => {
      const isRim = row === 0 || column === 0 || row === ROW_EDGES.length - 1 || column === COLUMN_EDGES.length - 1
      const reach = isRim ? 0.008 : 0.018
      return [
        roundTo(longitude + (random.next() - 0.5) * reach, 5),
        roundTo(latitude + (random.next() - 0.5) * reach, 5),
      ]
    }),
  )
  const corner = (row: number, column: number): Point => itemAt(itemAt(grid, row), column)
  const placed = new Map<string, number>()
  const wards = TILES.flatMap((tiles, row) =>
    tiles.map((districtCode, column): Omit<Ward, 'code' | 'outcode'> => {
      const index = placed.get(districtCode) ?? 0
      placed.set(districtCode, index + 1)
      const [fewest, most] = PEOPLE_PER_WARD[districtCode] ?? [0, 0]
      return {
        name: itemAt(WARD_NAMES[districtCode] ?? [], index),
        districtCode,
        population: random.between(fewest, most),
        corners: [corner(row, column), corner(row, column + 1), corner(row + 1, column + 1), corner(row + 1, column)],
      }
    }),
  )
  const ordered = [...wards].sort((left, right) =>
    left.districtCode < right.districtCode ? -1 : left.districtCode > right.districtCode ? 1 : 0,
  )
  return ordered.map((ward, index) => ({
    ...ward,
    code: `E0590${String(index + 1).padStart(4, '0')}`,
    outcode: `WX${index + 1}`,
  }))
}
