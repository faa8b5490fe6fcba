import { describe, expect, it } from 'vitest'
import { comingDates, isOpen, londonTime } from '../../src/facts/is-open.ts'
import { DAYS_ARE_EXACT, deriveOpening } from '../../src/facts/opening.ts'
import type { Schedule } from '../../src/model/schedule.ts'

const MONDAY = '2026-11-23'

function isOpenOn(
  schedules: readonly Schedule[],
  date: string,
  hours: { from?: string; to?: string } = {},
): boolean | undefined {
  const opening = deriveOpening(schedules)
  return opening === undefined ? undefined : isOpen(opening.rules, { dates: [date], ...hours })
}

describe('deriveOpening', () => {
  it.each<[string, Schedule[], number | undefined]>([
    ['no schedule', [], undefined],
    ['hours without a day', [{ opensAt: '09:00', closesAt: '17:00' }], undefined],
    ['weekly on no day told', [{ freq: 'WEEKLY' }], undefined],
    ['weekly on days', [{ freq: 'WEEKLY', byday: 'MO,WE' }], 0b0000101 | DAYS_ARE_EXACT],
    ['days alone', [{ byday: 'SU' }], 0b1000000 | DAYS_ARE_EXACT],
    ['weekly from a first day', [{ freq: 'WEEKLY', dtstart: MONDAY }], 0b0000001],
    ['monthly on an ordinal day', [{ freq: 'MONTHLY', byday: '2TU' }], 0b0000010],
    ['monthly on a date', [{ freq: 'MONTHLY', bymonthday: '15' }], 0b1111111],
    ['a single date', [{ dtstart: MONDAY }], 0b0000001],
    ['a closed window alone', [{ closed: true, validFrom: MONDAY }], undefined],
    ['a window of validity', [{ freq: 'WEEKLY', byday: 'MO', validTo: MONDAY }], 0b0000001],
  ])('%s', (_, schedules, days) => {
    expect(deriveOpening(schedules)?.days).toBe(days)
  })
})

describe('isOpen', () => {
  it.each<[string, Schedule, string, boolean]>([
    ['every Monday', { freq: 'WEEKLY', byday: 'MO' }, MONDAY, true],
    ['not on Tuesday', { freq: 'WEEKLY', byday: 'MO' }, '2026-11-24', false],
    ['every other week, on', { freq: 'WEEKLY', interval: 2, byday: 'MO', dtstart: '2026-11-09' }, MONDAY, true],
    ['every other week, off', { freq: 'WEEKLY', interval: 2, byday: 'MO', dtstart: '2026-11-16' }, MONDAY, false],
    ['2nd Tuesday', { freq: 'MONTHLY', byday: '2TU' }, '2026-12-08', true],
    ['not the 1st Tuesday', { freq: 'MONTHLY', byday: '2TU' }, '2026-12-01', false],
    ['2nd Tuesday, said to be weekly', { freq: 'WEEKLY', byday: '2TU' }, '2026-12-01', false],
    ['2nd Tuesday, without a frequency', { byday: '2TU' }, '2026-12-08', true],
    ['last Friday', { freq: 'MONTHLY', byday: '-1FR' }, '2026-11-27', true],
    ['not the last Friday but one', { freq: 'MONTHLY', byday: '-1FR' }, '2026-11-20', false],
    ['5th Monday of a month with five', { freq: 'MONTHLY', byday: '5MO' }, '2026-11-30', true],
    ['1st and 3rd Wednesday', { freq: 'MONTHLY', byday: '1WE,3WE' }, '2026-12-16', true],
    ['the 15th', { freq: 'MONTHLY', bymonthday: '15' }, '2026-12-15', true],
    ['the last day of the month', { freq: 'MONTHLY', bymonthday: '-1' }, '2027-02-28', true],
    [
      'every 3rd month, on',
      { freq: 'MONTHLY', interval: 3, bymonthday: '1', dtstart: '2026-09-01' },
      '2026-12-01',
      true,
    ],
    [
      'every 3rd month, off',
      { freq: 'MONTHLY', interval: 3, bymonthday: '1', dtstart: '2026-08-01' },
      '2026-12-01',
      false,
    ],
    ['within its count', { freq: 'WEEKLY', byday: 'MO', dtstart: '2026-11-09', count: 3 }, MONDAY, true],
    ['past its count', { freq: 'WEEKLY', byday: 'MO', dtstart: '2026-11-09', count: 2 }, MONDAY, false],
    ['before it starts', { freq: 'WEEKLY', byday: 'MO', dtstart: '2026-11-30' }, MONDAY, false],
    ['on its last day', { freq: 'WEEKLY', byday: 'MO', until: MONDAY }, MONDAY, true],
    ['after its last day', { freq: 'WEEKLY', byday: 'MO', until: '2026-11-22' }, MONDAY, false],
    ['on the first day of its validity', { freq: 'WEEKLY', byday: 'MO', validFrom: MONDAY }, MONDAY, true],
    ['before its validity', { freq: 'WEEKLY', byday: 'MO', validFrom: '2026-11-24' }, MONDAY, false],
    ['after its validity', { freq: 'WEEKLY', byday: 'MO', validTo: '2026-11-22' }, MONDAY, false],
    ['its one date', { dtstart: MONDAY }, MONDAY, true],
    ['a week after its one date', { dtstart: '2026-11-16' }, MONDAY, false],
  ])('%s', (_, schedule, date, expected) => {
    expect(isOpenOn([schedule], date)).toBe(expected)
  })

  it('is closed in a closed window, and open around it', () => {
    const schedules: Schedule[] = [
      { freq: 'WEEKLY', byday: 'MO' },
      { closed: true, validFrom: '2026-12-21', validTo: '2027-01-03' },
    ]
    expect(isOpenOn(schedules, '2026-12-14')).toBe(true)
    expect(isOpenOn(schedules, '2026-12-28')).toBe(false)
    expect(isOpenOn(schedules, '2027-01-04')).toBe(true)
  })

  it.each<[string, Schedule, { from?: string; to?: string }, boolean]>([
    ['at the moment it opens', { opensAt: '09:00', closesAt: '17:00' }, { from: '09:00', to: '09:00' }, true],
    ['a minute before it opens', { opensAt: '09:00', closesAt: '17:00' }, { from: '08:59', to: '08:59' }, false],
    ['at the moment it closes', { opensAt: '09:00', closesAt: '17:00' }, { from: '17:00', to: '17:00' }, false],
    ['in part of the span asked', { opensAt: '09:00', closesAt: '10:00' }, { from: '09:30', to: '12:00' }, true],
    ['from a time on', { opensAt: '09:00', closesAt: '17:00' }, { from: '18:00' }, false],
    ['up to a time', { opensAt: '09:00', closesAt: '17:00' }, { to: '10:00' }, true],
    ['hours that are not told', {}, { from: '23:00', to: '23:00' }, true],
    ['an open end', { opensAt: '19:00' }, { from: '22:00', to: '22:00' }, true],
    ['until midnight', { opensAt: '19:00', closesAt: '00:00' }, { from: '23:30', to: '23:30' }, true],
    [
      'past midnight, on the day it opens',
      { opensAt: '19:00', closesAt: '02:00' },
      { from: '23:30', to: '23:30' },
      true,
    ],
  ])('%s', (_, hours, question, expected) => {
    expect(isOpenOn([{ freq: 'WEEKLY', byday: 'MO', ...hours }], MONDAY, question)).toBe(expected)
  })
})

describe('London time', () => {
  it.each([
    ['2026-03-29T00:59:59Z', '2026-03-29', '00:59'],
    ['2026-03-29T01:00:00Z', '2026-03-29', '02:00'],
    ['2026-10-25T00:59:59Z', '2026-10-25', '01:59'],
    ['2026-10-25T01:00:00Z', '2026-10-25', '01:00'],
    ['2026-07-31T23:30:00Z', '2026-08-01', '00:30'],
  ])('%s is %s %s', (instant, date, time) => {
    expect(londonTime(instant)).toEqual({ date, time })
  })

  it('counts 35 days from today in London, whatever the clocks do', () => {
    const everyDay = comingDates(127, Date.parse('2026-10-24T23:30:00Z'))
    expect([everyDay.length, everyDay[0], everyDay.at(-1)]).toEqual([35, '2026-10-25', '2026-11-28'])
    expect(comingDates(0b1000001, Date.parse(`${MONDAY}T10:00:00Z`))).toEqual([
      '2026-11-23',
      '2026-11-29',
      '2026-11-30',
      '2026-12-06',
      '2026-12-07',
      '2026-12-13',
      '2026-12-14',
      '2026-12-20',
      '2026-12-21',
      '2026-12-27',
    ])
  })
})
