import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CoverageRegion, startCoverageRegion } from './coverage-region.ts'

let region: CoverageRegion

beforeAll(async () => {
  region = await startCoverageRegion()
  await region.recordHistory()
}, 180_000)
afterAll(() => region.close())

const FIGURES = `areas { area { code } serviceCount recordCount basisMix { serves located publisher } duplication { numerator }
  taxonomyCoverage { numerator denominator } ratePer1000 { value ci95 { low high } } termDiversity comparison { rank median verdict } }
  matrix { term { uri } comparatorMedianRate cells { area { code } state serviceCount recordCount unknownCount locationQuotient
    basisMix { serves located publisher } ratePer1000 { value } comparison { verdict rank } } }
  gaps { totalCount edges { node { term { uri } area { code } presentIn { numerator denominator } } } }`

const QUERY = `query Q($basis: AreaBasis!, $asOf: DateTime, $level: Int!) {
  coverage(areas: { within: "E47900001", type: DISTRICT }, rows: { level: { scheme: "Saltmere Services", level: $level } }, basis: $basis, asOf: $asOf) { ${FIGURES} } }`

describe.each(['AVAILABLE', 'SERVES', 'LOCATED', 'PUBLISHER'])('by %s', (basis) => {
  it.each([1, 2])('what was kept is what is counted, at level %i of the terms', async (level) => {
    const now = await region.ask(QUERY, { basis, level })
    const kept = await region.ask(QUERY, { basis, level, asOf: '2026-11-23T10:00:00Z' })
    expect(now.errors).toBeUndefined()
    expect(kept).toEqual(now)
    expect(now.data.coverage.matrix.length).toBeGreaterThan(3)
  })
})

it('trend.csv has a row for each interval of each area and term', async () => {
  const parameters = {
    areas: '{"codes":["E07900001"]}',
    rows: '{"terms":["https://terms.saltmere.example/service/300"]}',
    ...{ from: '2026-11-22', to: '2026-11-24', step: 'DAY' },
  }
  const rows = await sheetOf('trend.csv', parameters)
  expect(rows.map(({ term, from, state }) => [term, from, state])).toEqual([
    ['', '2026-11-22', 'NO_DATA'],
    ['', '2026-11-23', 'PRESENT'],
    ['', '2026-11-24', 'NO_DATA'],
    ...['2026-11-22', '2026-11-23', '2026-11-24'].map((day) => [
      rows[3]?.['term'],
      day,
      day === '2026-11-23' ? 'PRESENT' : 'NO_DATA',
    ]),
  ])
  const [before, looked] = rows
  expect(before?.['serviceCount']).toBe('')
  const { data } = await region.ask(
    '{ coverage(areas: { codes: ["E07900001"] }, rows: { terms: ["https://terms.saltmere.example/service/300"] }) { areas { serviceCount } } }',
  )
  expect(Number(looked?.['serviceCount'])).toBe(data.coverage.areas[0].serviceCount)
})

it('coverage-areas.csv as of a day gone by has the kept figures of each area, and no row of all together', async () => {
  const asked = {
    areas: '{"within":"E47900001","type":"DISTRICT"}',
    rows: '{"level":{"scheme":"Saltmere Services","level":1}}',
  }
  const [, ...now] = await sheetOf('coverage-areas.csv', asked)
  const kept = await sheetOf('coverage-areas.csv', { ...asked, asOf: '2026-11-23T10:00:00Z' })
  const isKept = (column: string) =>
    !/^(asOf|generation|caveats|organizationCount|siteCount|crossListed|free|unplaced|outOfArea|otherLanguage|accessible|freshness|deliveryMix|qualityBands|completeness|organizationConcentration|effectiveOrganizations)/.test(
      column,
    )
  const figuresOf = (row: Record<string, string>) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => isKept(column)))
  expect(kept.map(figuresOf)).toEqual(now.map(figuresOf))
  expect(kept.map(({ siteCount }) => siteCount)).toEqual(now.map(() => ''))
})

async function sheetOf(name: string, parameters: Readonly<Record<string, string>>) {
  const text = await region.exported(name, parameters)
  return parse<Record<string, string>>(text, { columns: true, bom: true, record_delimiter: '\r\n' })
}
