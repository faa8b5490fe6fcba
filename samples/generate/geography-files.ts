import { stringify } from 'csv-stringify/sync'

import type { Point, Ward } from './geography.ts'
import { COMBINED_AUTHORITY_CODE, COUNTY_CODE, DISTRICTS, REGION_CODE, UNITARY_CODE, WARDS } from './geography.ts'
import { POSTCODE_UNITS } from './postcodes.ts'

const YEAR = 2024

interface AreaRow {
  readonly code: string
  readonly name: string
  readonly otherNames: readonly string[]
  readonly type: string
  readonly parents: readonly string[]
  readonly population: number
  readonly wards: readonly Ward[]
}

/** The region's areas: `code,name,other_names,type,parents,population,year` and people by age, lists joined by `;`. */
export function areasCsv(): string {
  const rows = areaRows().map((area) => [
    area.code,
    area.name,
    area.otherNames.join(';'),
    area.type,
    area.parents.join(';'),
    area.population,
    YEAR,
    ...peopleByAge(area.wards),
  ])
  const ages = ['population_0_17', 'population_18_64', 'population_65_plus']
  return stringify([['code', 'name', 'other_names', 'type', 'parents', 'population', 'year', ...ages], ...rows])
}

/** People up to 17, from 18 to 64, and of 65 and more: some wards are younger, some older. */
function peopleByAge(wards: readonly Ward[]): readonly number[] {
  const each = wards.map((ward) => {
    const at = WARDS.indexOf(ward)
    const young = Math.round(ward.population * (0.17 + 0.01 * (at % 7)))
    const old = Math.round(ward.population * (0.24 - 0.015 * (at % 5)))
    return [young, ward.population - young - old, old]
  })
  return [0, 1, 2].map((band) => each.reduce((sum, people) => sum + (people[band] ?? 0), 0))
}

/** One GeoJSON feature per area with `code`, `name` and `type`; wards tile districts, districts tile the region. */
export function boundariesGeoJson(): string {
  const features = areaRows().map((area) =>
    JSON.stringify({
      type: 'Feature',
      properties: { code: area.code, name: area.name, type: area.type },
      geometry: { type: 'Polygon', coordinates: [outlineOf(area.wards)] },
    }),
  )
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`
}

/** The postcode directory under the column names of the national one. */
export function postcodesCsv(): string {
  const header = [
    'pcd7',
    'pcd8',
    'pcds',
    'dointr',
    'doterm',
    'cty25cd',
    'lad25cd',
    'wd25cd',
    'ctry25cd',
    'rgn25cd',
    'lat',
    'long',
  ]
  const rows = POSTCODE_UNITS.map((unit) => {
    const [outcode = '', incode = ''] = unit.postcode.split(' ')
    const isUnitary = unit.ward.districtCode === UNITARY_CODE
    return [
      outcode.padEnd(4) + incode,
      `${outcode.padEnd(4)} ${incode}`,
      unit.postcode,
      unit.introduced,
      unit.terminated ?? '',
      isUnitary ? 'E99999999' : COUNTY_CODE,
      unit.ward.districtCode,
      unit.ward.code,
      'E92000001',
      REGION_CODE,
      unit.point[1].toFixed(6),
      unit.point[0].toFixed(6),
    ]
  })
  return stringify([header, ...rows])
}

function areaRows(): AreaRow[] {
  const countyWards = WARDS.filter((ward) => ward.districtCode !== UNITARY_CODE)
  const people = (wards: readonly Ward[]): number => wards.reduce((sum, ward) => sum + ward.population, 0)
  return [
    {
      code: REGION_CODE,
      name: 'Eastmark',
      otherNames: ['Eastmark Region'],
      type: 'REGION',
      parents: ['E92000001'],
      population: people(WARDS),
      wards: WARDS,
    },
    {
      code: COMBINED_AUTHORITY_CODE,
      name: 'Wexholme and Saltmere',
      otherNames: ['Wexholme and Saltmere Combined Authority', 'WSCA'],
      type: 'COMBINED_AUTHORITY',
      parents: [REGION_CODE],
      population: people(WARDS),
      wards: WARDS,
    },
    {
      code: COUNTY_CODE,
      name: 'Saltmere',
      otherNames: ['County of Saltmere', 'Saltmere County'],
      type: 'COUNTY',
      parents: [COMBINED_AUTHORITY_CODE],
      population: people(countyWards),
      wards: countyWards,
    },
    ...DISTRICTS.map((district) => ({
      ...district,
      type: 'DISTRICT',
      parents: [district.code === UNITARY_CODE ? COMBINED_AUTHORITY_CODE : COUNTY_CODE],
      wards: WARDS.filter((ward) => ward.districtCode === district.code),
    })),
    ...WARDS.map((ward) => ({
      code: ward.code,
      name: ward.name,
      otherNames: [],
      type: 'WARD',
      parents: [ward.districtCode],
      population: ward.population,
      wards: [ward],
    })),
  ]
}

/** Walks round the outside of a set of touching wards: an edge that two of them share lies inside. */
function outlineOf(wards: readonly Ward[]): Point[] {
  const next = new Map<string, Point>()
  const edges = wards.flatMap((ward) =>
    ward.corners.map((from, index) => ({ from, to: ward.corners[(index + 1) % 4] ?? from })),
  )
  const keys = new Set(edges.map(({ from, to }) => `${from.join()} ${to.join()}`))
  for (const { from, to } of edges) {
    if (!keys.has(`${to.join()} ${from.join()}`)) next.set(from.join(), to)
  }
  const start = edges.find(({ from, to }) => next.get(from.join()) === to)?.from
  if (start === undefined) throw new RangeError('no outline without wards')
  const ring: Point[] = [start]
  let corner = next.get(start.join())
  while (corner !== undefined && corner.join() !== start.join()) {
    ring.push(corner)
    corner = next.get(corner.join())
  }
  return [...ring, start]
}
