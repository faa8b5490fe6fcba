import { expect, it } from 'vitest'
import { MOST_BYTES, shapeAnswer } from '../../src/mcp/shape-answer.ts'

const service = (more: object): object => ({ services: { edges: [{ node: { id: 's', name: 'Lunch', ...more } }] } })
const nodeOf = (data: object): unknown => shapeAnswer(service(data))?.data

it.each([
  ['null', { free: null }, {}],
  ['an empty list', { phones: [] }, {}],
  ['an object of nothing', { organization: { name: null } }, {}],
  ['what is false or zero', { free: false, minimumAge: 0 }, { free: false, minimumAge: 0 }],
  ['digits beyond a metre', { latitude: 51.123456789 }, { latitude: 51.12346 }],
  [
    'what every answer says of its feed',
    { feed: { slug: 'north', publisher: 'North', licence: 'OGL', report: { state: 'FRESH' } } },
    { feed: { slug: 'north', publisher: 'North' } },
  ],
  ['characters that nobody sees', { alert: 'Shut\u200B\u202E\u{E0041}\u{E007F}\u0007 today' }, { alert: 'Shut today' }],
  ['line ends, accents and joined emoji', { alert: 'Café\n👩‍👧' }, { alert: 'Café\n👩‍👧' }],
])('of %s an agent is given what it can use', (_, given, kept) => {
  expect(nodeOf(given)).toEqual(service(kept))
})

it('cuts a long text, and says by which measure', () => {
  const shaped = shapeAnswer(service({ description: 'x'.repeat(5000) }))
  expect(shaped?.text).toContain(`${'x'.repeat(2000)}… (cut)`)
  expect(shaped?.text).not.toContain('x'.repeat(2001))
  expect(shaped?.cut).toEqual({ text: 2000, list: 30 })
})

it('cuts lists within a record, never the list of records', () => {
  const record = { id: 's', places: Array.from({ length: 100 }, (_, place) => ({ name: `Place ${place}` })) }
  const shaped = shapeAnswer({ nodes: Array.from({ length: 100 }, () => record) })
  expect(shaped?.data['nodes']).toHaveLength(100)
  expect(shaped?.cut?.list).toBeLessThan(100)
  expect(Buffer.byteLength(shaped?.text ?? '')).toBeLessThanOrEqual(MOST_BYTES)
})

it('cuts no character in two', () => {
  const shaped = shapeAnswer(service({ description: `${'x'.repeat(1999)}👩${'x'.repeat(50)}` }))
  expect(shaped?.text).toContain('x… (cut)')
})

it('gives nothing of what is too large however it is cut', () => {
  const cells = Array.from({ length: 3000 }, (_, cell) => ({ state: 'PRESENT', serviceCount: cell }))
  expect(shapeAnswer({ coverage: { matrix: [{ cells }] } })).toBeUndefined()
})
