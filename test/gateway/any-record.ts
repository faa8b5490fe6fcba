import fc from 'fast-check'
import { type FakeCouncil, sendJson, type StatedService } from './fake-council.ts'

/** Whatever JSON allows where something else was meant. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, '', ' ', 0, -1, 1, 1e308, -1e-9, 2 ** 53, true, false, 'null', 'N/A', '-', '0', '-1', '١٢'),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Mostly one of these, else anything. */
function mostly(...values: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: anything })
}

const date = mostly(
  ...[
    '2026-11-23',
    '2026-12-25',
    '20270226T235959Z',
    '2026-02-30',
    '0000-00-00',
    '9999-12-31',
    '-000001-01-01',
    '+275760-09-13',
  ],
  ...['31/12/2026', 'tomorrow', '2026-11-23T10:00:00+14:00', '1899-12-30', 1e13],
)
const time = mostly(
  ...[
    '09:00',
    '17:00:00',
    '00:00',
    '24:00',
    '23:59',
    '25:61',
    '9.30am',
    '22:30-05:00',
    '09:00:00Z',
    'noon',
    'late',
    '00:00:00+23:59',
  ],
)
const numbers = mostly(1, 2, 0, -1, 53, 57, 400, 1.5, 1e9, '2', '1,2', '-1', '15,35', '1,,2', [1, 99], 'two')
const schedule = fc.record(
  {
    id: mostly('c1'),
    freq: mostly('WEEKLY', 'MONTHLY', 'DAILY', 'YEARLY', 'weekly', 'Every other week', 'HOURLY', 'week'),
    interval: numbers,
    count: numbers,
    byday: mostly('MO', 'MO,TU', '2TU', '-1FR', '99MO', 'MO-FR', 'Weekdays', 'first Monday', 'MO,,', ['MO', 7], 'XX'),
    bymonthday: numbers,
    byweekno: numbers,
    byyearday: numbers,
    bymonth: numbers,
    bysetpos: numbers,
    wkst: mostly('MO', 'SU', 'XX'),
    rrule: mostly(
      'FREQ=WEEKLY;INTERVAL=0',
      'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1;COUNT=999999999',
      'FREQ=SECONDLY',
      ';;=',
      'RRULE:',
    ),
    exdate: date,
    rdate: date,
    dtstart: date,
    until: date,
    valid_from: date,
    valid_to: date,
    opens_at: time,
    closes_at: time,
    timezone: numbers,
    closed: mostly(true, false),
    notes: mostly('Closed on bank holidays', 'Term time only', 'closed August to May to', 'except except including'),
    description: mostly('Every other week', 'First Monday of the month'),
    attending_type: mostly('phone', 'in person'),
    service_at_location_id: mostly('sal-1'),
  },
  { requiredKeys: [] },
)
const listOf = (item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 6, arbitrary: fc.array(item, { maxLength: 3 }) }, { weight: 1, arbitrary: anything })
const schedules = listOf(schedule)
const phones = listOf(
  fc.record(
    {
      id: mostly('p1'),
      number: mostly('0117 496 0000', '999', '116 123', '0800 REPEAT', '+', '0117 or 0118', 'x'.repeat(300)),
      extension: mostly(12, '12'),
    },
    { requiredKeys: [] },
  ),
)
const location = fc.record(
  {
    id: mostly('loc-1', 'loc-2'),
    name: mostly('Hall'),
    location_type: mostly('physical', 'virtual', 'postal'),
    latitude: mostly(51.45, '51.45', 0, 91, -91, 51.45e300, 'north'),
    longitude: mostly(-2.59, '-2.59', 0, 181, -181, 1e300),
    addresses: listOf(
      fc.record(
        { address_1: mostly('1 High Street'), postal_code: mostly('BS1 1AA', 'BS1', 'BA1-1AA', 'NFA') },
        { requiredKeys: [] },
      ),
    ),
    phones,
    schedules,
  },
  { requiredKeys: [] },
)
const service = fc.record(
  {
    status: mostly('active', 'inactive', 'closed', 'banana'),
    description: mostly('<p>Tea</p>', 'Tea &amp;amp; cake'),
    fees: mostly('Free', 'Free for residents', '£0', '£3', 'no no no free', '£'.repeat(50), 'free '.repeat(200)),
    fees_description: mostly('£1,2,3', 'not not free'),
    cost_options: listOf(
      fc.record(
        {
          amount: mostly(0, 4, -5, '3,50', '£2-£4', 'Free', 1e308, '1e999'),
          currency: mostly('GBP', '£'),
          option: mostly('Adult', 'Members'),
          amount_description: mostly('per session'),
          valid_from: date,
        },
        { requiredKeys: [] },
      ),
    ),
    minimum_age: mostly(0, 18, '18+', '0-5', '6m', -1, 1e9, 'old'),
    maximum_age: mostly(5, 99, 'under 5s', 999, -1),
    assured_date: date,
    last_modified: date,
    schedules,
    phones,
    languages: listOf(
      fc.record(
        { name: mostly('English, Polish and Urdu', 'Klingon'), code: mostly('en', 'xx', 'bfi') },
        { requiredKeys: [] },
      ),
    ),
    service_areas: listOf(
      fc.record(
        {
          name: mostly('Bristol', 'UK'),
          uri: mostly('E06000023'),
          extent: mostly('{"type":"Polygon","coordinates":[[[]]]}'),
        },
        { requiredKeys: [] },
      ),
    ),
    service_at_locations: listOf(
      fc.record({ id: mostly('sal-1', 'sal-2'), location, schedules, phones }, { requiredKeys: [] }),
    ),
    organization: fc.oneof(fc.record({ id: mostly('o1'), name: mostly('Trust') }), anything),
    attributes: listOf(
      fc.record(
        { id: mostly('a1'), taxonomy_term: mostly({ id: 't1', name: 'Tea', term_uri: 'https://terms.example/tea' }) },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: [] },
)

/** Services of a feed in which every value may be another than the standard says: ids s0, s1 … and a name each. */
export const anyServices: fc.Arbitrary<readonly StatedService[]> = fc
  .array(service, { minLength: 20, maxLength: 20 })
  .map((services) =>
    services.map((list, at) => ({ id: `s${at}`, list: { name: `Service ${at}`, ...list }, detail: {} })),
  )

const NAMES_OF_1: Readonly<Record<string, string>> = {
  schedules: 'regular_schedules',
  addresses: 'physical_addresses',
  attributes: 'service_taxonomys',
  taxonomy_term: 'taxonomy',
  fees_description: 'fees',
}

/** The same services by the names of ORUK 1.0, whose ages stand in lists of their own. */
export function asOruk1(services: readonly StatedService[]): readonly StatedService[] {
  return services.map(({ list, ...service }) => {
    const { minimum_age, maximum_age, ...others } = list
    const eligibilitys = [{ id: `${service.id}-e`, minimum_age, maximum_age }]
    return { ...service, list: { ...renamed(others), eligibilitys } }
  })
}

function renamed(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [NAMES_OF_1[name] ?? name, renamedIn(value)]))
}

function renamedIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamedIn)
  return typeof value === 'object' && value !== null ? renamed(value) : value
}

/** Answers as a council of ORUK 1.0 does: no root document, and its own envelope. */
export function answerOruk1(council: FakeCouncil): void {
  council.intercept = (_request, response, { pathname }) => {
    if (pathname === '/') sendJson(response, 404, { message: 'Not found' })
    else if (pathname === '/services') {
      const content = council.services.map(({ id, list }) => ({ id, ...list }))
      const { length } = content
      const page = { totalElements: length, totalPages: 1, number: 1, size: length, first: true, last: true, content }
      sendJson(response, 200, page)
    } else return false
    return true
  }
}
