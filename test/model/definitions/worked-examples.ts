import { DatabaseSync } from 'node:sqlite'
import type { EvidenceBasis } from '../../../src/catalogue/figures/record-facts.ts'
import { listChanges } from '../../../src/catalogue/changes/list-changes.ts'
import { ageBandsOf } from '../../../src/coverage/age-bands.ts'
import { basisMixOf } from '../../../src/coverage/basis-mix.ts'
import { cellStateOf } from '../../../src/coverage/cell-state.ts'
import { clustersOf, recordsOfClusters } from '../../../src/catalogue/figures/cluster.ts'
import { doAll } from '../../../src/catalogue/steps.ts'
import { compareRate, medianOf } from '../../../src/coverage/comparison.ts'
import { accessibleOf, completenessOf, otherLanguageOf } from '../../../src/coverage/completeness.ts'
import { effectiveOrganizations, organizationConcentration } from '../../../src/coverage/concentration.ts'
import { countOrganizations, countRecords, countServices } from '../../../src/coverage/count-services.ts'
import { countSites } from '../../../src/coverage/count-sites.ts'
import { deliveryMixOf, outOfAreaOf, unplacedOf } from '../../../src/coverage/delivery-mix.ts'
import { rateByDeprivation } from '../../../src/coverage/deprivation.ts'
import { desertsOf, distancesOf, populationWithin, type Reached } from '../../../src/coverage/distance.ts'
import { crossListedOf, duplicationOf, overlapsOf } from '../../../src/coverage/duplication.ts'
import { freeShareOf } from '../../../src/coverage/free-share.ts'
import { freshnessOf } from '../../../src/coverage/freshness.ts'
import { findGaps } from '../../../src/coverage/gaps.ts'
import { locationQuotient } from '../../../src/coverage/location-quotient.ts'
import { qualityBandsOf } from '../../../src/coverage/quality-bands.ts'
import { ratePer1000, type Rate } from '../../../src/coverage/rate.ts'
import type { Share } from '../../../src/coverage/share.ts'
import { taxonomyCoverageOf } from '../../../src/coverage/taxonomy-coverage.ts'
import { termDiversity } from '../../../src/coverage/term-diversity.ts'
import { isOpen } from '../../../src/facts/is-open.ts'
import { deriveOpening } from '../../../src/facts/opening.ts'
import { prepareQuestion, questionAt } from '../../../src/facts/opening-question.ts'
import { FIELD_GROUPS } from '../../../src/model/field-groups.ts'
import type { ExampleTable } from '../../../src/model/definitions/example-tables.ts'
import { EXAMPLE_TABLES } from '../../../src/model/definitions/example-tables.ts'
import type { FigureId } from '../../../src/model/definitions/figure-definitions.ts'
import { facts } from '../../coverage/facts.ts'
import { trendOfExample } from './worked-trend.ts'

type Results = Record<string, number | string | undefined>

const { records, sites, towns, terms, smallAreas, hours, changes } = EXAMPLE_TABLES

const RECORDS = records.rows.map(({ record, service, cost, from, to, states = '', score, ...row }) => ({
  ...facts(record, {
    cluster: service,
    feed: row.feed,
    delivery: row.delivery,
    states: FIELD_GROUPS.filter((group) => states.split(' ').includes(group)),
    ...(row.organization !== undefined && { organization: row.organization }),
    ...(row.assured !== undefined && { assured: row.assured }),
    ...(cost !== undefined && { free: cost === 'free' }),
    ...(from !== undefined && { minimumAge: from }),
    ...(to !== undefined && { maximumAge: to }),
    ...(score !== undefined && { quality: score }),
  }),
}))
const HERE = new Map(
  records.rows.flatMap(({ record, basis }): [number, EvidenceBasis][] =>
    basis === undefined ? [] : [[record, basis]],
  ),
)
const POSITIONS = Uint32Array.from(RECORDS.flatMap(({ record }, at) => (HERE.has(record) ? [at] : [])))
const AMBLEBY = doAll(
  clustersOf(doAll(recordsOfClusters(RECORDS)), POSITIONS, (at) => HERE.get(RECORDS[at]?.record ?? -1)),
)
const OUTSIDE = new Set(records.rows.flatMap(({ record, outside }) => (outside === 'yes' ? [record] : [])))
const TODAY = '2026-11-23'

/** What the example of each figure comes to, by the functions that the gateway answers with. */
export const COMPUTED: Readonly<Record<FigureId, () => Results>> = {
  M1: () => ({ recordCount: countRecords(AMBLEBY) }),
  M2: () => ({ serviceCount: countServices(AMBLEBY) }),
  M3: () => ({ organizationCount: countOrganizations(AMBLEBY) }),
  M4: () => ({
    siteCount: countSites(sites.rows.map((site) => ({ record: site.place, location: site.place, ...site }))),
  }),
  M5: () => whole(duplicationOf(AMBLEBY)),
  M6() {
    const [northAndShire, northAndVoice, shireAndVoice] = overlapsOf(AMBLEBY, ['north', 'shire', 'voice'])
    return {
      crossListed: crossListedOf(AMBLEBY).value,
      northAndShire: northAndShire?.share,
      northAndVoice: northAndVoice?.share,
      shireAndVoice: shireAndVoice?.share,
    }
  },
  M7() {
    const rate = ratePer1000(countServices(AMBLEBY), { value: 24_000, year: 2024, band: 'ALL' })
    return { value: rate?.value, low: rate?.ci95?.low, high: rate?.ci95?.high }
  },
  M8: () => countBy(towns.rows.map(stateOf)),
  M9: () => whole(taxonomyCoverageOf(town('Ambleby').classified, town('Ambleby').services)),
  M10() {
    const states = new Map(towns.rows.map((row) => [row.town, stateOf(row)]))
    const rates = [...comparable()].flatMap(([name, rate]) => (name === 'Ambleby' ? [] : (rate?.value ?? [])))
    const row = { term: 'Lunch clubs', states, medianRateWithout: () => medianOf(rates) }
    const [gap] = findGaps([row], ['Ambleby'], [...states.keys()], 0.6)
    const { numerator, denominator, value } = gap?.presentIn ?? {}
    return { numerator, denominator, value, comparatorMedianRate: gap?.comparatorMedianRate }
  },
  M11() {
    const covered = towns.rows.filter(({ reach }) => reach !== 'NONE')
    const own = { term: town('Brackwater').clubs, all: town('Brackwater').services }
    const comparators = { term: sum(covered.map(({ clubs }) => clubs)), all: sum(covered.map((row) => row.services)) }
    return { locationQuotient: locationQuotient(own, comparators) }
  },
  M12: () => ({
    organizationConcentration: organizationConcentration(AMBLEBY),
    effectiveOrganizations: effectiveOrganizations(AMBLEBY),
  }),
  M13: () => ({
    termDiversity: termDiversity(
      terms.rows.map(({ here }) => here),
      terms.rows.filter(({ anywhere }) => anywhere > 0).length,
    ),
  }),
  M14: () => ({ ...distancesOf(reached()) }),
  M15() {
    const { numerator, denominator, value } = populationWithin(reached(), 2000)
    return { numerator, denominator, value }
  },
  M16() {
    const deserts = desertsOf(reached(), 5500).map(({ smallArea }) => smallArea)
    const deprived = deserts.filter(({ deprivationDecile = 10 }) => deprivationDecile <= 3)
    return { deserts: deserts.map(({ code }) => code).join(' '), deprived: deprived.map(({ code }) => code).join(' ') }
  },
  M17() {
    const located = new Map(
      smallAreas.rows.flatMap((row) =>
        'services' in row ? [[row.area, new Set(row.services.split(' ').map(Number))]] : [],
      ),
    )
    const rates = rateByDeprivation(
      reached().map(({ smallArea }) => smallArea),
      located,
    )
    const rateOf = (decile: number) => rates.find((rate) => rate.decile === decile)?.rate.value
    return { decile1: rateOf(1), decile2: rateOf(2), deciles: rates.length }
  },
  M18: () => ({ ...freshnessOf(AMBLEBY, TODAY) }),
  M19: () =>
    Object.fromEntries(Object.entries(completenessOf(AMBLEBY)).map(([group, { numerator }]) => [group, numerator])),
  M20() {
    const question = prepareQuestion(questionAt('2026-11-24T10:00:00Z'))
    const openings = hours.rows.flatMap((row) => {
      if (!('days' in row)) return []
      const schedule = { freq: 'WEEKLY' as const, byday: row.days, opensAt: row.opens, closesAt: row.closes }
      return deriveOpening({ schedules: [schedule] }) ?? []
    })
    const open = openings.filter(({ rules }) => isOpen(rules, question, [1]) === true)
    return { open: open.length, withSchedule: openings.length, unknown: hours.rows.length - openings.length }
  },
  M21: () => whole(freeShareOf(AMBLEBY)),
  M22: () => ({ ...deliveryMixOf(AMBLEBY) }),
  M23() {
    const [unplaced, outOfArea] = [unplacedOf(AMBLEBY), outOfAreaOf(RECORDS, OUTSIDE)]
    return {
      unplaced: unplaced.numerator,
      services: unplaced.denominator,
      outOfArea: outOfArea.numerator,
      records: outOfArea.denominator,
    }
  },
  M24() {
    const bands = ageBandsOf(AMBLEBY)
    const counts = bands.map(({ from, to, serviceCount }) => [
      to === undefined ? `${from}+` : `${from}–${to}`,
      serviceCount,
    ])
    return { ...Object.fromEntries(counts), unknown: bands[0]?.unknownCount }
  },
  M25: () => ({ otherLanguage: otherLanguageOf(AMBLEBY).value, accessible: accessibleOf(AMBLEBY).value }),
  M26: countChanges,
  M27() {
    const { median, verdict, rank, comparators } = compareRate('Marsby', rateOf(town('Marsby')), comparable())
    return { median, verdict, rank, comparators }
  },
  M28: () => ({ ...qualityBandsOf(AMBLEBY) }),
  M29: () => ({ ...basisMixOf(AMBLEBY) }),
  M30: () => ({ unknownCount: countServices(AMBLEBY) - freeShareOf(AMBLEBY).denominator }),
  M31: trendOfExample,
}

type Town = (typeof towns.rows)[number]

function town(name: Town['town']): Town {
  const found = towns.rows.find((row) => row.town === name)
  if (found === undefined) throw new Error(`${name} is not among the towns.`)
  return found
}

/** The state that the row's other columns make. */
export function stateOf({ clubs, may, reach, services, classified }: Town) {
  const taxonomyCoverage = taxonomyCoverageOf(classified, services).value
  return cellStateOf({ services: clubs, mayCount: () => may, reach, taxonomyCoverage, classifiedShare: 0.8 })
}

function rateOf({ clubs, people }: Town): Rate | undefined {
  return ratePer1000(clubs, { value: people, year: 2024, band: 'ALL' })
}

/** The rates of the towns held whole of which it is known whether they have clubs. */
function comparable(): ReadonlyMap<string, Rate | undefined> {
  const known = towns.rows.filter(
    (row) => row.reach === 'WHOLE' && (stateOf(row) === 'PRESENT' || stateOf(row) === 'ABSENT'),
  )
  return new Map(known.map((row) => [row.town, rateOf(row)]))
}

function reached(): readonly Reached[] {
  return smallAreas.rows.map(({ area, metres, people, decile }) => {
    const where = { latitude: 54.8, longitude: 1, year: 2024, source: 'invented' }
    const smallArea = {
      code: area,
      name: area,
      parents: [],
      populations: { ALL: people },
      deprivationDecile: decile,
      ...where,
    }
    return { smallArea, nearestMetres: metres }
  })
}

function countChanges(): Results {
  using database = new DatabaseSync(':memory:')
  database.exec(
    `CREATE TABLE feed (fid, slug); INSERT INTO feed VALUES (1, 'north');
     CREATE TABLE change (seq, at, fid, kind, type, origin_id, name, fields, from_ids, into_ids)`,
  )
  const insert = database.prepare(`INSERT INTO change VALUES (?, ?, 1, ?, 'service', ?, ?, '[]', '[]', '[]')`)
  for (const { change, at, kind, name } of changes.rows) insert.run(change, at, kind, name, name)
  const store = {
    get: (sql: string, ...values: readonly (string | number | null)[]) => database.prepare(sql).get(...values),
    all: (sql: string, ...values: readonly (string | number | null)[]) => database.prepare(sql).all(...values),
  }
  return countBy(listChanges(store, { since: '2026-11-02T00:00:00Z' }, 100).changes.map(({ kind }) => kind))
}

function whole({ numerator, denominator, value, ci95 }: Share): Results {
  return { numerator, denominator, value, low: ci95?.low, high: ci95?.high }
}

function countBy(values: readonly string[]): Results {
  return Object.fromEntries(
    Map.groupBy(values, (value) => value)
      .entries()
      .map(([value, all]) => [value, all.length]),
  )
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}

/** The rows of a table, at least a dozen. */
export function tableOf(name: keyof typeof EXAMPLE_TABLES): ExampleTable {
  return EXAMPLE_TABLES[name]
}
