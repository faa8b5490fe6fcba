/** One record of three feeds as the figures see it. Absent: not stated. */
interface ExampleRecord {
  readonly record: number
  /** Records with one number are one real service. */
  readonly service: number
  readonly feed: 'north' | 'shire' | 'voice'
  readonly organization?: number
  readonly assured?: string
  readonly delivery: 'SITE' | 'SITE_AND_AREA' | 'AREA_ONLY' | 'NATIONAL' | 'VIRTUAL' | 'UNPLACED'
  readonly cost?: 'free' | 'charge'
  readonly from?: number
  readonly to?: number
  /** Groups of fields, apart by blanks. */
  readonly states?: string
  readonly score?: number
  /** By what evidence it counts for the town; absent: it does not. */
  readonly basis?: 'SERVES' | 'LOCATED' | 'PUBLISHER'
  /** Whether all its places lie outside its feed's own area. */
  readonly outside?: 'yes'
}

const ROWS: readonly ExampleRecord[] = [
  {
    record: 1,
    service: 1,
    feed: 'north',
    delivery: 'SITE',
    basis: 'LOCATED',
    organization: 10,
    assured: '2026-11-01',
    cost: 'free',
    states: 'contact place schedule description',
    score: 85,
  },
  {
    record: 2,
    service: 1,
    feed: 'shire',
    delivery: 'AREA_ONLY',
    basis: 'SERVES',
    organization: 10,
    assured: '2026-01-01',
    cost: 'charge',
    states: 'contact',
    score: 30,
    outside: 'yes',
  },
  {
    record: 3,
    service: 3,
    feed: 'north',
    delivery: 'SITE',
    basis: 'LOCATED',
    organization: 11,
    assured: '2026-08-01',
    from: 5,
    to: 11,
    states: 'contact',
    score: 79.9,
  },
  { record: 4, service: 3, feed: 'shire', delivery: 'SITE' },
  {
    record: 5,
    service: 3,
    feed: 'voice',
    delivery: 'SITE_AND_AREA',
    basis: 'SERVES',
    organization: 11,
    assured: '2025-11-23',
    cost: 'free',
    states: 'language otherLanguage',
  },
  {
    record: 6,
    service: 6,
    feed: 'north',
    delivery: 'VIRTUAL',
    basis: 'PUBLISHER',
    organization: 10,
    assured: '2026-05-27',
    cost: 'charge',
    from: 18,
    score: 40,
  },
  {
    record: 7,
    service: 7,
    feed: 'north',
    delivery: 'UNPLACED',
    basis: 'PUBLISHER',
    organization: 10,
    assured: '2025-01-01',
    to: 17,
    score: 39,
  },
  {
    record: 8,
    service: 8,
    feed: 'north',
    delivery: 'SITE',
    basis: 'LOCATED',
    organization: 12,
    assured: '2027-01-01',
    states: 'accessibility',
  },
  {
    record: 9,
    service: 9,
    feed: 'shire',
    delivery: 'NATIONAL',
    basis: 'SERVES',
    organization: 12,
    assured: '2026-11-23',
    cost: 'free',
    from: 65,
    states: 'language',
  },
  {
    record: 10,
    service: 10,
    feed: 'shire',
    delivery: 'SITE',
    basis: 'LOCATED',
    assured: '2026-08-25',
    cost: 'charge',
    from: 0,
    to: 99,
    states: 'cost',
  },
  {
    record: 11,
    service: 11,
    feed: 'voice',
    delivery: 'SITE',
    basis: 'LOCATED',
    organization: 13,
    assured: '2026-08-24',
    states: 'eligibility',
    outside: 'yes',
  },
  {
    record: 12,
    service: 12,
    feed: 'voice',
    delivery: 'SITE',
    basis: 'LOCATED',
    organization: 13,
    assured: '2025-11-22',
    from: 12,
    to: 24,
    outside: 'yes',
  },
  { record: 13, service: 13, feed: 'voice', delivery: 'AREA_ONLY', basis: 'SERVES', organization: 13 },
  {
    record: 14,
    service: 14,
    feed: 'voice',
    delivery: 'SITE',
    basis: 'LOCATED',
    organization: 13,
    assured: '2026-11-22',
    cost: 'free',
    states: 'contact',
  },
  {
    record: 15,
    service: 15,
    feed: 'voice',
    delivery: 'SITE',
    organization: 13,
    assured: '2026-11-22',
    cost: 'free',
    states: 'contact',
    outside: 'yes',
  },
]

/** Fifteen records of three feeds, of which twelve services are made; eleven of them count for the town of Ambleby, where 24,000 people live. */
export const EXAMPLE_RECORDS = {
  title: 'Records of Ambleby',
  note: 'The town of Ambleby, 24,000 people in 2024, on 23 November 2026, as its council (north), the county (shire) and a charity (voice) list it. Records with one number of a service are one service. 4 does not count for Ambleby by itself, 15 is in the next town.',
  columns: {
    record: 'Record',
    service: 'Service',
    feed: 'Feed',
    organization: 'Organization',
    assured: 'Assured',
    delivery: 'Delivery',
    basis: 'Counts by',
    cost: 'Cost',
    from: 'Age from',
    to: 'Age to',
    states: 'States',
    score: 'Score',
    outside: "Outside its feed's area",
  },
  rows: ROWS,
} as const
