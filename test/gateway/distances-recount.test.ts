import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CoverageRegion, startCoverageRegion } from './coverage-region.ts'
import type { Exported } from './recount/recount-area.ts'
import {
  countSmallAreas,
  homesIn,
  isAtEdge,
  recountDeciles,
  recountDeserts,
  recountDistances,
  sitesOf,
} from './recount/recount-distances.ts'
import { readSheet, type Row } from './recount/sheet.ts'

/* Distances and rates by deprivation of the sample region, counted again from the exported files alone: docs/figures.md M14 to M17. */
const AREAS = ['E06900001', 'E07900001', 'E07900002', 'E07900003', 'E10900001']
const WITHIN = 3000
const BEYOND = 4000

/** Homes on a grid over the region, each in the district around it; people and deciles as they come, some without a decile. */
function smallAreas(): string {
  const rows = Array.from({ length: 8 * 8 }, (_, at) => {
    const latitude = 54.82 + Math.floor(at / 8) * 0.05
    const longitude = 0.34 + (at % 8) * 0.1
    const decile = at % 11 === 0 ? '' : 1 + ((at * 7) % 10)
    const cells = [`E010${90_000 + at}`, `Home ${at}`, districtAt(latitude, longitude), latitude.toFixed(4)]
    return [...cells, longitude.toFixed(4), 300 + ((at * 37) % 900), 2024, decile].join(',')
  })
  return ['code,name,parents,latitude,longitude,population,year,deprivation_decile', ...rows].join('\n')
}

function districtAt(latitude: number, longitude: number): string {
  if (longitude > 0.92 && latitude < 55.06) return 'E06900001'
  if (longitude > 0.61 && latitude > 54.99) return 'E07900001'
  return latitude > 54.9 && longitude < 0.61 ? 'E07900002' : 'E07900003'
}

let region: CoverageRegion
let records: ReadonlyMap<string, Exported>
let areas: readonly Row[]

beforeAll(async () => {
  region = await startCoverageRegion(smallAreas())
  const lines = (await region.exported('records.ndjson', { duplicates: 'KEEP' })).trimEnd().split('\n')
  const services = lines.flatMap((line): Exported[] => JSON.parse(line).service ?? [])
  records = new Map(services.map((service) => [service.id, service]))
  areas = readSheet(await region.exported('areas.csv'))
}, 240_000)
afterAll(() => region.close())

const DISTANCES = `query ($where: ServiceFilter, $areas: [String!]) {
  coverage(where: $where, areas: { codes: $areas }, rows: { level: { scheme: "Saltmere Services", level: 1 } }) {
    areas { area { code } caveats { code } distance { meanMetres medianMetres p90Metres populationWithin(metres: ${WITHIN}) { numerator denominator }
      deserts(metres: ${BEYOND}) { area { code } } rateByDeprivation { decile rate { value numerator population } } } }
  }
}`

interface Published {
  readonly area: { readonly code: string }
  readonly caveats: readonly { readonly code: string }[]
  readonly distance: null | {
    readonly meanMetres: number | null
    readonly medianMetres: number | null
    readonly p90Metres: number | null
    readonly populationWithin: { readonly numerator: number; readonly denominator: number }
    readonly deserts: readonly { readonly area: { readonly code: string } }[]
    readonly rateByDeprivation: readonly {
      readonly decile: number
      readonly rate: { readonly value: number; readonly numerator: number; readonly population: number }
    }[]
  }
}

/** Codes of the districts that a feed covers, by their own rows of `coverage-areas.csv`. */
async function areasWithFeeds(filter: object): Promise<ReadonlySet<string>> {
  const sheet = readSheet(
    await region.exported('coverage-areas.csv', {
      filter: JSON.stringify(filter),
      areas: JSON.stringify({ codes: AREAS }),
      rows: JSON.stringify({ level: { scheme: 'Saltmere Services', level: 1 } }),
    }),
  )
  return new Set(sheet.flatMap(({ areaCode = '', serviceCount }) => (serviceCount === '' ? [] : areaCode || [])))
}

/** The small areas of districts that are not among these. */
function homesOutside(covered: ReadonlySet<string>) {
  const inside = new Set(
    [...covered].flatMap((code) => (code.startsWith('E10') ? [] : homesIn(areas, code).map((home) => home.code))),
  )
  return homesIn(areas).filter(({ code }) => !inside.has(code))
}

it('has the centre, people and decile of each small area in areas.csv', () => {
  const homes = homesIn(areas)
  expect(homes).toHaveLength(64)
  expect(homes.filter(({ decile }) => decile === null)).toHaveLength(6)
  expect(areas.filter(({ type, latitude }) => type !== 'SMALL_AREA' && latitude !== '')).toEqual([])
})

describe.each<{ readonly filter: object; readonly known?: readonly string[] }>([
  { filter: {} },
  { filter: { free: true } },
  { filter: { text: 'dementia' } },
  // Of the other districts this feed says nothing.
  { filter: { feeds: ['tidewell'] }, known: ['E07900001', 'E10900001'] },
  { filter: { text: 'nothing-of-the-kind' } },
])('the exported files for %j', ({ filter, known = AREAS }) => {
  it('give the published distances, deserts and rates by deprivation', async () => {
    const { data, errors } = await region.ask(DISTANCES, { where: filter, areas: AREAS })
    expect(errors).toBeUndefined()
    const rows = readSheet(
      await region.exported('services.csv', {
        filter: JSON.stringify(filter),
        unknowns: 'EXCLUDE',
        duplicates: 'KEEP',
      }),
    )
    const sites = sitesOf(rows, records)
    const all = homesIn(areas)
    const published: readonly Published[] = data.coverage.areas
    expect(published.map(({ area }) => area.code).toSorted()).toEqual(AREAS)
    const uncovered = homesOutside(await areasWithFeeds(filter))
    for (const { area, distance, caveats } of published) {
      expect([area.code, distance !== null]).toEqual([area.code, known.includes(area.code)])
      if (distance === null) continue
      const homes = homesIn(areas, area.code)
      expect(homes.length).toBeGreaterThan(5)
      const { near, people, ...metres } = recountDistances(homes, sites, WITHIN)
      for (const [name, value] of Object.entries(metres)) {
        const stated: number | null = Reflect.get(distance, name)
        expect([area.code, name, stated === null ? null : Math.round(stated * 100)]).toEqual([
          area.code,
          name,
          value === null ? null : Math.round(value * 100),
        ])
      }
      const isEdge = caveats.some(({ code }) => code === 'EDGE_OF_FEEDS')
      expect([area.code, isEdge]).toEqual([area.code, isAtEdge(homes, uncovered, sites)])
      expect(distance.populationWithin).toEqual({ numerator: near, denominator: people })
      expect(distance.deserts.map((desert) => desert.area.code)).toEqual(recountDeserts(homes, sites, BEYOND))
      expect(distance.rateByDeprivation.map(({ decile, rate }) => [decile, rate.numerator, rate.population])).toEqual(
        recountDeciles(homes, all, sites).map(({ decile, services, people: of }) => [decile, services, of]),
      )
      for (const [at, { rate }] of recountDeciles(homes, all, sites).entries())
        expect(distance.rateByDeprivation[at]?.rate.value).toBeCloseTo(rate, 9)
    }
  }, 60_000)

  it('have a row for each small area, which give the same', async () => {
    const { data } = await region.ask(DISTANCES, { where: filter, areas: AREAS })
    const published: readonly Published[] = data.coverage.areas
    const rows = readSheet(
      await region.exported('counted.csv', {
        filter: JSON.stringify(filter),
        areas: JSON.stringify({ codes: AREAS }),
        rows: JSON.stringify({ level: { scheme: 'Saltmere Services', level: 1 } }),
        per: 'SMALL_AREA',
      }),
    )
    for (const { area, distance } of published) {
      const own = rows.filter(({ areaCode }) => areaCode === area.code)
      expect([area.code, own.length > 0]).toEqual([area.code, distance !== null])
      if (distance !== null) expect(countSmallAreas(own, WITHIN, BEYOND)).toEqual(roundedFigures(distance))
    }
  }, 60_000)
})

it('stands at the edge of the feeds under a filter, and not without', async () => {
  const codes = async (where: object): Promise<readonly string[]> => {
    const { data } = await region.ask(DISTANCES, { where, areas: AREAS })
    const published: readonly Published[] = data.coverage.areas
    return published.flatMap(({ area, caveats }) =>
      caveats.some(({ code }) => code === 'EDGE_OF_FEEDS') ? area.code : [],
    )
  }
  expect(await codes({})).toEqual([])
  expect((await codes({ feeds: ['tidewell'], text: 'dementia' })).length).toBeGreaterThan(0)
})

it('refuses the rows of small areas of all areas together', async () => {
  const { errors } = await region.ask(
    `{ coverage(areas: { codes: ["E06900001"] }, rows: { level: { scheme: "Saltmere Services", level: 1 } }) {
      countedRows(per: SMALL_AREA, together: true) { totalCount } } }`,
    {},
  )
  expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT')
})

/** As `countSmallAreas` has them. */
function roundedFigures(distance: NonNullable<Published['distance']>) {
  const { meanMetres, medianMetres, p90Metres, populationWithin, deserts, rateByDeprivation } = distance
  const round = (metres: number | null): number | null => (metres === null ? null : Math.round(metres * 100))
  return {
    meanMetres: round(meanMetres),
    medianMetres: round(medianMetres),
    p90Metres: round(p90Metres),
    populationWithin,
    deserts: deserts.map(({ area }) => area.code),
    deciles: rateByDeprivation.map(({ decile, rate }) => [decile, rate.numerator, rate.population]),
  }
}
