import { parse } from 'csv-parse/sync'
import { createSchema } from 'graphql-yoga'
import { expect, it } from 'vitest'

import { beginExport } from '../../../src/server/exports/begin-export.ts'
import type { ExportSource } from '../../../src/server/exports/export-source.ts'
import { EXPORTS } from '../../../src/server/exports/exports.ts'

const SHARE = { value: 0.5, numerator: 6, denominator: 12, ci95: { low: 0.25, high: 0.75 } }
const RATE = { value: 0.2, numerator: 12, population: 60_000, band: 'ALL', year: 2024, ci95: { low: 0.1, high: 0.35 } }
const NORTHAM = { code: 'E07900001', name: 'Northam' }
const SOUTHAM = { code: 'E07900002', name: 'Southam' }
const FIGURES = {
  serviceCount: 12,
  organizationCount: 4,
  ratePer1000: RATE,
  free: SHARE,
  freshness: { d90: 1, d180: 2, d365: 3, older: 4, unknown: 2 },
  completeness: { contact: SHARE },
}
const COVERAGE = {
  asOf: '2026-11-23T10:00:00Z',
  method: { generation: '7', definitions: 'figures/1', areaVintage: '2025' },
  total: FIGURES,
  areas: [{ ...FIGURES, area: NORTHAM, feeds: [{ feed: { slug: 'north' } }, { feed: { slug: 'county' } }] }],
  matrix: [
    {
      term: { name: 'Lunch clubs', uri: 'https://terms.example/1' },
      comparatorMedianRate: 0.1,
      cells: [
        {
          area: NORTHAM,
          state: 'PRESENT',
          serviceCount: 12,
          ratePer1000: RATE,
          caveats: ['SMALL_NUMBERS', 'FEED_STALE'],
        },
        { area: SOUTHAM, state: 'NO_DATA', serviceCount: null, caveats: [] },
      ],
    },
  ],
}

/** The part of the contract that the columns are of; each figure may be null. */
const SCHEMA = createSchema({
  typeDefs: /* GraphQL */ `
    type Query {
      coverage(where: ServiceFilter, areas: AreaSelection!, rows: RowSelection!, classifiedShare: Float = 0.8): Coverage
    }
    input ServiceFilter {
      text: String
    }
    input AreaSelection {
      codes: [String!]
    }
    input RowSelection {
      terms: [String!]
    }
    type Coverage {
      asOf: String!
      method: Method!
      total: Figures!
      areas: [Figures!]!
      matrix: [Row!]!
    }
    type Method {
      generation: String!
      definitions: String!
      areaVintage: String!
      populationSource: String
    }
    type Row {
      term: Term!
      comparatorMedianRate: Float
      cells: [Cell!]!
    }
    type Term {
      name: String!
      uri: String!
    }
    type Area {
      code: String!
      name: String!
    }
    type Cell {
      area: Area!
      state: String!
      serviceCount: Int
      ratePer1000: Rate
      caveats: [String!]!
    }
    type Figures {
      area: Area
      feeds: [Report!]
      serviceCount: Int
      organizationCount: Int
      ratePer1000: Rate
      free: Share
      freshness: Freshness
      completeness: Completeness
    }
    type Report {
      feed: Feed!
    }
    type Feed {
      slug: String!
    }
    type Interval {
      low: Float!
      high: Float!
    }
    type Rate {
      value: Float
      population: Int!
      band: String!
      year: Int!
      ci95: Interval
    }
    type Share {
      value: Float
      numerator: Int!
      denominator: Int!
      ci95: Interval
    }
    type Freshness {
      d90: Int!
      d180: Int!
      d365: Int!
      older: Int!
      unknown: Int!
    }
    type Completeness {
      contact: Share!
    }
  `,
  resolvers: { Query: { coverage: () => COVERAGE } },
})

const SOURCE: ExportSource = {
  schema: SCHEMA,
  createContext: () => ({ allowance: { calls: 20 } }),
  log: { info() {}, warn() {}, error() {} },
}

const ASKED = { areas: '{"codes":["E07900001","E07900002"]}', rows: '{"terms":["x:1"]}' }

async function read(name: string, stated: Readonly<Record<string, string>> = ASKED) {
  const file = EXPORTS.get(name)
  if (file === undefined) throw new Error(`no ${name}`)
  const request = { stated: new Map(Object.entries(stated)), signal: new AbortController().signal }
  const parts = await beginExport(file, SOURCE, request)
  const rows: Record<string, string>[] = parse((await Array.fromAsync(parts)).join(''), { columns: true, bom: true })
  return rows
}

it('coverage.csv has a row for each term in each area, an empty cell where a figure is null', async () => {
  const rows = await read('coverage.csv')
  expect(rows).toMatchObject([
    {
      term: 'Lunch clubs',
      areaCode: 'E07900001',
      state: 'PRESENT',
      serviceCount: '12',
      ratePer1000: '0.2',
      ratePer1000Low: '0.1',
      population: '60000',
      comparatorMedianRate: '0.1',
      caveats: 'SMALL_NUMBERS | FEED_STALE',
      asOf: '2026-11-23T10:00:00Z',
      definitions: 'figures/1',
      generation: '7',
    },
    { term: 'Lunch clubs', area: 'Southam', state: 'NO_DATA', serviceCount: '', ratePer1000: '', generation: '7' },
  ])
  expect(rows).toHaveLength(2)
})

it('coverage-areas.csv has of one area that alone, shares with what they are shares of', async () => {
  const rows = await read('coverage-areas.csv')
  expect(rows.map(({ areaCode }) => areaCode)).toEqual(['E07900001'])
  expect(rows[0]).toMatchObject({
    area: 'Northam',
    feeds: 'north | county',
    serviceCount: '12',
    free: '0.5',
    freeNumerator: '6',
    freeDenominator: '12',
    freeHigh: '0.75',
    freshnessOlder: '4',
    completenessContact: '0.5',
  })
})

it('takes numbers as they stand, and states what is lacking', async () => {
  expect(await read('coverage.csv', { ...ASKED, classifiedShare: '0.5', filter: '{"text":"lunch"}' })).toHaveLength(2)
  await expect(read('coverage.csv', { areas: ASKED.areas })).rejects.toThrow(
    'The parameter "rows" is required: state it.',
  )
})
