import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CoverageRegion, startCoverageRegion } from './coverage-region.ts'
import { wilson } from './recount/intervals.ts'
import { recountAges, recountOverlaps } from './recount/recount-ages.ts'
import { type Exported, recountArea } from './recount/recount-area.ts'
import { type Cell, compare, reachOf, recountCell, type Table } from './recount/recount-cells.ts'
import { distinct, median, numberIn, pivot, readSheet, type Row } from './recount/sheet.ts'

/*
 * Every figure of the sample region, counted again from the files that anybody can have, as one would in a spreadsheet. Nothing
 * of the gateway is imported: what the figures mean is written a second time, from docs/figures.md.
 */
const TODAY = '2026-11-23'
const DISTRICTS = ['E06900001', 'E07900001', 'E07900002', 'E07900003']
const UNCOVERED = 'E06000023'
const COUNTY = 'E10900001'
const FEEDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['port-wexholme', ['E06900001']],
  ['tidewell', ['E07900001']],
  ['brackmoor', ['E07900002']],
  ['harrowfen', ['E07900003']],
  ['saltmere-together', ['E06900001', COUNTY]],
])
const ABOVE = new Map(DISTRICTS.slice(1).map((code) => [code, [COUNTY]]))

interface Question {
  readonly basis: string
  readonly filter?: { readonly feeds?: readonly string[] } & Readonly<Record<string, unknown>>
  readonly unknowns?: 'INCLUDE'
  readonly comparators?: readonly string[]
}

/** What came up among the questions: a recount of nothing proves nothing. */
const seen = new Set<string>()
let region: CoverageRegion
let everything: readonly Row[]
let records: ReadonlyMap<string, Exported>

beforeAll(async () => {
  region = await startCoverageRegion()
  everything = readSheet(await region.exported('services.csv', { duplicates: 'KEEP' }))
  const lines = (await region.exported('records.ndjson', { duplicates: 'KEEP' })).trimEnd().split('\n')
  const services = lines.flatMap((line): Exported[] => JSON.parse(line).service ?? [])
  records = new Map(services.map((service) => [service.id, service]))
}, 240_000)
afterAll(() => region.close())

/** What was published for a question, and all that it is counted again from. */
async function ask({ basis, filter = {}, unknowns, comparators = DISTRICTS }: Question) {
  const asked = { filter: JSON.stringify(filter), basis }
  const services = async (of: 'INCLUDE' | 'EXCLUDE'): Promise<readonly Row[]> =>
    readSheet(await region.exported('services.csv', { filter: asked.filter, unknowns: of, duplicates: 'KEEP' }))
  const parameters = {
    ...asked,
    unknowns: unknowns ?? 'EXCLUDE',
    areas: JSON.stringify({ codes: DISTRICTS }),
    comparators: JSON.stringify({ codes: comparators }),
    rows: JSON.stringify({ level: { scheme: 'Saltmere Services', level: 1 } }),
  }
  const areas = readSheet(await region.exported('coverage-areas.csv', parameters))
  const cells = readSheet(await region.exported('coverage.csv', parameters))
  const wider = await services('INCLUDE')
  const table: Table = {
    rows: unknowns === 'INCLUDE' ? wider : await services('EXCLUDE'),
    wider,
    records,
    everything,
    feeds: new Map([...FEEDS].filter(([feed]) => filter.feeds?.includes(feed) ?? true)),
    basis,
    areas: DISTRICTS,
    comparators,
    people: new Map(areas.map((row) => [row['areaCode'] ?? '', Number(row['population'])])),
    above: ABOVE,
  }
  return { areas, cells, table }
}

const QUESTIONS: readonly Question[] = [
  { basis: 'AVAILABLE' },
  { basis: 'SERVES' },
  { basis: 'LOCATED' },
  { basis: 'PUBLISHER' },
  { basis: 'AVAILABLE', filter: { free: true } },
  { basis: 'AVAILABLE', filter: { free: true }, unknowns: 'INCLUDE' },
  { basis: 'SERVES', filter: { languages: ['pl'] } },
  { basis: 'AVAILABLE', filter: { not: { free: true } }, comparators: [...DISTRICTS, UNCOVERED] },
  { basis: 'LOCATED', filter: { openAt: { days: ['SUNDAY'] } } },
  { basis: 'AVAILABLE', filter: { and: [{ text: 'club' }, { age: 70 }] } },
  { basis: 'AVAILABLE', filter: { feeds: ['saltmere-together'] } },
  { basis: 'PUBLISHER', filter: { text: 'dementia' } },
  { basis: 'PUBLISHER', filter: { feeds: ['saltmere-together'], assuredSince: '2026-06-01' } },
  { basis: 'AVAILABLE', filter: { text: 'lunch' } },
  { basis: 'LOCATED', filter: { text: 'walk' } },
  { basis: 'PUBLISHER', filter: { text: 'garden' } },
  { basis: 'SERVES', filter: { text: 'tai chi' } },
]

describe.each(QUESTIONS)('the exported files for %j', (question) => {
  let asked: Awaited<ReturnType<typeof ask>>
  beforeAll(async () => void (asked = await ask(question)), 60_000)

  it('give the published figures of each area and of all together', () => {
    const { areas, cells, table } = asked
    const ofTerm = pivot(cells, 'termUri')
    const present = [...ofTerm.values()].filter((own) =>
      own.some(({ serviceCount }) => Number(serviceCount) > 0),
    ).length
    for (const row of areas) {
      const code = row['areaCode'] ?? ''
      const isKnown = code === '' || reachOf(code, table) !== 'NONE'
      const { serviceCount, ...counted } = recountArea(table, code === '' ? DISTRICTS : [code], question.basis, TODAY)
      const expected = { serviceCount, ...counted, ...intervalsOf(counted) }
      const people = table.people.get(code) ?? 0
      const others = question.comparators ?? DISTRICTS
      const compared = compare(
        { count: serviceCount, people },
        others
          .filter((other) => other !== code && reachOf(other, table) === 'WHOLE')
          .map((other) => ({
            count: recountArea(table, [other], question.basis, TODAY).serviceCount,
            people: table.people.get(other) ?? 0,
          })),
        code !== '' && isKnown && reachOf(code, table) === 'WHOLE',
      )
      const { ratePer1000, ratePer1000Low, ratePer1000High } = compared
      const all = { ...expected, ...(code === '' ? { ratePer1000, ratePer1000Low, ratePer1000High } : compared) }
      expectCells(row, isKnown ? all : Object.fromEntries(Object.keys(all).map((name) => [name, null])), `${code} `)
      if (code === '' || !isKnown) continue
      const shares = [...ofTerm.values()].flatMap(
        (own) => own.find(({ areaCode }) => areaCode === code)?.['serviceCount'] ?? [],
      )
      expectCells(row, { termDiversity: diversity(shares.map(Number), present) }, `${code} `)
    }
  }, 60_000)

  it('give the published cells, and how they compare', () => {
    const { cells, table } = asked
    expect(cells.length).toBeGreaterThan(0)
    for (const [term, own] of pivot(cells, 'termUri')) {
      const counted = recountTerm(table, term)
      for (const row of own) {
        const code = row['areaCode'] ?? ''
        const where = `${row['term']} ${code} `
        const { state, ...counts } = counted.get(code) ?? recountCell(table, term, code)
        seen.add(state)
        expect(`${where}${row['state']}`).toBe(`${where}${state}`)
        const known = knownOthers(table, counted)
        const rates = known.map(({ count, people }) => (1000 * count) / people)
        expectCells(row, { ...counts, comparatorMedianRate: median(rates) }, where)
        if (state === 'NO_DATA') continue
        const here = { count: counts.serviceCount ?? 0, people: table.people.get(code) ?? 0 }
        const others = known.filter(({ other }) => other !== code)
        const isComparable = reachOf(code, table) === 'WHOLE' && state !== 'UNCERTAIN'
        expectCells(row, compare(here, others, isComparable), where)
      }
    }
  }, 60_000)

  it('give the published gaps', async () => {
    const { cells, table } = asked
    const { filter: where = {}, basis, unknowns = 'EXCLUDE', comparators = DISTRICTS } = question
    const { data, errors } = await region.ask(GAPS, { where, basis, unknowns, areas: DISTRICTS, comparators })
    expect(errors).toBeUndefined()
    const published = data.coverage.gaps.edges.map(
      ({ node: { term, area, presentIn } }: { node: PublishedGap }) =>
        `${term.uri} ${area.code} ${presentIn.numerator} of ${presentIn.denominator}`,
    )
    const counted = [...pivot(cells, 'termUri').keys()].flatMap((term) => {
      const ofTerm = recountTerm(table, term)
      return DISTRICTS.flatMap((code) => {
        if (ofTerm.get(code)?.state !== 'ABSENT') return []
        const states = comparators.flatMap((other) => (other === code ? [] : (ofTerm.get(other)?.state ?? [])))
        const present = states.filter((state) => state === 'PRESENT').length
        const known = present + states.filter((state) => state === 'ABSENT').length
        return known > 0 && present / known >= 0.6 ? [`${term} ${code} ${present} of ${known}`] : []
      })
    })
    expect(published.toSorted()).toEqual(counted.toSorted())
    if (counted.length > 0) seen.add('gap')
  }, 60_000)

  it('give the published bands of ages, and what feeds have in common', async () => {
    const { filter: where = {}, basis, unknowns = 'EXCLUDE' } = question
    const { data, errors } = await region.ask(AGES_AND_OVERLAPS, { where, basis, unknowns, areas: DISTRICTS })
    expect(errors).toBeUndefined()
    const { areas, total, overlaps } = data.coverage
    const isKnown = ({ area }: { area: { code: string } }): boolean => reachOf(area.code, asked.table) !== 'NONE'
    for (const { area, ageBands } of areas.filter(isKnown))
      expect([area.code, ageBands]).toEqual([area.code, recountAges(asked.table, [area.code], basis)])
    expect(total.ageBands).toEqual(recountAges(asked.table, DISTRICTS, basis))
    const published = overlaps.map(({ feedA, feedB, servicesA, servicesB, both, share }: PublishedOverlap) => {
      const sides = [
        { slug: feedA.slug, count: servicesA },
        { slug: feedB.slug, count: servicesB },
      ].toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
      return { one: sides[0]?.slug, other: sides[1]?.slug, both, of: sides.map(({ count }) => count), share }
    })
    const byFeeds = (a: { one?: string; other?: string }, b: { one?: string; other?: string }): number =>
      `${a.one} ${a.other}`.localeCompare(`${b.one} ${b.other}`)
    expect(published.toSorted(byFeeds)).toEqual(recountOverlaps(asked.table, DISTRICTS, basis).toSorted(byFeeds))
    if (published.some(({ both }: { both: number }) => both > 0)) seen.add('overlap')
  }, 60_000)
})

interface PublishedOverlap {
  readonly feedA: { readonly slug: string }
  readonly feedB: { readonly slug: string }
  readonly servicesA: number
  readonly servicesB: number
  readonly both: number
  readonly share: number | null
}

const AGES_AND_OVERLAPS = `query ($where: ServiceFilter, $basis: AreaBasis, $unknowns: Unknowns, $areas: [String!]) {
  coverage(where: $where, basis: $basis, unknowns: $unknowns, areas: { codes: $areas }, rows: { level: { scheme: "Saltmere Services", level: 1 } }) {
    areas { area { code } ageBands { from to serviceCount unknownCount } }
    total { ageBands { from to serviceCount unknownCount } }
    overlaps { feedA { slug } feedB { slug } servicesA servicesB both share }
  }
}`

interface PublishedGap {
  readonly term: { readonly uri: string }
  readonly area: { readonly code: string }
  readonly presentIn: { readonly numerator: number; readonly denominator: number }
}

const GAPS = `query ($where: ServiceFilter, $basis: AreaBasis, $unknowns: Unknowns, $areas: [String!], $comparators: [String!]) {
  coverage(where: $where, basis: $basis, unknowns: $unknowns, areas: { codes: $areas }, comparators: { codes: $comparators },
    rows: { level: { scheme: "Saltmere Services", level: 1 } }) {
    gaps(first: 100) { edges { node { term { uri } area { code } presentIn { numerator denominator } } } }
  }
}`

/** The cells of a term in all areas and comparators. */
function recountTerm(table: Table, term: string): ReadonlyMap<string, Cell> {
  const codes = new Set([...table.areas, ...table.comparators])
  return new Map([...codes].map((code) => [code, recountCell(table, term, code)]))
}

/** Comparators that feeds hold whole, and of which it is known whether they have the term. */
function knownOthers(table: Table, counted: ReadonlyMap<string, Cell>) {
  return table.comparators.flatMap((other) => {
    const { state, serviceCount } = counted.get(other) ?? {}
    const isKnown = (state === 'PRESENT' || state === 'ABSENT') && reachOf(other, table) === 'WHOLE'
    return isKnown ? [{ other, count: serviceCount ?? 0, people: table.people.get(other) ?? 0 }] : []
  })
}

describe('the exported records', () => {
  it('were asked for cells of every state, and for gaps and overlaps', () => {
    expect([...seen].toSorted()).toEqual([
      ...['ABSENT', 'NOT_CLASSIFIED', 'NO_DATA', 'PRESENT', 'UNCERTAIN'],
      ...['gap', 'overlap'],
    ])
  })

  it('name one organization for each service that counts once', () => {
    for (const own of pivot(everything, 'cluster').values()) {
      expect(distinct(own, 'countedOrganization').size).toBeLessThanOrEqual(1)
    }
  })

  it('count in an area by what they declare, else by their places, else by their publisher', () => {
    for (const { id = '', ...row } of everything) {
      const bases = new Set(records.get(id)?.placements.map(({ basis }) => basis))
      const by = ['Serves', 'Located', 'Publisher'].find((basis) => bases.has(basis.toUpperCase())) ?? ''
      expect(row['countsIn']).toBe(row[`countsInBy${by}`] ?? '')
    }
  })
})

/** The intervals of all shares among the figures. */
function intervalsOf(figures: Readonly<Record<string, number | null>>): Record<string, number | null> {
  const shares = Object.keys(figures).flatMap((name) => (name.endsWith('Numerator') ? [name.slice(0, -9)] : []))
  return Object.fromEntries(
    shares.flatMap((name) => {
      const whole = figures[`${name}Denominator`] ?? 0
      const [low, high] = whole === 0 ? [null, null] : wilson(figures[`${name}Numerator`] ?? 0, whole)
      return [
        [`${name}Low`, low],
        [`${name}High`, high],
      ]
    }),
  )
}

function diversity(counts: readonly number[], present: number): number | null {
  const all = counts.reduce((sum, count) => sum + count, 0)
  if (all === 0 || present < 2) return null
  const parts = counts.filter((count) => count > 0).map((count) => (count / all) * Math.log(all / count))
  return parts.reduce((sum, part) => sum + part, 0) / Math.log(present)
}

/** Numbers to nine digits, by the names of their columns; a text as it is. */
function expectCells(row: Row, expected: Readonly<Record<string, number | string | null>>, where: string): void {
  const published = Object.keys(expected).map((name) => [where + name, plain(row[name] ?? '', expected[name])])
  const counted = Object.entries(expected).map(([name, value]) => [
    where + name,
    typeof value === 'number' ? round(value) : value,
  ])
  expect(Object.fromEntries(published)).toEqual(Object.fromEntries(counted))
}

function plain(cell: string, like: unknown): number | string | null {
  if (typeof like === 'string') return cell
  const number = numberIn(cell)
  return number === null ? null : round(number)
}

function round(value: number): number {
  // Nought below nought is nought.
  return Math.round(value * 1e9) / 1e9 + 0
}
