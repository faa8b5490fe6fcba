import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CoverageRegion, startCoverageRegion } from './coverage-region.ts'
import { type CountedSheets, countRows, countServiceRows } from './recount/recount-rows.ts'
import { members, numberIn, pivot, readSheet, type Row } from './recount/sheet.ts'

/*
 * Every figure of the sample region is a number of rows: `counted.csv` and `services.csv`, as anybody can have them, filtered
 * by the code of an area and counted as one would in a spreadsheet.
 */
const DISTRICTS = ['E06900001', 'E07900001', 'E07900002', 'E07900003']

interface Question {
  readonly basis: string
  readonly filter?: Readonly<Record<string, unknown>>
  readonly unknowns?: 'INCLUDE'
}

const QUESTIONS: readonly Question[] = [
  { basis: 'AVAILABLE' },
  { basis: 'SERVES' },
  { basis: 'LOCATED' },
  { basis: 'PUBLISHER' },
  { basis: 'AVAILABLE', filter: { free: true } },
  { basis: 'AVAILABLE', filter: { free: true }, unknowns: 'INCLUDE' },
  { basis: 'SERVES', filter: { languages: ['pl'] } },
  { basis: 'LOCATED', filter: { openAt: { days: ['SUNDAY'] } } },
  { basis: 'AVAILABLE', filter: { and: [{ text: 'club' }, { age: 70 }] } },
  { basis: 'PUBLISHER', filter: { feeds: ['saltmere-together'], assuredSince: '2026-06-01' } },
]

const THINGS = {
  services: 'SERVICE',
  records: 'RECORD',
  published: 'PUBLISHED_RECORD',
  organizations: 'ORGANIZATION',
  sites: 'SITE',
} as const

let region: CoverageRegion
beforeAll(async () => void (region = await startCoverageRegion()), 240_000)
afterAll(() => region.close())

function parametersOf({ basis, filter = {}, unknowns }: Question): Readonly<Record<string, string>> {
  return {
    basis,
    filter: JSON.stringify(filter),
    unknowns: unknowns ?? 'EXCLUDE',
    areas: JSON.stringify({ codes: DISTRICTS }),
    rows: JSON.stringify({ level: { scheme: 'Saltmere Services', level: 1 } }),
  }
}

async function readCounted(question: Question, more: Readonly<Record<string, string>> = {}): Promise<CountedSheets> {
  const sheet = async (per: string): Promise<readonly Row[]> =>
    readSheet(await region.exported('counted.csv', { ...parametersOf(question), ...more, per }))
  return {
    services: await sheet(THINGS.services),
    records: await sheet(THINGS.records),
    published: await sheet(THINGS.published),
    organizations: await sheet(THINGS.organizations),
    sites: await sheet(THINGS.sites),
  }
}

function inArea(sheets: CountedSheets, code: string): CountedSheets {
  const own = (rows: readonly Row[]): readonly Row[] => rows.filter(({ areaCode }) => areaCode === code)
  return {
    services: own(sheets.services),
    records: own(sheets.records),
    published: own(sheets.published),
    organizations: own(sheets.organizations),
    sites: own(sheets.sites),
  }
}

/** What came up among the questions: a count of nothing proves nothing. */
const seen = new Set<string>()

describe.each(QUESTIONS)('for %j', (question) => {
  let sheets: CountedSheets
  beforeAll(async () => void (sheets = await readCounted(question)), 120_000)

  it('the rows of each area, and of all together, give its figures', { timeout: 120_000 }, async () => {
    const together = await readCounted(question, { together: 'true' })
    const areas = readSheet(await region.exported('coverage-areas.csv', parametersOf(question)))
    expect(areas).toHaveLength(DISTRICTS.length + 1)
    for (const row of areas) {
      const code = row['areaCode'] ?? ''
      const own = inArea(code === '' ? together : sheets, code)
      const published = row['serviceCount'] !== ''
      expectFigures(row, published ? countRows(own) : { serviceCount: null, recordCount: null }, `${code} `)
      if (!published) expect(own.services).toEqual([])
      for (const { state = '' } of own.services) seen.add(state)
    }
  })

  it('the rows with a term give its cells', { timeout: 60_000 }, async () => {
    const cells = readSheet(await region.exported('coverage.csv', parametersOf(question)))
    for (const cell of cells) {
      const { areaCode = '', termUri = '', state = '' } = cell
      const own = inArea(sheets, areaCode)
      const having = (rows: readonly Row[], column: string): readonly Row[] =>
        rows.filter((row) => members(row[column]).includes(termUri))
      const counts = {
        serviceCount: having(own.services, 'termUris').length,
        recordCount: having(own.records, 'termUris').length,
        unknownCount: having(own.services, 'possibleTermUris').length,
      }
      const none = { serviceCount: null, recordCount: null, unknownCount: null }
      if (state === 'NO_DATA') expect(counts.serviceCount).toBe(0)
      expectFigures(cell, state === 'NO_DATA' ? none : counts, `${cell['term']} ${areaCode} `)
      seen.add(state)
    }
  })

  it('the rows asked for by a term are those of its cells', { timeout: 60_000 }, async () => {
    const cells = readSheet(await region.exported('coverage.csv', parametersOf(question)))
    for (const [term, own] of [...pivot(cells, 'termUri')].slice(0, 3)) {
      const rows = readSheet(await region.exported('counted.csv', { ...parametersOf(question), term }))
      for (const cell of own.filter(({ state }) => state !== 'NO_DATA')) {
        const here = rows.filter(({ areaCode }) => areaCode === cell['areaCode'])
        const by = (basis: string): number =>
          here.filter((row) => row['state'] === 'COUNTED' && row['basis'] === basis).length
        const counts = {
          serviceCount: here.filter(({ state }) => state === 'COUNTED').length,
          unknownCount: here.filter(({ state }) => state !== 'COUNTED').length,
          basisServes: by('SERVES'),
          basisLocated: by('LOCATED'),
          basisPublisher: by('PUBLISHER'),
        }
        expectFigures(cell, counts, `${term} ${cell['areaCode']} `)
      }
    }
  })

  it('the rows of services.csv with the code of an area give its figures', { timeout: 60_000 }, async () => {
    const { basis, filter = {}, unknowns } = question
    const rows = readSheet(
      await region.exported('services.csv', { filter: JSON.stringify(filter), unknowns: unknowns ?? 'EXCLUDE' }),
    )
    const column = basis === 'AVAILABLE' ? 'countsIn' : `countsInBy${basis.slice(0, 1)}${basis.slice(1).toLowerCase()}`
    const areas = readSheet(await region.exported('coverage-areas.csv', parametersOf(question)))
    for (const row of areas.filter(({ areaCode, serviceCount }) => areaCode !== '' && serviceCount !== '')) {
      const own = rows.filter((service) => members(service[column]).includes(row['areaCode'] ?? ''))
      expectFigures(row, countServiceRows(own), `${row['areaCode']} `)
    }
  })
})

it('each term of a row is said with the own term that put it there', { timeout: 60_000 }, async () => {
  const { services } = await readCounted({ basis: 'AVAILABLE' })
  const counted = services.filter(({ state, terms }) => state === 'COUNTED' && terms !== '')
  expect(counted.length).toBeGreaterThan(100)
  const ways = new Set<string>()
  for (const { terms, ownTerms, mappedTerms, names } of counted) {
    const said = members(mappedTerms)
    for (const term of members(terms)) {
      const way = said.find((each) => each.startsWith(`${term}: the term`) || each.includes(`→ ${term}: `))
      expect(way, `${names} under ${term}`).toBeDefined()
      const own = way?.split(way.includes(' → ') ? ' → ' : ': ')[0] ?? ''
      expect(members(ownTerms)).toContain(own)
      ways.add(way?.replace(/^.*: (\w+).*$/, '$1') ?? '')
    }
  }
  expect([...ways].toSorted()).toEqual(expect.arrayContaining(['narrower']))
})

it('the rows of a gap are those of the comparators that have the term', { timeout: 60_000 }, async () => {
  const question: Question = { basis: 'AVAILABLE', filter: { text: 'lunch' } }
  const gaps = readSheet(await region.exported('gaps.csv', parametersOf(question)))
  expect(gaps.length).toBeGreaterThan(0)
  for (const { termUri: term = '', areaCode = '', presentInNumerator } of gaps.slice(0, 3)) {
    const rows = readSheet(await region.exported('counted.csv', { ...parametersOf(question), term }))
    expect(rows.filter((row) => row['areaCode'] === areaCode)).toEqual([])
    expect(new Set(rows.map((row) => row['areaCode'])).size).toBe(Number(presentInNumerator))
  }
})

it('every row says why it counts, and every one that only may says what is not known', async () => {
  const question: Question = { basis: 'AVAILABLE', filter: { free: true } }
  const { services } = await readCounted(question)
  for (const { state, evidence, basis, countingIds, unknownOn, cluster } of services) {
    expect(cluster).not.toBe('')
    if (state === 'COUNTED') {
      expect([basis === '', evidence === '', countingIds === '', unknownOn]).toEqual([false, false, false, ''])
    } else {
      expect([basis, countingIds]).toEqual(['', ''])
      expect(members(unknownOn)).toContain(state === 'FACT_UNKNOWN' ? 'free' : 'areas')
    }
  }
})

it('rows of every state were counted', () => {
  expect([...seen].toSorted()).toEqual(
    expect.arrayContaining(['AREA_UNKNOWN', 'COUNTED', 'FACT_UNKNOWN', 'PRESENT', 'UNCERTAIN']),
  )
})

/** Numbers to nine digits, by the names of their columns. */
function expectFigures(row: Row, expected: Readonly<Record<string, number | null>>, where: string): void {
  const names = Object.keys(expected)
  const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 1e9) / 1e9)
  const published = names.map((name) => [where + name, round(numberIn(row[name]))])
  const counted = names.map((name) => [where + name, round(expected[name] ?? null)])
  expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(published))
}
