import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCoverageRegion, type CoverageRegion } from './coverage-region.ts'
import { IDS, recount, recountCell, RECORDS, type Basis, type Lie, type StatedRecord } from './coverage-recount.ts'

const TODAY = '2026-11-23'
const SCHEME = 'Saltmere Services'
const SHARE = '{ value numerator denominator }'
const FIGURES = `serviceCount recordCount organizationCount duplication ${SHARE} crossListed ${SHARE} basisMix { serves located publisher }
  freshness { d90 d180 d365 older unknown } deliveryMix { site siteAndArea areaOnly national virtual unplaced } qualityBands { a b c d }
  organizationConcentration free ${SHARE} unplaced ${SHARE} outOfArea ${SHARE} otherLanguage ${SHARE} accessible ${SHARE}
  completeness { cost ${SHARE} eligibility ${SHARE} description ${SHARE} } ageBands { from to serviceCount unknownCount }`
const COVERAGE = `query ($where: ServiceFilter, $unknowns: Unknowns = EXCLUDE, $areas: AreaSelection!, $basis: AreaBasis!) {
  coverage(where: $where, unknowns: $unknowns, areas: $areas, basis: $basis, rows: { level: { scheme: "${SCHEME}", level: 1 } }) {
    total { ${FIGURES} unknownCount }
    areas { area { code } ${FIGURES} unknownCount taxonomyCoverage ${SHARE} }
    matrix { term { uri } cells { area { code } state serviceCount recordCount } }
  }
}`

const IDS_OF_SERVICES = `query ($where: ServiceFilter, $after: String) {
  list: services(where: $where, first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
}`

let region: CoverageRegion
let records: readonly StatedRecord[]
let lie: Lie
let codes: readonly string[]

beforeAll(async () => {
  region = await startCoverageRegion()
  records = await region.readAll<StatedRecord>(RECORDS, {})
  const { data } = await region.ask(
    '{ areas(where: { within: "E12900001" }, first: 100) { nodes { code type parents { code } } } feeds { slug areas { code } } a: area(code: "E12900001") { code type parents { code } } countries: areas(where: { type: COUNTRY }, first: 100) { nodes { code type parents { code } } } }',
  )
  const areas: readonly { code: string; type: string; parents: { code: string }[] }[] = [
    ...data.areas.nodes,
    data.a,
    ...data.countries.nodes,
  ]
  const areaParents = new Map(areas.map(({ code, parents }) => [code, parents.map((parent) => parent.code)]))
  const terms = await region.readAll<{ uri: string; parents: { uri: string }[] }>(
    'query ($after: String) { list: taxonomyTerms(first: 100, after: $after) { nodes { uri parents { uri } } pageInfo { hasNextPage endCursor } } }',
    {},
  )
  const termParents = new Map(terms.map(({ uri, parents }) => [uri, parents.map((parent) => parent.uri)]))
  const free = await region.readAll<{ id: string }>(IDS, { free: true })
  const charged = await region.readAll<{ id: string }>(IDS, { free: false })
  lie = {
    above: (code) => closure(code, areaParents).slice(1),
    upward: (uri) => closure(uri, termParents),
    feedAreas: Object.fromEntries(
      data.feeds.map((feed: { slug: string; areas: { code: string }[] }) => [
        feed.slug,
        feed.areas.map(({ code }) => code),
      ]),
    ),
    isFree: new Map([...free.map(({ id }) => [id, true] as const), ...charged.map(({ id }) => [id, false] as const)]),
  }
  codes = data.areas.nodes.map(({ code }: { code: string }) => code)
}, 180_000)
afterAll(() => region.close())

function closure(start: string, parents: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const seen = new Set([start])
  for (const each of seen) for (const parent of parents.get(each) ?? []) seen.add(parent)
  return [...seen]
}

const bases = fc.constantFrom<Basis>('AVAILABLE', 'SERVES', 'LOCATED', 'PUBLISHER')
const filters = fc.constantFrom(
  {},
  { free: true },
  { free: false, languages: ['en'] },
  { openAt: { days: ['MONDAY', 'THURSDAY'] } },
  { age: 70 },
  { text: 'group' },
  { feeds: ['tidewell', 'saltmere-together'] },
  { assuredSince: '2026-06-01' },
  { not: { free: true } },
  { or: [{ text: 'carers' }, { free: false }] },
)

describe('the sample region', () => {
  it('agrees with a recount of its records on every figure, for any filter, areas and basis', async () => {
    await fc.assert(
      fc.asyncProperty(
        filters,
        bases,
        fc.uniqueArray(fc.nat(200), { minLength: 1, maxLength: 4 }),
        async (where, basis, picks) => {
          const chosen = [...new Set(picks.map((pick) => codes[pick % codes.length] ?? ''))]
          const { data, errors } = await region.ask(COVERAGE, { where, basis, areas: { codes: chosen } })
          expect(errors).toBeUndefined()
          const ids = new Set((await region.readAll<{ id: string }>(IDS, where)).map(({ id }) => id))
          const passing = records.filter(({ id }) => ids.has(id))
          for (const figures of data.coverage.areas) {
            if (figures.serviceCount === null) continue
            expect(figures).toMatchObject(close(recount(passing, [figures.area.code], basis, lie, TODAY)))
          }
          if (data.coverage.total.serviceCount !== null) {
            expect(data.coverage.total).toMatchObject(close(recount(passing, chosen, basis, lie, TODAY)))
          }
          for (const { term, cells } of data.coverage.matrix) {
            for (const { area, state, serviceCount, recordCount } of cells) {
              if (state === 'NO_DATA') continue
              expect({ services: serviceCount, records: recordCount }).toEqual(
                recountCell(passing, term.uri, area.code, basis, lie),
              )
            }
          }
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)

  it.each([{}, { free: true }, { age: 30 }, { text: 'club', openAt: { days: ['MONDAY'] } }])(
    'counts services as `services` does under %j',
    async (where) => {
      for (const unknowns of ['INCLUDE', 'EXCLUDE']) {
        for (const basis of ['AVAILABLE', 'LOCATED', 'SERVES']) {
          const chosen = ['E06900001', 'E07900002', 'E05900003', 'E10900001']
          const { data } = await region.ask(COVERAGE, { where, unknowns, basis, areas: { codes: chosen } })
          const count = (anyOf: readonly string[], more: object = {}) =>
            region.ask(
              'query ($where: ServiceFilter, $unknowns: Unknowns!) { services(where: $where, unknowns: $unknowns) { totalCount recordCount } }',
              {
                where: { and: [where, { areas: { anyOf, basis } }], ...more },
                unknowns,
              },
            )
          expect((await count(chosen)).data.services.totalCount).toBe(data.coverage.total.serviceCount)
          for (const { area, serviceCount, recordCount } of data.coverage.areas) {
            expect((await count([area.code])).data.services).toEqual({ totalCount: serviceCount, recordCount })
          }
          const [row] = data.coverage.matrix
          const cell = await count(['E07900002'], { taxonomyTerms: { anyOf: [row.term.uri] } })
          expect(cell.data.services.totalCount).toBe(row.cells[1].serviceCount)
        }
      }
    },
  )

  it('gives an area one count and one population, wherever they are asked for', async () => {
    const { data, errors } = await region.ask(
      `query ($codes: [String!]!) {
        coverage(areas: { codes: $codes }, rows: { terms: [] }) { areas { area { code population { value } } serviceCount ratePer1000 { population } } }
        services { totalCount facets { areas(type: DISTRICT, first: 1000) { area { code } count } free { free charged unknown } } }
      }`,
      { codes },
    )
    expect(errors).toBeUndefined()
    const { facets, totalCount } = data.services
    expect(facets.free.free + facets.free.charged + facets.free.unknown).toBe(totalCount)
    const counts = new Map(
      facets.areas.map(({ area, count }: { area: { code: string }; count: number }) => [area.code, count]),
    )
    const counted = data.coverage.areas.filter(
      ({ area, serviceCount }: { area: { code: string }; serviceCount: number | null }) =>
        serviceCount !== null && counts.has(area.code),
    )
    expect(counted.length).toBeGreaterThan(2)
    for (const { area, serviceCount, ratePer1000 } of counted) {
      const rows = await region.readAll(IDS_OF_SERVICES, { areas: { anyOf: [area.code] } })
      expect([rows.length, counts.get(area.code)], area.code).toEqual([serviceCount, serviceCount])
      if (ratePer1000 !== null) expect(ratePer1000.population, area.code).toBe(area.population.value)
    }
  }, 120_000)

  it('counts what is left out for want of the fact', async () => {
    const ask = async (unknowns: string) =>
      (
        await region.ask(COVERAGE, {
          where: { free: true },
          unknowns,
          basis: 'AVAILABLE',
          areas: { codes: ['E07900001'] },
        })
      ).data.coverage
    const [without, withThem] = [await ask('EXCLUDE'), await ask('INCLUDE')]
    expect(without.areas[0].unknownCount).toBe(withThem.areas[0].serviceCount - without.areas[0].serviceCount)
    expect(without.areas[0].unknownCount).toBeGreaterThan(0)
    expect(withThem.total.unknownCount).toBe(0)
  })

  it('draws rates, quotients, medians and diversity from the counts it shows', async () => {
    const { data } = await region.ask(
      `{ coverage(areas: { type: DISTRICT, within: "E47900001" }, rows: { level: { scheme: "${SCHEME}" } }) {
        areas { area { population { value } } serviceCount ratePer1000 { value } comparison { median comparators } termDiversity effectiveOrganizations organizationConcentration }
        matrix { comparatorMedianRate cells { serviceCount locationQuotient ratePer1000 { value } } } } }`,
    )
    const { areas, matrix } = data.coverage
    const [services, people] = [
      areas.map(({ serviceCount }: { serviceCount: number }) => serviceCount),
      areas.map(({ area }: { area: { population: { value: number } } }) => area.population.value),
    ]
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
    const middle = (values: readonly number[]) => sum(values.toSorted((a, b) => a - b).slice(1, 3)) / 2
    const counts = matrix.map(({ cells }: { cells: { serviceCount: number }[] }) =>
      cells.map(({ serviceCount }) => serviceCount),
    )
    for (const [row, { comparatorMedianRate, cells }] of matrix.entries()) {
      for (const [at, { locationQuotient, ratePer1000 }] of cells.entries()) {
        expect(ratePer1000.value).toBeCloseTo((1000 * counts[row][at]) / people[at], 10)
        expect(locationQuotient).toBeCloseTo(counts[row][at] / services[at] / (sum(counts[row]) / sum(services)), 10)
      }
      expect(comparatorMedianRate).toBeCloseTo(
        middle(counts[row].map((count: number, at: number) => (1000 * count) / people[at])),
        10,
      )
    }
    for (const [at, figures] of areas.entries()) {
      const own = counts.map((row: readonly number[]) => row[at] ?? 0)
      const entropy = -sum(own.map((count: number) => (count / sum(own)) * Math.log(count / sum(own))))
      expect(figures.termDiversity).toBeCloseTo(entropy / Math.log(counts.length), 10)
      expect(figures.effectiveOrganizations * figures.organizationConcentration).toBeCloseTo(1, 10)
      expect(figures.comparison).toMatchObject({ comparators: 3 })
      const others = services.flatMap((count: number, each: number) =>
        each === at ? [] : [(1000 * count) / people[each]],
      )
      expect(figures.comparison.median).toBeCloseTo(others.toSorted((a: number, b: number) => a - b)[1], 10)
    }
  })

  it('knows nothing, not zero, of areas that no feed covers', async () => {
    const { data } = await region.ask(
      `{ coverage(areas: { codes: ["E06000023"] }, rows: { level: { scheme: "${SCHEME}" } }) {
        total { serviceCount ageBands { from } } areas { serviceCount recordCount siteCount ratePer1000 { value } free { value } comparison { rank } caveats { code } } matrix { cells { state serviceCount recordCount ratePer1000 { value } } } } }`,
    )
    const { total, areas, matrix } = data.coverage
    expect(total).toEqual({ serviceCount: null, ageBands: null })
    expect(areas[0]).toMatchObject({
      serviceCount: null,
      recordCount: null,
      siteCount: null,
      ratePer1000: null,
      free: null,
      comparison: null,
    })
    expect(matrix[0].cells).toEqual([{ state: 'NO_DATA', serviceCount: null, recordCount: null, ratePer1000: null }])
  })
})

/** Fractions compare to ten digits. */
function close(value: object): object {
  return JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
    typeof each === 'number' && !Number.isInteger(each) ? expect.closeTo(each, 10) : each,
  )
}
