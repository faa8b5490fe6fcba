import { describe, expect, it } from 'vitest'
import type { EvidenceBasis, RecordFacts } from '../../src/catalogue/figures/record-facts.ts'
import { ageBandsOf } from '../../src/coverage/age-bands.ts'
import { basisMixOf } from '../../src/coverage/basis-mix.ts'
import { clustersOf, recordsOfClusters } from '../../src/catalogue/figures/cluster.ts'
import { doAll } from '../../src/catalogue/steps.ts'
import { accessibleOf, completenessOf, otherLanguageOf } from '../../src/coverage/completeness.ts'
import { effectiveOrganizations, organizationConcentration } from '../../src/coverage/concentration.ts'
import { countOrganizations, countRecords, countServices } from '../../src/coverage/count-services.ts'
import { deliveryMixOf, outOfAreaOf, unplacedOf } from '../../src/coverage/delivery-mix.ts'
import { crossListedOf, duplicationOf, overlapsOf } from '../../src/coverage/duplication.ts'
import { freeShareOf } from '../../src/coverage/free-share.ts'
import { freshnessOf } from '../../src/coverage/freshness.ts'
import { locationQuotient } from '../../src/coverage/location-quotient.ts'
import { qualityBandsOf } from '../../src/coverage/quality-bands.ts'
import { ratePer1000 } from '../../src/coverage/rate.ts'
import { taxonomyCoverageOf } from '../../src/coverage/taxonomy-coverage.ts'
import { termDiversity } from '../../src/coverage/term-diversity.ts'
import { facts } from './facts.ts'

/*
 * The town of Ambleby, 24,000 people, as three feeds state it: its council (north), the county (shire) and a charity (voice).
 * Fifteen records; 1 and 2, 3 and 4 and 5, are each one service, so there are twelve services. 15 counts elsewhere only.
 *
 *  no  cluster feed   org  assured     delivery       free   ages    states
 *   1  1       north  10   2026-11-01  SITE           free   -       contact place schedule description
 *   2  1       shire  10   2026-01-01  AREA_ONLY      charge -       contact
 *   3  3       north  11   2026-08-01  SITE           -      5–11    contact
 *   4  3       shire  -    -           SITE           -      -       -
 *   5  3       voice  11   2025-11-23  SITE_AND_AREA  free   -       language otherLanguage
 *   6  6       north  10   2026-05-27  VIRTUAL        charge 18–     -
 *   7  7       north  10   2025-01-01  UNPLACED       -      –17     -
 *   8  8       north  12   2027-01-01  SITE           -      -       accessibility (assured in the future)
 *   9  9       shire  12   2026-11-23  NATIONAL       free   65–     language
 *  10  10      shire  -    2026-08-25  SITE           charge 0–99    cost
 *  11  11      voice  13   2026-08-24  SITE           -      -       eligibility
 *  12  12      voice  13   2025-11-22  SITE           -      12–24   -
 *  13  13      voice  13   -           AREA_ONLY      -      -       -
 *  14  14      voice  13   2026-11-22  SITE           free   -       contact
 *  15  15      voice  13   2026-11-22  SITE           free   -       contact (in the next town)
 */
const RECORDS: readonly RecordFacts[] = [
  facts(1, {
    feed: 'north',
    organization: 10,
    assured: '2026-11-01',
    free: true,
    quality: 85,
    states: ['contact', 'place', 'schedule', 'description'],
  }),
  facts(2, {
    cluster: 1,
    feed: 'shire',
    organization: 10,
    assured: '2026-01-01',
    delivery: 'AREA_ONLY',
    free: false,
    quality: 30,
    states: ['contact'],
  }),
  facts(3, {
    feed: 'north',
    organization: 11,
    assured: '2026-08-01',
    minimumAge: 5,
    maximumAge: 11,
    quality: 79.9,
    states: ['contact'],
  }),
  facts(4, { cluster: 3, feed: 'shire' }),
  facts(5, {
    cluster: 3,
    feed: 'voice',
    organization: 11,
    assured: '2025-11-23',
    delivery: 'SITE_AND_AREA',
    free: true,
    states: ['language', 'otherLanguage'],
  }),
  facts(6, {
    feed: 'north',
    organization: 10,
    assured: '2026-05-27',
    delivery: 'VIRTUAL',
    free: false,
    minimumAge: 18,
    quality: 40,
  }),
  facts(7, {
    feed: 'north',
    organization: 10,
    assured: '2025-01-01',
    delivery: 'UNPLACED',
    maximumAge: 17,
    quality: 39,
  }),
  facts(8, { feed: 'north', organization: 12, assured: '2027-01-01', states: ['accessibility'] }),
  facts(9, {
    feed: 'shire',
    organization: 12,
    assured: '2026-11-23',
    delivery: 'NATIONAL',
    free: true,
    minimumAge: 65,
    states: ['language'],
  }),
  facts(10, { feed: 'shire', assured: '2026-08-25', free: false, minimumAge: 0, maximumAge: 99, states: ['cost'] }),
  facts(11, { feed: 'voice', organization: 13, assured: '2026-08-24', states: ['eligibility'] }),
  facts(12, { feed: 'voice', organization: 13, assured: '2025-11-22', minimumAge: 12, maximumAge: 24 }),
  facts(13, { feed: 'voice', organization: 13, delivery: 'AREA_ONLY' }),
  facts(14, { feed: 'voice', organization: 13, assured: '2026-11-22', free: true, states: ['contact'] }),
  facts(15, { feed: 'voice', organization: 13, assured: '2026-11-22', free: true, states: ['contact'] }),
]
/** Record 4 does not count for Ambleby itself, but its cluster does. */
const HERE = new Map<number, EvidenceBasis>([
  [1, 'LOCATED'],
  [2, 'SERVES'],
  [3, 'LOCATED'],
  [5, 'SERVES'],
  [6, 'PUBLISHER'],
  [7, 'PUBLISHER'],
  [8, 'LOCATED'],
  [9, 'SERVES'],
  [10, 'LOCATED'],
  [11, 'LOCATED'],
  [12, 'LOCATED'],
  [13, 'SERVES'],
  [14, 'LOCATED'],
])
const POSITIONS = Uint32Array.from(RECORDS.flatMap(({ record }, at) => (HERE.has(record) ? [at] : [])))
const AMBLEBY = doAll(
  clustersOf(doAll(recordsOfClusters(RECORDS)), POSITIONS, (at) => HERE.get(RECORDS[at]?.record ?? -1)),
)
const TODAY = '2026-11-23'

describe('twelve services stated by fifteen records, eleven of them in the town', () => {
  it('M1 counts 13 records that count for the area themselves', () => expect(countRecords(AMBLEBY)).toBe(13))
  it('M2 counts 11 services: 1, 3, 6 to 14', () => expect(countServices(AMBLEBY)).toBe(11))
  it('M3 counts the four organizations 10 to 13', () => expect(countOrganizations(AMBLEBY)).toBe(4))
  it('M5 is (13 − 11) / 13', () => {
    expect(duplicationOf(AMBLEBY)).toMatchObject({ numerator: 2, denominator: 13, value: 2 / 13 })
  })
  it('M6 finds two services with records of two feeds or more', () => {
    expect(crossListedOf(AMBLEBY)).toMatchObject({ numerator: 2, denominator: 11 })
  })
  it('M6 compares feeds by what they share of the smaller', () => {
    // north: 1 3 6 7 8; shire: 1 3 9 10; voice: 3 11 12 13 14.
    expect(overlapsOf(AMBLEBY, ['north', 'shire', 'voice', 'empty'])).toEqual([
      { feedA: 'north', feedB: 'shire', servicesA: 5, servicesB: 4, both: 2, share: 0.5 },
      { feedA: 'north', feedB: 'voice', servicesA: 5, servicesB: 5, both: 1, share: 0.2 },
      { feedA: 'north', feedB: 'empty', servicesA: 5, servicesB: 0, both: 0 },
      { feedA: 'shire', feedB: 'voice', servicesA: 4, servicesB: 5, both: 1, share: 0.25 },
      { feedA: 'shire', feedB: 'empty', servicesA: 4, servicesB: 0, both: 0 },
      { feedA: 'voice', feedB: 'empty', servicesA: 5, servicesB: 0, both: 0 },
    ])
  })
  it('M7 is 11 services per 24,000 people, 0.458 (0.229 to 0.820) per 1,000', () => {
    const rate = ratePer1000(11, { value: 24_000, year: 2024, band: 'ALL' })
    expect(rate).toMatchObject({ numerator: 11, population: 24_000, band: 'ALL', year: 2024 })
    expect(rate?.value).toBeCloseTo(0.4583, 4)
    expect(rate?.ci95?.low).toBeCloseTo(0.2285, 3)
    expect(rate?.ci95?.high).toBeCloseTo(0.8203, 3)
  })
  it('M9 divides the classified by all', () => expect(taxonomyCoverageOf(9, 11).value).toBeCloseTo(0.818, 3))
  it('M11 compares 3 of 11 with 30 of 220', () => {
    expect(locationQuotient({ term: 3, all: 11 }, { term: 30, all: 220 })).toBeCloseTo(2, 10)
    expect(locationQuotient({ term: 3, all: 11 }, { term: 4, all: 220 })).toBeUndefined()
    expect(locationQuotient({ term: 0, all: 0 }, { term: 30, all: 220 })).toBeUndefined()
  })
  it('M12 sums the squares of 3, 1, 2 and 4 of the 10 services whose organization is known', () => {
    expect(organizationConcentration(AMBLEBY)).toBeCloseTo((9 + 1 + 4 + 16) / 100, 10)
    expect(effectiveOrganizations(AMBLEBY)).toBeCloseTo(1 / 0.3, 10)
    expect(organizationConcentration([])).toBeUndefined()
  })
  it('M13 is 1 where spread evenly, 0 under one term, and lower where a term present elsewhere is lacking', () => {
    expect(termDiversity([4, 4, 4], 3)).toBeCloseTo(1, 10)
    expect(termDiversity([9, 0, 0], 3)).toBe(0)
    expect(termDiversity([6, 6, 0], 3)).toBeCloseTo(Math.log(2) / Math.log(3), 10)
    expect(termDiversity([3], 1)).toBeUndefined()
    expect(termDiversity([0, 0], 2)).toBeUndefined()
  })
  it('M18 sorts services by their newest assurance; 90, 91, 180, 181, 365 and 366 days lie where they should', () => {
    // 1: 22 days; 3: 114; 6: 180; 7: 691; 8: future; 9: 0; 10: 90; 11: 91; 12: 366; 13: none; 14: 1.
    expect(freshnessOf(AMBLEBY, TODAY)).toEqual({ d90: 4, d180: 3, d365: 0, older: 2, unknown: 2 })
  })
  it('M19 shares out of all services', () => {
    const { contact, place, cost, language, description } = completenessOf(AMBLEBY)
    expect(
      [contact, place, cost, language, description].map(({ numerator, denominator }) => [numerator, denominator]),
    ).toEqual([
      [3, 11],
      [1, 11],
      [1, 11],
      [2, 11],
      [1, 11],
    ])
  })
  it('M21 knows the cost where the records agree: 3, 9, 14 free of 5 known, 1 contradicting itself', () => {
    expect(freeShareOf(AMBLEBY)).toMatchObject({ numerator: 3, denominator: 5 })
  })
  it('M22 gives each service one class from all its records', () => {
    expect(deliveryMixOf(AMBLEBY)).toEqual({
      site: 5,
      siteAndArea: 2,
      areaOnly: 1,
      national: 1,
      virtual: 1,
      unplaced: 1,
    })
  })
  it('M23 counts the unplaced of services and the SITE records outside of records', () => {
    expect(unplacedOf(AMBLEBY)).toMatchObject({ numerator: 1, denominator: 11 })
    // 2 is no SITE record; 15 counts in the next town, and its feed publishes it all the same.
    expect(outOfAreaOf(RECORDS, new Set([2, 11, 12, 15]))).toMatchObject({ numerator: 3, denominator: 15 })
  })
  it('M24 overlaps ages with bands, the unknown apart', () => {
    // Ages are stated by 3 (5–11), 6 (18–), 7 (–17), 9 (65–), 10 (0–99) and 12 (12–24).
    expect(ageBandsOf(AMBLEBY)).toEqual([
      { from: 0, to: 4, serviceCount: 2, unknownCount: 5 },
      { from: 5, to: 11, serviceCount: 3, unknownCount: 5 },
      { from: 12, to: 17, serviceCount: 3, unknownCount: 5 },
      { from: 18, to: 24, serviceCount: 3, unknownCount: 5 },
      { from: 25, to: 64, serviceCount: 2, unknownCount: 5 },
      { from: 65, serviceCount: 3, unknownCount: 5 },
    ])
  })
  it('M25 shares those naming another language, and any accessibility feature, out of all', () => {
    expect(otherLanguageOf(AMBLEBY)).toMatchObject({ numerator: 1, denominator: 11 })
    expect(accessibleOf(AMBLEBY)).toMatchObject({ numerator: 1, denominator: 11 })
  })
  it('M28 takes the best record of each service that is scored', () => {
    expect(qualityBandsOf(AMBLEBY)).toEqual({ a: 1, b: 1, c: 1, d: 1 })
    expect(qualityBandsOf(AMBLEBY.slice(-2))).toBeUndefined()
  })
  it('takes the strongest evidence of a service for the mix', () => {
    expect(basisMixOf(AMBLEBY)).toEqual({ serves: 4, located: 5, publisher: 2 })
  })
})

it('gives no share of nothing', () => {
  expect(duplicationOf([])).toEqual({ numerator: 0, denominator: 0 })
  expect(ratePer1000(3, { value: 0, year: 2024, band: 'ALL' })).not.toHaveProperty('value')
  expect(ratePer1000(3, undefined)).toBeUndefined()
})
