import type { FaultCase } from './fault-case.ts'
import { body, envelope, raw, withFirst } from './play.ts'

/** Faults of bodies and of the records in them (F32 to F50). */
export const BODIES: readonly FaultCase[] = [
  {
    id: 'F32',
    what: 'nested 200,000 deep',
    outcome: 'K',
    code: 'TOO_DEEP',
    play: body(() => '['.repeat(200_000) + ']'.repeat(200_000)),
  },
  { id: 'F33', what: 'byte order mark', outcome: 'N', play: raw((text) => `\uFEFF${text}`) },
  {
    id: 'F34',
    what: 'invalid UTF-8 between the values',
    outcome: 'K',
    code: 'BAD_UTF8',
    play: body((items) =>
      Buffer.concat([Buffer.from(envelope(items).slice(0, -2)), Buffer.of(0xff, 0xfe, 0x5d, 0x7d)]),
    ),
  },
  {
    id: 'F34b',
    what: 'invalid UTF-8 in a text',
    outcome: 'N',
    issues: ['TEXT_UNDECODED'],
    play: body((items) => {
      const [before = '', ...after] = envelope(items).split('"status":"active"')
      const rest = after.join('"status":"active"')
      return Buffer.concat([Buffer.from(`${before}"alert":"Caf`), Buffer.of(0xe9), Buffer.from(`"${rest}`)])
    }),
  },
  {
    id: 'F35',
    what: 'UTF-16 as declared',
    outcome: 'N',
    play: body((items) => Buffer.from(envelope(items), 'utf16le'), {
      'content-type': 'application/json; charset=utf-16le',
    }),
  },
  {
    id: 'F36',
    what: 'NaN and a trailing comma',
    outcome: 'K',
    code: 'BAD_JSON',
    play: raw((text) => text.replace('"status":"active"', '"minimum_age":NaN,')),
  },
  {
    id: 'F37',
    what: 'a key twice',
    outcome: 'N',
    issues: ['DUPLICATE_KEYS'],
    play: raw((text) => text.replace('"status":"active"', '"status":"inactive","status":"active"')),
    first: { status: 'ACTIVE' },
  },
  {
    id: 'F38',
    what: 'an id past 2^53',
    outcome: 'Q',
    count: 11,
    issues: ['ID_UNSAFE'],
    play: raw((text) => text.replace('"id":"s1"', '"id":12345678901234567890')),
  },
  {
    id: 'F39',
    what: '__proto__ as a key',
    outcome: 'N',
    issues: ['UNSAFE_KEYS'],
    play: raw((text) => text.replace('"id":"s1"', '"id":"s1","__proto__":{"status":"inactive"}')),
  },
  {
    id: 'F40',
    what: 'script in a description',
    outcome: 'N',
    play: withFirst({ description: '<p>Lunch</p><script>alert(1)</script>' }),
    first: { description: 'Lunch' },
  },
  {
    id: 'F41',
    what: 'javascript: as address',
    outcome: 'Q',
    issues: ['URL_UNSAFE'],
    play: withFirst({ url: 'javascript:alert(1)' }),
    first: { url: null },
  },
  {
    id: 'F42',
    what: 'a name of 200 kB',
    outcome: 'Q',
    issues: ['TEXT_CUT'],
    play: withFirst({ description: 'x'.repeat(200_000) }),
  },
  {
    id: 'F43',
    what: 'control characters',
    outcome: 'N',
    issues: ['TEXT_CLEANED'],
    play: withFirst({ name: 'Service\u0007 \u202E001' }),
    first: { name: 'Service 001' },
  },
  {
    id: 'F44',
    what: 'coordinates that are none',
    outcome: 'Q',
    issues: ['COORDINATES_OUTSIDE'],
    play: withFirst({ service_at_locations: [{ id: 'x', location: { id: 'l', latitude: '510', longitude: '-1' } }] }),
  },
  {
    id: 'F45',
    what: '31 February',
    outcome: 'Q',
    issues: ['BAD_DATE'],
    play: withFirst({ assured_date: '31/02/2026' }),
    first: { assuredDate: null },
  },
  {
    id: 'F46',
    what: 'a word for a list',
    outcome: 'Q',
    issues: ['WRONG_TYPE'],
    play: withFirst({ schedules: 'mondays' }),
  },
  { id: 'F47', what: 'no name', outcome: 'Q', issues: ['MISSING_FIELD'], count: 12, play: withFirst({ name: '' }) },
  {
    id: 'F48',
    what: 'one bad record, new, among 61',
    outcome: 'Q',
    before: 60,
    count: 60,
    issues: ['MISSING_FIELD'],
    play: body((items) => envelope([...items, { name: 'without id' }])),
  },
  {
    id: 'F49',
    what: 'over a fifth bad',
    outcome: 'K',
    code: 'MOSTLY_INVALID',
    before: 60,
    play: body((items) => envelope(items.map((item, index) => (index < 20 ? { ...item, name: '' } : item)))),
  },
  {
    id: 'F50',
    what: 'an id twice',
    outcome: 'N',
    issues: ['ID_REPEATED'],
    play: body((items) => envelope([...items, { ...items[0], name: 'Later' }])),
    first: { name: 'Later' },
  },
]
