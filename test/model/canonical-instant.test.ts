import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalInstant, canonicalInstantOrDay } from '../../src/model/canonical-instant.ts'

it.each([
  ['2026-03-01T09:30:00Z', '2026-03-01T09:30:00.000Z'],
  ['2026-03-01t09:30:00.1234z', '2026-03-01T09:30:00.123Z'],
  ['2026-03-01T00:30:00+01:00', '2026-02-28T23:30:00.000Z'],
  ['2026-06-30T23:59:60Z', '2026-07-01T00:00:00.000Z'],
  ['2016-12-31T23:59:60.5Z', '2017-01-01T00:00:00.500Z'],
  ['1990-12-31T15:59:60-08:00', '1991-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ['9999-12-31T23:59:59+01:00', '9999-12-31T22:59:59.000Z'],
  ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
])('reads %s as %s', (text, instant) => {
  expect(canonicalInstant(text)).toBe(instant)
})

it.each([
  ['a leap second in the middle of a month', '2026-06-15T23:59:60Z'],
  ['a leap second before the last minute', '2026-06-30T23:58:60Z'],
  ['a leap second that ends a month of local time alone', '2026-06-30T23:59:60+01:00'],
  ['a second beyond the leap second', '2026-06-30T23:59:61Z'],
  ['an offset that leads beyond the year 9999', '9999-12-31T23:59:59-01:00'],
  ['a leap second that leads beyond the year 9999', '9999-12-31T23:59:60Z'],
  ['an offset that leads before the year 0', '0000-01-01T00:00:00+01:00'],
  ['an offset of a day', '2026-03-01T09:30:00+24:00'],
  ['an offset of 60 minutes', '2026-03-01T09:30:00+01:60'],
  ['a day that is not there', '2026-02-30T00:00:00Z'],
  ['hour 24', '2026-02-03T24:00:00Z'],
  ['no offset', '2026-03-01T09:30:00'],
  ['no seconds', '2026-03-01T09:30Z'],
])('refuses %s', (_what, text) => {
  expect(canonicalInstant(text)).toBeUndefined()
})

it.each([
  ['2026-03-01', '2026-03-01T00:00:00.000Z'],
  ['2026-03-01T09:30Z', '2026-03-01T09:30:00.000Z'],
  ['2026-03-01t00:30+01:00', '2026-02-28T23:30:00.000Z'],
  ['2026-03-01T09:30:15Z', '2026-03-01T09:30:15.000Z'],
  ['2026-02-30T09:30Z', undefined],
  ['2026-02-30', undefined],
  ['2026-03-01T24:00Z', undefined],
  ['2026-03-01T09:60Z', undefined],
  ['2026-03-01T09:30', undefined],
])('reads %s, given by a person, as %s', (text, instant) => {
  expect(canonicalInstantOrDay(text)).toBe(instant)
})

it('gives texts that compare as their instants do', () => {
  const moment = fc.date({
    min: new Date('0000-01-02T00:00:00Z'),
    max: new Date('9999-12-30T00:00:00Z'),
    noInvalidDate: true,
  })
  const offset = fc.integer({ min: -1_439, max: 1_439 })
  fc.assert(
    fc.property(moment, offset, moment, offset, (a, offsetA, b, offsetB) => {
      const [one, two] = [canonicalInstant(written(a, offsetA)), canonicalInstant(written(b, offsetB))]
      expect(one).toBe(a.toISOString())
      expect(String(one) < String(two)).toBe(a.getTime() < b.getTime())
    }),
  )
})

/** The instant on a clock so many minutes ahead of UTC. */
function written(at: Date, offsetMinutes: number): string {
  const wall = new Date(at.getTime() + offsetMinutes * 60_000).toISOString().slice(0, -1)
  const minutes = Math.abs(offsetMinutes)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${wall}${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
