import type { FigureDefinition } from './figure-definition.ts'

const RECORDS =
  'the active records of ready feeds that pass the filter, each with the evidence that puts it in the area'
const POISSON = '95 %, of the count over the population: exact below 10 services, Byar’s approximation from 10 on'
const WILSON = '95 %, Wilson’s'

/** What is counted, and how often it is listed (docs/figures.md 2.3). */
export const COUNT_DEFINITIONS = [
  {
    id: 'M1',
    name: 'recordCount',
    definition: 'The records that count for the area, the basis applied to each record by itself.',
    numerator: 'records that pass the filter and count for the area',
    source: RECORDS,
    pitfalls: ['One service in three directories is three records: compare areas by services, M2.'],
    example: {
      table: 'records',
      working: 'All but 4 and 15, which have no evidence of their own for Ambleby.',
      results: { recordCount: 13 },
    },
    fields: {
      'CoverageFigures.recordCount': "How many records of feeds, each publisher's listing counted.",
      'CoverageCell.recordCount': 'How many records of feeds. Null for NO_DATA.',
    },
  },
  {
    id: 'M2',
    name: 'serviceCount',
    definition: 'The services with at least one record that counts for the area: the headline.',
    numerator:
      'clusters with a record that passes the filter and counts for the area, each once however many feeds list it',
    source: RECORDS,
    pitfalls: [
      'A national charity that each council commissions for itself counts once an area.',
      'What has no place counts once in its publisher’s area, and never on a map.',
      'Stale records make counts incomparable: `assuredWithinDays` filters, and is never a silent default.',
    ],
    example: {
      table: 'records',
      working: 'Services 1, 3 and 6 to 14; 15 counts in the next town.',
      results: { serviceCount: 11 },
    },
    fields: {
      'CoverageFigures.serviceCount':
        'How many services, each counted once however many feeds list it: as `services` counts them under the same filter and areas.',
      'CoverageCell.serviceCount':
        'How many services, each counted once. 0 for ABSENT, UNCERTAIN and NOT_CLASSIFIED, null for NO_DATA.',
    },
  },
  {
    id: 'M3',
    name: 'organizationCount',
    definition: 'The organizations of the services of M2, merged ones once.',
    numerator: 'different organizations, a service being its preferred record’s that names one',
    source: RECORDS,
    pitfalls: ['A service whose records name no organization adds none.'],
    example: {
      table: 'records',
      working: 'Organizations 10, 11, 12 and 13; service 10 names none.',
      results: { organizationCount: 4 },
    },
    fields: { 'CoverageFigures.organizationCount': 'How many organizations offer them.' },
  },
  {
    id: 'M4',
    name: 'siteCount',
    definition:
      'Places in the area: one where the UPRN is the same, or address and postcode, or the premise number within 25 metres. One without a point is one with another of its postcode and number; a postcode alone is one place. A PO box is none.',
    numerator: 'different places of the counted records that lie in the area',
    source: 'the places of the counted records, their published points, addresses, postcodes and UPRNs',
    pitfalls: ['A head office is a place too: SHARED_SITES says where very many services share one.'],
    example: {
      table: 'sites',
      working:
        '1 and 2 have one UPRN; 3 and 4 one address and postcode, 5 another postcode; 6 and 7 one number within 25 m, 8 another number, 9 the number 44 m away; 10 and 11 one postcode; nothing is known of 12.',
      results: { siteCount: 7 },
    },
    fields: {
      'CoverageFigures.siteCount': 'How many physical sites of theirs lie inside, each counted once.',
      'CoverageFigures.siteClusters':
        'Where their physical sites inside lie, those near each other together; a site without a point is in none.',
    },
  },
  {
    id: 'M5',
    name: 'duplication',
    definition: 'The share of records that repeat what another has published: (M1 − M2) / M1.',
    numerator: 'M1 − M2',
    denominator: 'M1',
    interval: WILSON,
    source: RECORDS,
    pitfalls: ['It is low where duplicates are not found out: `duplicates list` shows pairs that wait for a person.'],
    example: {
      table: 'records',
      working: '(13 − 11) / 13.',
      results: { numerator: 2, denominator: 13, value: 0.1538, low: 0.0433, high: 0.4223 },
    },
    fields: {
      'CoverageFigures.duplication':
        'The share of records that repeat what another has published: records less services, of records.',
    },
  },
  {
    id: 'M6',
    name: 'crossListed, overlaps',
    definition:
      'The share of services that two feeds or more list; for two feeds, services in both of the services in the smaller.',
    numerator: 'services with records of two feeds or more; services in both feeds',
    denominator: 'M2; the services of the feed that lists fewer',
    interval: 'of crossListed 95 %, Wilson’s; of overlaps none',
    source: RECORDS,
    pitfalls: ['Feeds of different scope overlap little by nature: SCOPES_DIFFER.'],
    example: {
      table: 'records',
      working:
        'Service 1 is in north and shire, 3 in all three: 2 of 11. North and shire share both, of the four of shire (1, 3, 9, 10).',
      results: { crossListed: 0.1818, northAndShire: 0.5, northAndVoice: 0.2, shireAndVoice: 0.25 },
    },
    fields: {
      'CoverageFigures.crossListed': 'The share of services that two feeds or more list.',
      'Coverage.overlaps': 'What each two of the feeds have in common, over the union of the areas.',
    },
  },
  {
    id: 'M7',
    name: 'ratePer1000',
    definition: 'Services per 1,000 people: 1,000 · M2 / P, P being the population of the area in the band asked for.',
    numerator: 'M2',
    denominator: 'the people of the band who live in the area; the population and its year are named',
    interval: POISSON,
    source: 'M2, and the populations that are built in or imported',
    pitfalls: [
      'A rate for young people needs the population of young people: `population` names the band.',
      'Below 10 services the interval is wide: SMALL_NUMBERS.',
      'A population that is a sum of several years raises POPULATION_VINTAGES.',
    ],
    example: {
      table: 'records',
      working: '11 services, 24,000 people of all ages in 2024: 1,000 · 11 / 24,000.',
      results: { value: 0.4583, low: 0.2285, high: 0.8201 },
    },
    fields: {
      'CoverageFigures.ratePer1000':
        'Services per 1,000 people of the band asked for. Null where the population is not known.',
      'CoverageCell.ratePer1000': 'Services per 1,000 people. Null for NO_DATA, or where the population is not known.',
    },
  },
  {
    id: 'M29',
    name: 'basisMix',
    definition: 'Services by the strongest evidence that puts them in the area: SERVES, else LOCATED, else PUBLISHER.',
    numerator: 'services whose strongest evidence is of the kind',
    denominator: 'not divided; the three add up to M2',
    source: RECORDS,
    pitfalls: ['Figures of two areas compare badly where one rests on its publisher’s area alone.'],
    example: {
      table: 'records',
      working:
        'Services 1, 3, 9 and 13 are declared to serve it; 8, 10, 11, 12 and 14 lie in it; 6 and 7 are its council’s.',
      results: { serves: 4, located: 5, publisher: 2 },
    },
    fields: {
      'CoverageFigures.basisMix': 'By what evidence they count.',
      'CoverageCell.basisMix': 'By what evidence they count. Null for NO_DATA.',
    },
  },
  {
    id: 'M30',
    name: 'unknownCount',
    definition: 'Services that would pass but for a fact filtered by that they do not state.',
    numerator: 'services that may count for the area: no fact they state speaks against it',
    source: RECORDS,
    pitfalls: ['What is not stated is not known: it is neither free nor charged for.'],
    example: {
      table: 'records',
      working:
        'Filtered by `free: true`: 3, 9 and 14 are free, 6 and 10 are not; 1 contradicts itself, and 7, 8, 11, 12 and 13 do not say.',
      results: { unknownCount: 6 },
    },
    fields: {
      'CoverageFigures.unknownCount': 'How many services are left out because they do not state a fact filtered by.',
      'CoverageCell.unknownCount':
        'How many services may count besides: they do not state a fact filtered by, or do not declare where they serve. Null for NO_DATA.',
    },
  },
] as const satisfies readonly FigureDefinition[]
