import { describe, expect, it } from 'vitest'
import { isOpen, isOpenAtPlaces } from '../../src/facts/is-open.ts'
import { DAYS_ARE_EXACT, deriveOpening } from '../../src/facts/opening.ts'
import { prepareQuestion, questionAt, type OpeningQuestion } from '../../src/facts/opening-question.ts'
import type { Schedule } from '../../src/model/schedule.ts'
import type { Service } from '../../src/model/service.ts'

const MONDAY = '2026-11-23'
const EVERY_DAY = 'MO,TU,WE,TH,FR,SA,SU'
const ENGLAND = 1
const SCOTLAND = 2

/** True, false, or undefined for not known; also where no schedule says anything. */
function ask(
  schedules: readonly Schedule[],
  question: OpeningQuestion,
  nations: number | readonly number[] = ENGLAND,
): boolean | undefined {
  const opening = deriveOpening({ schedules })
  return opening === undefined ? undefined : isOpen(opening.rules, prepareQuestion(question), [nations].flat())
}

function on(date: string, from?: string, to?: string): OpeningQuestion {
  return { dates: [date], ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

describe('deriveOpening', () => {
  it.each<[string, Schedule[], number | undefined]>([
    ['no schedule', [], undefined],
    ['a text alone', [{ description: 'Weekday mornings' }], undefined],
    ['weekly on days', [{ freq: 'WEEKLY', byday: 'MO,WE' }], 0b0000101 | DAYS_ARE_EXACT],
    ['days alone', [{ byday: 'SU' }], 0b1000000 | DAYS_ARE_EXACT],
    ['weekly from a first day', [{ freq: 'WEEKLY', dtstart: MONDAY }], 0b0000001],
    ['monthly on an ordinal day', [{ freq: 'MONTHLY', byday: '2TU' }], 0b0000010],
    ['monthly on a date', [{ freq: 'MONTHLY', bymonthday: '15' }], 0b1111111],
    ['a single date', [{ dtstart: MONDAY }], 0b0000001],
    ['a closed window alone', [{ closed: true, validFrom: MONDAY }], undefined],
    ['a window of validity', [{ freq: 'WEEKLY', byday: 'MO', validTo: MONDAY }], 0b0000001],
    ['a night that ends on the next day', [{ byday: 'SU', opensAt: '22:00', closesAt: '02:00' }], 0b1000001],
    ['an evening to midnight', [{ byday: 'SU', opensAt: '22:00', closesAt: '00:00' }], 0b1000000 | DAYS_ARE_EXACT],
    ['hours without a day', [{ opensAt: '09:00', closesAt: '17:00' }], 0b1111111],
    ['weekly on no day given', [{ freq: 'WEEKLY' }], 0b1111111],
  ])('%s', (_, schedules, days) => {
    expect(deriveOpening({ schedules })?.days).toBe(days)
  })
})

describe('the day of an occurrence', () => {
  it.each<[string, Schedule, string, boolean | undefined]>([
    ['every Monday', { freq: 'WEEKLY', byday: 'MO' }, MONDAY, true],
    ['not on Tuesday', { freq: 'WEEKLY', byday: 'MO' }, '2026-11-24', false],
    ['every other week, on', { freq: 'WEEKLY', interval: 2, byday: 'MO', dtstart: '2026-11-09' }, MONDAY, true],
    ['every other week, off', { freq: 'WEEKLY', interval: 2, byday: 'MO', dtstart: '2026-11-16' }, MONDAY, false],
    ['every other week, no start', { freq: 'WEEKLY', interval: 2, byday: 'MO' }, MONDAY, undefined],
    [
      'every other week, valid from',
      { freq: 'WEEKLY', interval: 2, byday: 'MO', validFrom: '2026-11-09' },
      MONDAY,
      undefined,
    ],
    ['every other week, on another day', { freq: 'WEEKLY', interval: 2, byday: 'TU' }, MONDAY, false],
    ['an interval of 0', { freq: 'WEEKLY', interval: 0, byday: 'MO', dtstart: '2026-11-09' }, MONDAY, undefined],
    ['an interval below 0', { freq: 'WEEKLY', interval: -2, byday: 'MO', dtstart: '2026-11-09' }, MONDAY, undefined],
    [
      'an interval between numbers',
      { freq: 'WEEKLY', interval: 1.5, byday: 'MO', dtstart: '2026-11-09' },
      MONDAY,
      undefined,
    ],
    ['daily', { freq: 'DAILY' }, MONDAY, true],
    ['every third day, on', { freq: 'DAILY', interval: 3, dtstart: '2026-11-20' }, MONDAY, true],
    ['every third day, off', { freq: 'DAILY', interval: 3, dtstart: '2026-11-21' }, MONDAY, false],
    ['2nd Tuesday', { freq: 'MONTHLY', byday: '2TU' }, '2026-12-08', true],
    ['not the 1st Tuesday', { freq: 'MONTHLY', byday: '2TU' }, '2026-12-01', false],
    ['2nd Tuesday, said to be weekly', { freq: 'WEEKLY', byday: '2TU' }, '2026-12-01', false],
    ['2nd Tuesday, without a frequency', { byday: '2TU' }, '2026-12-08', true],
    ['a Tuesday of the month, which is not said', { freq: 'MONTHLY', byday: 'TU' }, '2026-12-08', undefined],
    ['no Wednesday of it', { freq: 'MONTHLY', byday: 'TU' }, '2026-12-09', false],
    [
      'a Tuesday of the year, which is not said',
      { freq: 'YEARLY', byday: 'TU', dtstart: '2026-01-06' },
      '2026-12-08',
      undefined,
    ],
    [
      'a Tuesday of the month, said by its position',
      { freq: 'MONTHLY', byday: 'TU', bysetpos: '2' },
      '2026-12-08',
      true,
    ],
    ['the sixth Tuesday', { freq: 'MONTHLY', byday: '6TU' }, '2026-12-08', undefined],
    ['last Friday', { freq: 'MONTHLY', byday: '-1FR' }, '2026-11-27', true],
    ['not the last Friday but one', { freq: 'MONTHLY', byday: '-1FR' }, '2026-11-20', false],
    ['5th Monday of a month with five', { freq: 'MONTHLY', byday: '5MO' }, '2026-11-30', true],
    ['1st and 3rd Wednesday', { freq: 'MONTHLY', byday: '1WE,3WE' }, '2026-12-16', true],
    ['the 15th', { freq: 'MONTHLY', bymonthday: '15' }, '2026-12-15', true],
    ['the last day of the month', { freq: 'MONTHLY', bymonthday: '-1' }, '2027-02-28', true],
    ['the 31st, in February', { freq: 'MONTHLY', bymonthday: '31' }, '2027-02-28', false],
    ['the 31st, at the end of March', { freq: 'MONTHLY', bymonthday: '31' }, '2027-03-31', true],
    ['the 35th', { freq: 'MONTHLY', bymonthday: '35' }, '2027-03-04', undefined],
    ['the 35th from a start', { freq: 'MONTHLY', bymonthday: '35', dtstart: '2026-01-05' }, '2027-03-04', undefined],
    ['the 15th and the 40th', { freq: 'MONTHLY', bymonthday: '15,40' }, '2026-12-16', undefined],
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
    ['a month of some', { freq: 'WEEKLY', byday: 'TU', bymonth: '5,6,7' }, '2027-06-15', true],
    ['another month', { freq: 'WEEKLY', byday: 'TU', bymonth: '5,6,7' }, '2027-02-16', false],
    ['month 13', { freq: 'WEEKLY', byday: 'TU', bymonth: '13' }, '2027-02-16', undefined],
    ['a date excluded', { freq: 'WEEKLY', byday: 'TU', exdate: '2027-02-16' }, '2027-02-16', false],
    ['beside a date excluded', { freq: 'WEEKLY', byday: 'TU', exdate: '2027-02-16' }, '2027-02-09', true],
    ['a date besides', { freq: 'WEEKLY', byday: 'TU', rdate: '2027-02-18' }, '2027-02-18', true],
    ['the last working day', { freq: 'MONTHLY', byday: 'MO,TU,WE,TH,FR', bysetpos: '-1' }, '2027-01-29', true],
    ['not the last working day', { freq: 'MONTHLY', byday: 'MO,TU,WE,TH,FR', bysetpos: '-1' }, '2027-01-28', false],
    ['week 57', { freq: 'WEEKLY', byday: 'TU', byweekno: '57' }, '2027-02-02', undefined],
    ['week 57, on another day', { freq: 'WEEKLY', byday: 'TU', byweekno: '57' }, '2027-02-03', false],
    ['week 5', { freq: 'YEARLY', byday: 'TU', byweekno: '5' }, '2027-02-02', true],
    ['day 400', { freq: 'YEARLY', byyearday: '400' }, '2027-02-02', undefined],
    ['once a year', { freq: 'YEARLY', dtstart: '2020-02-03' }, '2027-02-03', true],
    ['within its count', { freq: 'WEEKLY', byday: 'MO', dtstart: '2026-11-09', count: 3 }, MONDAY, true],
    ['past its count', { freq: 'WEEKLY', byday: 'MO', dtstart: '2026-11-09', count: 2 }, MONDAY, false],
    ['a count without a start', { freq: 'WEEKLY', byday: 'MO', count: 6 }, MONDAY, undefined],
    ['a count of 0', { freq: 'WEEKLY', byday: 'MO', dtstart: '2026-11-09', count: 0 }, MONDAY, undefined],
    ['before it starts', { freq: 'WEEKLY', byday: 'MO', dtstart: '2026-11-30' }, MONDAY, false],
    ['on its last day', { freq: 'WEEKLY', byday: 'MO', until: MONDAY }, MONDAY, true],
    ['after its last day', { freq: 'WEEKLY', byday: 'MO', until: '2026-11-22' }, MONDAY, false],
    ['on the first day of its validity', { freq: 'WEEKLY', byday: 'MO', validFrom: MONDAY }, MONDAY, true],
    ['before its validity', { freq: 'WEEKLY', byday: 'MO', validFrom: '2026-11-24' }, MONDAY, false],
    ['after its validity', { freq: 'WEEKLY', byday: 'MO', validTo: '2026-11-22' }, MONDAY, false],
    ['a last day that could not be read', { freq: 'WEEKLY', byday: 'MO', unreadable: ['until'] }, MONDAY, undefined],
    ['a frequency that could not be read', { byday: 'MO', unreadable: ['freq'] }, MONDAY, undefined],
    [
      'days that could not be read',
      { freq: 'WEEKLY', dtstart: '2026-11-02', unreadable: ['byday'] },
      '2026-11-24',
      undefined,
    ],
    ['times that could not be read', { freq: 'WEEKLY', byday: 'MO', unreadable: ['opensAt'] }, MONDAY, true],
    ['its one date', { dtstart: MONDAY }, MONDAY, true],
    ['a week after its one date', { dtstart: '2026-11-16' }, MONDAY, false],
    ['one of its sessions', { rdate: '2026-11-16,2026-11-23' }, MONDAY, true],
    ['not one of its sessions', { rdate: '2026-11-16,2026-11-30' }, MONDAY, false],
  ])('%s', (_, schedule, date, expected) => {
    expect(ask([schedule], on(date))).toBe(expected)
  })
})

describe('the hours of a day', () => {
  it.each<[string, Schedule, string | undefined, string | undefined, boolean | undefined]>([
    ['at the moment it opens', { opensAt: '09:00', closesAt: '17:00' }, '09:00', '09:00', true],
    ['a minute before it opens', { opensAt: '09:00', closesAt: '17:00' }, '08:59', '08:59', false],
    ['at the moment it closes', { opensAt: '09:00', closesAt: '17:00' }, '17:00', '17:00', false],
    ['in part of the span asked', { opensAt: '09:00', closesAt: '10:00' }, '09:30', '12:00', true],
    ['from a time on', { opensAt: '09:00', closesAt: '17:00' }, '18:00', undefined, false],
    ['up to a time', { opensAt: '09:00', closesAt: '17:00' }, undefined, '10:00', true],
    ['no times at all', {}, '23:00', '23:00', undefined],
    ['no times, for the whole day', {}, '00:00', '23:59', true],
    ['no times, and a time from', {}, '18:00', '19:00', undefined],
    ['an open end, when it opens', { opensAt: '19:00' }, '19:00', '19:00', true],
    ['an open end, later', { opensAt: '19:00' }, '22:00', '22:00', undefined],
    ['an open end, before', { opensAt: '19:00' }, '18:00', '18:30', false],
    ['an end alone, before it', { closesAt: '12:00' }, '10:00', '10:00', undefined],
    ['an end alone, after it', { closesAt: '12:00' }, '12:00', '13:00', false],
    ['equal times, which may be never filled in', { opensAt: '00:00', closesAt: '00:00' }, '10:00', '10:00', undefined],
    ['equal times in the day', { opensAt: '09:00', closesAt: '09:00' }, '10:00', '10:00', undefined],
    ['until midnight', { opensAt: '19:00', closesAt: '00:00' }, '23:59', '23:59', true],
    ['until 23:59', { opensAt: '19:00', closesAt: '23:59' }, '23:59', '23:59', true],
    ['past midnight, on the day it opens', { opensAt: '19:00', closesAt: '02:00' }, '23:30', '23:30', true],
    ['past midnight, the night before', { opensAt: '19:00', closesAt: '02:00' }, '01:00', '01:00', false],
  ])('%s', (_, hours, from, to, expected) => {
    expect(ask([{ freq: 'WEEKLY', byday: 'MO', ...hours }], on(MONDAY, from, to))).toBe(expected)
  })

  const shelter: Schedule = { freq: 'WEEKLY', byday: EVERY_DAY, opensAt: '20:00', closesAt: '08:00' }
  const night: Schedule = { freq: 'WEEKLY', byday: 'SA', opensAt: '22:00', closesAt: '02:00' }
  const openEnded: Schedule = { byday: 'SA', opensAt: '20:00', unreadable: ['closesAt'] }
  const line: Schedule = { freq: 'WEEKLY', byday: EVERY_DAY, opensAt: '23:00', closesAt: '22:59' }
  it.each<[string, Schedule, OpeningQuestion, boolean | undefined]>([
    ['a shelter at three in the morning', shelter, questionAt('2027-02-03T03:00:00Z'), true],
    ['a shelter after breakfast', shelter, questionAt('2027-02-03T08:00:00Z'), false],
    ['a shelter between one and two', shelter, on('2027-02-03', '01:00', '02:00'), true],
    ['Saturday night, on Sunday', night, questionAt('2027-02-07T01:30:00Z'), true],
    ['Saturday night, over', night, questionAt('2027-02-07T02:00:00Z'), false],
    ['Saturday night, the night before', night, questionAt('2027-02-06T01:30:00Z'), false],
    ['Saturday night, the day after', night, on('2027-02-07'), true],
    ['Saturday night, Sunday morning', night, on('2027-02-07', '09:00'), false],
    ['a line around the clock, in its gap', line, questionAt('2027-02-08T22:59:00Z'), true],
    ['a line around the clock, at noon', line, questionAt('2027-02-08T12:00:00Z'), true],
    ['the last night of all', { ...night, until: '2027-02-06' }, questionAt('2027-02-07T01:30:00Z'), true],
    [
      'one night',
      { dtstart: '2027-02-06', opensAt: '22:00', closesAt: '02:00' },
      questionAt('2027-02-07T01:30:00Z'),
      true,
    ],
    ['no times, the next day', { byday: 'SA' }, questionAt('2027-02-07T01:30:00Z'), false],
    ['from the evening till late, in the night', openEnded, questionAt('2027-02-07T01:30:00Z'), undefined],
    ['from the evening till late, the next morning', openEnded, questionAt('2027-02-07T09:00:00Z'), false],
    [
      'from noon till late, in the night',
      { ...openEnded, opensAt: '12:00' },
      questionAt('2027-02-07T01:30:00Z'),
      false,
    ],
  ])('%s', (_, schedule, question, expected) => {
    expect(ask([schedule], question)).toBe(expected)
  })

  const late: Schedule = { freq: 'WEEKLY', byday: 'SA', opensAt: '22:00', closesAt: '01:30' }
  const mornings: Schedule = { freq: 'WEEKLY', byday: 'TU', opensAt: '09:00', closesAt: '12:00', utcTimes: true }
  it.each<[string, Schedule, string, boolean | undefined]>([
    ['the hour before the clocks go back', late, '2027-10-31T00:15:00Z', true],
    ['the same hour again', late, '2027-10-31T01:15:00Z', false],
    ['a night through both', { ...late, closesAt: '04:00' }, '2027-10-31T01:15:00Z', true],
    ['after both', { ...late, closesAt: '04:00' }, '2027-10-31T04:30:00Z', false],
    ['the night the clocks go forward', late, '2027-03-28T00:45:00Z', true],
    ['after the hour that is left out', late, '2027-03-28T01:15:00Z', false],
    ['UTC in winter', mornings, '2028-01-11T11:30:00Z', true],
    ['UTC in winter, over', mornings, '2028-01-11T12:30:00Z', false],
    ['UTC in summer, by either clock', mornings, '2027-06-08T10:30:00Z', true],
    ['UTC in summer, by one clock', mornings, '2027-06-08T11:30:00Z', undefined],
    ['UTC in summer, by neither', mornings, '2027-06-08T12:30:00Z', false],
  ])('%s', (_, schedule, instant, expected) => {
    expect(ask([schedule], questionAt(instant))).toBe(expected)
  })
})

describe('days that are spoken of by themselves', () => {
  const weekly: Schedule = { freq: 'WEEKLY', byday: 'MO', opensAt: '09:00', closesAt: '17:00' }
  const shut: Schedule = { closed: true, validFrom: '2026-12-21', validTo: '2027-01-03' }
  const short: Schedule = { validFrom: '2026-12-14', validTo: '2026-12-14', opensAt: '10:00', closesAt: '12:00' }
  it.each<[string, Schedule[], OpeningQuestion, boolean | undefined]>([
    ['before a closed window', [weekly, shut], on('2026-12-14'), true],
    ['in a closed window', [weekly, shut], on('2026-12-21'), false],
    ['after a closed window', [weekly, shut], on('2027-01-04'), true],
    [
      'closed on one date',
      [weekly, { closed: true, dtstart: '2026-12-14', validTo: '2026-12-14' }],
      on('2026-12-14'),
      false,
    ],
    ['closed on a day that only begins', [weekly, { closed: true, dtstart: '2026-12-14' }], on('2026-12-14'), false],
    ['a week after it', [weekly, { closed: true, dtstart: '2026-12-07' }], on('2026-12-14'), true],
    ['closed from a date on, that date', [weekly, { closed: true, validFrom: '2026-12-14' }], on('2026-12-14'), false],
    ['closed from a date on, later', [weekly, { closed: true, validFrom: '2026-12-07' }], on('2026-12-14'), undefined],
    ['closed by a rule', [weekly, { closed: true, freq: 'MONTHLY', byday: '2MO' }], on('2026-12-14'), false],
    [
      'closed to a day that could not be read',
      [weekly, { closed: true, validFrom: '2026-12-01', unreadable: ['validTo'] }],
      on('2026-12-14'),
      undefined,
    ],
    ['hours of its own', [weekly, short], on('2026-12-14', '10:30', '10:30'), true],
    ['hours of its own in place of the usual', [weekly, short], on('2026-12-14', '14:00', '14:00'), false],
    ['hours of its own, the week after', [weekly, short], on('2027-01-11', '14:00', '14:00'), true],
    [
      'a recurrence of one day',
      [weekly, { ...weekly, closesAt: '12:00', dtstart: '2026-12-14', until: '2026-12-14' }],
      on('2026-12-14', '14:00', '14:00'),
      false,
    ],
    ['hours of its own where it is closed', [weekly, shut, { dtstart: '2026-12-21' }], on('2026-12-21'), undefined],
    [
      'the night before it is closed',
      [
        { ...weekly, opensAt: '22:00', closesAt: '02:00' },
        { closed: true, validFrom: '2026-12-15', validTo: '2026-12-15' },
      ],
      on('2026-12-15', '01:00', '01:00'),
      true,
    ],
  ])('%s', (_, schedules, question, expected) => {
    expect(ask(schedules, question)).toBe(expected)
  })

  it('keeps to the place that a schedule is of', () => {
    const opening = deriveOpening({
      serviceAtLocations: [
        { id: 'a', schedules: [weekly] },
        { id: 'b', schedules: [shut, { freq: 'WEEKLY', byday: 'TU' }] },
      ],
    })
    const rules = opening?.rules ?? []
    expect(isOpen(rules, prepareQuestion(on('2026-12-21')), [ENGLAND])).toBe(true)
    expect(isOpen(rules, prepareQuestion(on('2026-12-22')), [ENGLAND])).toBe(false)
  })

  it('finds the place that a schedule of the service names', () => {
    const opening = deriveOpening({
      schedules: [weekly, { ...shut, serviceAtLocationId: 'b' }],
      serviceAtLocations: [{ id: 'a' }, { id: 'b' }],
    })
    expect(opening?.rules.map(({ place }) => place)).toEqual([undefined, 1])
  })
})

describe('bank holidays and terms', () => {
  const weekly: Schedule = { freq: 'WEEKLY', byday: EVERY_DAY }
  const [CHRISTMAS, EASTER_MONDAY, ST_ANDREW] = ['2027-12-25', '2027-03-29', '2027-11-30']
  it.each<[string, Schedule[], string, number | number[], boolean | undefined]>([
    ['one place in each of two nations', [weekly], EASTER_MONDAY, [ENGLAND | SCOTLAND, ENGLAND, SCOTLAND], true],
    ['two places where it is one', [weekly], CHRISTMAS, [ENGLAND | SCOTLAND, ENGLAND, SCOTLAND], undefined],
    ['an ordinary rule', [weekly], CHRISTMAS, ENGLAND, undefined],
    ['an ordinary rule on an ordinary day', [weekly], '2027-12-24', ENGLAND, true],
    ['a rule that is closed on them', [{ ...weekly, notes: 'Closed on bank holidays' }], CHRISTMAS, ENGLAND, false],
    ['a rule that is not', [{ ...weekly, notes: 'Including bank holidays' }], CHRISTMAS, ENGLAND, true],
    ['words in a schedule of their own', [weekly, { description: 'Closed bank holidays.' }], CHRISTMAS, ENGLAND, false],
    ['a day of its own', [{ dtstart: CHRISTMAS }], CHRISTMAS, ENGLAND, true],
    ['a holiday of another nation', [weekly], ST_ANDREW, ENGLAND, true],
    ['a holiday of this nation', [weekly], ST_ANDREW, SCOTLAND, undefined],
    ['a holiday of one of its nations', [weekly], EASTER_MONDAY, ENGLAND | SCOTLAND, undefined],
    ['a holiday somewhere, the nation not known', [weekly], ST_ANDREW, 0, undefined],
    ['closed, the nation not known', [{ ...weekly, notes: 'Closed bank holidays' }], ST_ANDREW, 0, undefined],
    ['closed everywhere', [{ ...weekly, notes: 'Closed bank holidays' }], CHRISTMAS, 0, false],
    ['term times', [{ ...weekly, description: 'Term time only' }], '2027-08-11', ENGLAND, undefined],
    ['a month left out', [{ ...weekly, notes: 'Closed in August' }], '2027-08-11', ENGLAND, undefined],
    ['another month', [{ ...weekly, notes: 'Closed in August' }], '2027-09-15', ENGLAND, true],
    ['months it is for', [{ ...weekly, notes: 'October to March' }], '2027-07-15', ENGLAND, undefined],
    ['within the months it is for', [{ ...weekly, notes: 'October to March' }], '2027-01-15', ENGLAND, true],
    ['every other week in words', [{ ...weekly, description: 'Every fortnight' }], '2027-01-15', ENGLAND, undefined],
  ])('%s', (_, schedules, date, nations, expected) => {
    expect(ask(schedules, on(date), nations)).toBe(expected)
  })
})

describe('hours and days that the words leave out', () => {
  const weekdays: Schedule = { freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR', opensAt: '09:00', closesAt: '17:00' }
  const WEDNESDAY = '2026-11-25'
  it.each<[string, string, string | undefined, boolean | undefined]>([
    ['Closed for lunch 12-1', MONDAY, '12:30', undefined],
    ['Closed for lunch 12-1', MONDAY, '11:59', true],
    ['Closed for lunch 12-1', MONDAY, '13:00', true],
    ['Closed for lunch 12-1', MONDAY, '17:00', false],
    ['Closed for lunch 12-1', MONDAY, undefined, true],
    ['We close between 12.30pm and 1.30pm. Closed 12.30pm to 1.30pm', MONDAY, '13:15', undefined],
    ['Closed 1200-1400', MONDAY, '13:15', undefined],
    ['Closed at lunchtime', MONDAY, '13:15', undefined],
    ['Closed at lunchtime', MONDAY, '15:15', true],
    ['Lunch 12-1', MONDAY, '10:00', true],
    ['Closed Wednesday afternoons', WEDNESDAY, '14:00', undefined],
    ['Closed Wednesday afternoons', WEDNESDAY, '10:00', true],
    ['Closed Wednesday afternoons', MONDAY, '14:00', true],
    ['Closed on Wednesdays', WEDNESDAY, undefined, undefined],
    ['Closed on Wednesdays', MONDAY, undefined, true],
    ['Monday to Friday except Wednesday', WEDNESDAY, '10:00', undefined],
    ['Wednesdays only', WEDNESDAY, '10:00', true],
    ['Wednesdays only', MONDAY, '10:00', undefined],
    ['Mornings only', MONDAY, '10:00', true],
    ['Mornings only', MONDAY, '14:00', undefined],
    ['Monday mornings', MONDAY, '14:00', undefined],
    ['10am-2pm only', MONDAY, '15:00', undefined],
    ['10am-2pm only', MONDAY, '13:00', true],
    ['Wednesdays close at 3pm', WEDNESDAY, '16:00', undefined],
    ['Wednesdays close at 3pm', WEDNESDAY, '14:00', true],
    ['Close to the station', MONDAY, '14:00', true],
    ['Every Monday apart from August', MONDAY, '10:00', true],
    ['Closes early on Wednesdays', WEDNESDAY, '16:00', undefined],
    ['Closes early on Wednesdays', WEDNESDAY, '09:30', true],
    ['Closed from 3pm on Wednesdays', WEDNESDAY, '15:30', undefined],
    ['Closed from 3pm on Wednesdays', WEDNESDAY, '14:30', true],
    ['Coffee is served at 11', MONDAY, '11:00', true],
    ['Closed on bank holidays', MONDAY, '11:00', true],
    ['Closed from 24 December to 2 January', MONDAY, '11:00', true],
    ['Mondays except the first', MONDAY, '11:00', undefined],
    ['Every Monday (not the last)', MONDAY, '11:00', undefined],
    ['Bank holiday Mondays only', MONDAY, '11:00', undefined],
    ['Bank Holiday Mondays', MONDAY, '11:00', undefined],
    ['Bank holidays included', MONDAY, '11:00', true],
  ])('%s: on %s at %s', (notes, date, time, expected) => {
    expect(ask([{ ...weekdays, notes }], on(date, time, time))).toBe(expected)
  })

  it('believes its own rarer rule where the prose says how often', () => {
    const rules = (schedules: Schedule[]) =>
      deriveOpening({ schedules, description: 'We meet on the fourth Monday of the month' })?.rules ?? []
    const isOpenOn = (schedules: Schedule[]) => isOpen(rules(schedules), prepareQuestion(on(MONDAY)), [ENGLAND])
    expect(isOpenOn([weekdays])).toBeUndefined()
    expect(isOpenOn([{ freq: 'MONTHLY', byday: '4MO' }])).toBe(true)
  })
})

describe('the bank holidays of each place', () => {
  const weekly: Schedule = { freq: 'WEEKLY', byday: EVERY_DAY }
  const both = [ENGLAND | SCOTLAND, ENGLAND, SCOTLAND]
  const atEach: Service['serviceAtLocations'] = [
    { id: 'a', schedules: [weekly] },
    { id: 'b', schedules: [{ ...weekly, notes: 'Closed on bank holidays' }] },
  ]
  it.each<[string, string, number[], boolean | undefined]>([
    ['the English one on a Scottish holiday', '2027-11-30', [0], true],
    ['the Scottish one on a Scottish holiday', '2027-11-30', [1], false],
    ['either on a Scottish holiday', '2027-11-30', [0, 1], true],
    ['the English one on an English holiday', '2027-03-29', [0], undefined],
    ['the Scottish one on an English holiday', '2027-03-29', [1], true],
  ])('%s', (_, date, places, expected) => {
    const rules = deriveOpening({ serviceAtLocations: atEach })?.rules ?? []
    expect(isOpenAtPlaces(rules, places, prepareQuestion(on(date)), both)).toBe(expected)
  })

  it('counts for a schedule of the whole service, too', () => {
    const { rules = [] } = deriveOpening({ schedules: [weekly] }) ?? {}
    const at = (place: number) => isOpenAtPlaces(rules, [place], prepareQuestion(on('2027-11-30')), both)
    expect([at(0), at(1)]).toEqual([true, undefined])
  })
})
