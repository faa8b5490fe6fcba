import type { FigureDefinition } from './figure-definition.ts'

const STATED = 'what all records of each service of M2 state'
const SERVICES = 'services of M2'
const WILSON = '95 %, Wilson’s'

/** What is stated of the services of an area (docs/figures.md 2.3). */
export const FACT_DEFINITIONS = [
  {
    id: 'M18',
    name: 'freshness',
    definition: 'Services by the age of their newest assurance: up to 90, 180 and 365 days, older, not known.',
    numerator: 'services whose newest assured date is of that age',
    denominator: 'not divided; the five add up to M2',
    source: STATED,
    pitfalls: ['A date in the future is a mistake, and counts as none.'],
    example: {
      table: 'records',
      working:
        'Days: 1 22, 3 114, 6 180, 7 691, 9 none gone by, 10 90, 11 91, 12 366, 14 1; 8 is in the future, 13 has none.',
      results: { d90: 4, d180: 3, d365: 0, older: 2, unknown: 2 },
    },
    fields: { 'CoverageFigures.freshness': 'How long ago they were last assured, the newest date of each counted.' },
  },
  {
    id: 'M19',
    name: 'completeness',
    definition:
      'The share of services that state each group of fields: contact, place, schedule, cost, eligibility, accessibility, language, a description of 50 characters or more.',
    numerator: 'services with a record that states any of the group',
    denominator: SERVICES,
    interval: WILSON,
    source: STATED,
    pitfalls: ['Records held without their details look emptier than they are: LIST_ITEMS_ONLY.'],
    example: {
      table: 'records',
      working: 'Contact: 1, 3 and 14; language: 3 and 9; the other groups one each: 1, 1, 10, 11, 8 and 1. Of 11.',
      results: {
        contact: 3,
        place: 1,
        schedule: 1,
        cost: 1,
        eligibility: 1,
        accessibility: 1,
        language: 2,
        description: 1,
      },
    },
    fields: { 'CoverageFigures.completeness': 'How much of what matters is stated.' },
  },
  {
    id: 'M20',
    name: 'open at a time',
    definition:
      'Services open then, of those whose schedules say when they are open; `where.openAt`, the rest being in `unknownCount`.',
    numerator: 'services with an occurrence then',
    denominator: 'services with a schedule that can be read',
    interval: 'none; `unknownCount` is how far it may be off',
    source: 'schedules of the services and of their places',
    pitfalls: ['No schedule is not closed: it is not known.'],
    example: {
      table: 'hours',
      working: '1, 2, 3 and 11 are open; 7, 10 and 12 have no schedule; the other five of nine are closed then.',
      results: { open: 4, withSchedule: 9, unknown: 3 },
    },
    fields: { 'ServiceFilter.openAt': 'Open then, by its schedules.' },
  },
  {
    id: 'M21',
    name: 'free',
    definition:
      'The share of services that are free, of those whose cost is known: where the records that state it agree.',
    numerator: 'services that are free',
    denominator: 'services whose cost is known',
    interval: WILSON,
    source: STATED,
    pitfalls: ['How many are not known is M2 less the denominator; often it is most.'],
    example: {
      table: 'records',
      working: '3, 9 and 14 are free, 6 and 10 are not; 1 contradicts itself.',
      results: { numerator: 3, denominator: 5, value: 0.6, low: 0.2307, high: 0.8824 },
    },
    fields: { 'CoverageFigures.free': 'The share that is free of charge, of those whose cost is known.' },
  },
  {
    id: 'M22',
    name: 'deliveryMix',
    definition:
      'Services by how they are delivered, one class each, from the evidence of all their records: at sites, at sites with a declared area, in a declared area alone, national, virtual, or none of these.',
    numerator: 'services of the class',
    denominator: 'not divided; the six add up to M2',
    source: STATED,
    pitfalls: [
      'What has neither a place nor a declared area is UNPLACED, which is how it is listed and not how it is delivered.',
    ],
    example: {
      table: 'records',
      working:
        '8, 10, 11, 12, 14 at sites; 1 and 3 also in a declared area; 13 in one alone; 9 national; 6 virtual; 7 none.',
      results: { site: 5, siteAndArea: 2, areaOnly: 1, national: 1, virtual: 1, unplaced: 1 },
    },
    fields: { 'CoverageFigures.deliveryMix': 'How they are delivered.' },
  },
  {
    id: 'M23',
    name: 'unplaced, outOfArea',
    definition:
      'The share of services that are UNPLACED; and of the records of feeds whose own area lies in the area, wherever they count, the share at places that all lie outside their feed’s area.',
    numerator: 'services of class UNPLACED; SITE records with no place in their feed’s area',
    denominator: 'services of M2; records of the feeds whose own area lies in the area',
    interval: WILSON,
    source: 'the places of records and the areas of feeds',
    pitfalls: ['Places out of area are often head offices: `basis: SERVES` leaves them out.'],
    example: {
      table: 'records',
      working:
        'Of 11 services 7 alone is unplaced. Of the 15 records 11, 12 and 15 are at sites elsewhere; 2 is at none.',
      results: { unplaced: 1, services: 11, outOfArea: 3, records: 15 },
    },
    fields: {
      'CoverageFigures.unplaced':
        "The share that states no place, no area and no other way: they count for the publisher's area alone.",
      'CoverageFigures.outOfArea':
        "Of the records of feeds whose own area lies in the area, wherever they count: the share at sites that all lie outside their feed's area, as head offices do. Null where no feed's area lies in it.",
    },
  },
  {
    id: 'M24',
    name: 'ageBands',
    definition: 'Services by band of ages (0–4, 5–11, 12–17, 18–24, 25–64, 65 and more), by overlap; not known apart.',
    numerator: 'services with a record whose ages overlap the band',
    denominator: 'not divided; a service may be in several bands',
    source: STATED,
    pitfalls: ['An open end is unbounded; a service that states no age is in no band.'],
    example: {
      table: 'records',
      working: 'Stated by 3 (5–11), 6 (18 and more), 7 (up to 17), 9 (65 and more), 10 (0–99) and 12 (12–24).',
      results: { '0–4': 2, '5–11': 3, '12–17': 3, '18–24': 3, '25–64': 2, '65+': 3, unknown: 5 },
    },
    fields: { 'CoverageFigures.ageBands': 'For people of which ages they are.' },
  },
  {
    id: 'M25',
    name: 'otherLanguage, accessible',
    definition: 'The share of services that name a language other than English; an accessibility feature of a place.',
    numerator: 'services with a record that names one',
    denominator: SERVICES,
    interval: WILSON,
    source: STATED,
    pitfalls: ['The rest is not known: it is neither English alone nor inaccessible.'],
    example: {
      table: 'records',
      working: '3 names another language, 8 an accessibility feature; of 11.',
      results: { otherLanguage: 0.0909, accessible: 0.0909 },
    },
    fields: {
      'CoverageFigures.otherLanguage':
        'The share that names a language other than English; how many name any is in `completeness`.',
      'CoverageFigures.accessible':
        'The share that names an accessibility feature; the rest is unknown, not inaccessible.',
    },
  },
  {
    id: 'M26',
    name: 'changes',
    definition:
      'Records added, updated and removed, clusters merged and split, contacts changed, since an instant; kept for 90 days.',
    numerator: 'changes of the kind that became visible since then',
    source: 'the changes noted while feeds are read',
    pitfalls: [
      'What is made again by newer rules of matching is no MERGED or SPLIT: no figure changes in the world by our own rules.',
    ],
    example: {
      table: 'changes',
      working: 'Changes 4 to 12.',
      results: { ADDED: 2, UPDATED: 3, REMOVED: 1, MERGED: 1, SPLIT: 1, CONTACT_CHANGED: 1 },
    },
    fields: {
      'Query.changes':
        'What was added, updated and removed, in the order in which it became visible here; kept for 90 days.',
    },
  },
  {
    id: 'M28',
    name: 'qualityBands',
    definition: 'Services by the band of their best record’s score: A from 80, B from 60, C from 40, D below.',
    numerator: 'services whose best record is in the band',
    denominator: 'not divided; those that are scored',
    source: 'the scores of records',
    pitfalls: ['The best record counts: a poor copy does not pull a service down.'],
    example: {
      table: 'records',
      working: '1 has 85, 3 79.9, 6 40 and 7 39; the others are not scored.',
      results: { a: 1, b: 1, c: 1, d: 1 },
    },
    fields: { 'CoverageFigures.qualityBands': 'How good their best records are. Null where none is scored.' },
  },
] as const satisfies readonly FigureDefinition[]
