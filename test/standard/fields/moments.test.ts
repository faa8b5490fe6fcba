import { describe, expect, it } from 'vitest'
import { Temporal } from 'temporal-polyfill'
import { readDate, toDate } from '../../../src/standard/fields/date.ts'
import { toDays } from '../../../src/standard/fields/day.ts'
import { readInstant, toInstant } from '../../../src/standard/fields/instant.ts'
import { fromLondon, toLondon } from '../../../src/model/london-time.ts'
import { toFrequency } from '../../../src/standard/fields/frequency.ts'
import { toClockTime, toTimeSpan } from '../../../src/standard/fields/time.ts'
import { createIssueCollector } from '../../../src/standard/issue-collector.ts'
import { readOne } from './fields.ts'

describe('London time', () => {
  const around = [1996, 2000, 2019, 2024, 2025, 2026, 2030].flatMap((year) =>
    [3, 10].flatMap((month) => [24, 25, 26, 27, 28, 29, 30, 31].map((day) => Date.UTC(year, month - 1, day, 0, 59))),
  )
  it('agrees with the time zone database around every change of the clocks', () => {
    for (const at of around.flatMap((ms) => [ms, ms + 120_000, ms + 3_660_000])) {
      const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/London')
      expect(toLondon(at)).toEqual({
        date: zoned.toPlainDate().toString(),
        time: zoned.toPlainTime().toString().slice(0, 5),
      })
      const wall = zoned.toPlainDateTime()
      expect(fromLondon(Date.parse(`${wall.toString()}Z`))).toBe(
        wall.toZonedDateTime('Europe/London').epochMilliseconds,
      )
    }
  })
})

describe('an instant', () => {
  it.each([
    ['2025-09-02T12:06:15.654', '2025-09-02T11:06:15.654Z'],
    ['2025-09-02T12:06:15.6541234Z', '2025-09-02T12:06:15.654Z'],
    ['2025-09-02 12:06:15+02:00', '2025-09-02T10:06:15.000Z'],
    ['13/05/2021 09:30:00', '2021-05-13T08:30:00.000Z'],
    ['2025-01-02', '2025-01-02T00:00:00.000Z'],
    ['2025-07-02', '2025-07-02T00:00:00.000Z'],
    ['20250702T090000Z', '2025-07-02T09:00:00.000Z'],
    [1_700_000_000_000, '2023-11-14T22:13:20.000Z'],
    ['2026-06-30T23:59:60Z', '2026-07-01T00:00:00.000Z'],
    ['2026-07-01T00:59:60+01:00', '2026-07-01T00:00:00.000Z'],
    ['2016-12-31 23:59:60', '2017-01-01T00:00:00.000Z'],
    ['2026-06-30T23:58:60Z', undefined],
    ['2026-06-29T23:59:60Z', undefined],
    ['2026-06-30T23:59:61Z', undefined],
    ['2026-06-30T23:59:59+24:00', undefined],
    ['2026-06-30T23:59:59+01:60', undefined],
    ['2025-02-30T00:00:00Z', undefined],
    ['9999-12-31T23:59:59-12:00', undefined],
    ['soon', undefined],
    [12, undefined],
  ])('%j is %s', (value, instant) => {
    expect(toInstant(value)).toBe(instant)
  })

  it.each([
    ['2099-01-01T00:00:00Z', ['DATE_IMPLAUSIBLE']],
    ['1970-01-01T00:00:00Z', ['DATE_IMPLAUSIBLE']],
    ['2026-06-30T00:00:00Z', []],
    ['soon', ['BAD_DATE']],
  ])('%s is judged by the clock given', (value, codes) => {
    const issues = createIssueCollector()
    readInstant({ last_modified: value }, 'last_modified', issues, Date.parse('2026-07-01T00:00:00Z'))
    expect(issues.issues.map(({ code }) => code)).toEqual(codes)
  })
})

describe('a day', () => {
  it.each([
    ['2024-02-29', '2024-02-29'],
    ['13/05/2021', '2021-05-13'],
    ['13/05/2021 09:30:00', '2021-05-13'],
    ['2021-05-13T23:30:00Z', '2021-05-14'],
    ['2021-05-13T23:30:00', '2021-05-13'],
    ['20210513', '2021-05-13'],
    [20210513, '2021-05-13'],
    ['20210513T093000', '2021-05-13'],
    ['20210513T093000Z', '2021-05-13'],
    ['20210513T2330Z', '2021-05-14'],
    ['20210513T235959Z', '2021-05-13'],
    ['2021-05-13T23:59:59.999Z', '2021-05-13'],
    ['2021-05-13Z', '2021-05-13'],
    ['2021/05/13', '2021-05-13'],
    ['13.5.2021', '2021-05-13'],
    ['13 May 2021', '2021-05-13'],
    ['Thursday 13th of May 2021', '2021-05-13'],
    ['13-May-2021', '2021-05-13'],
    ['13-May-21', '2021-05-13'],
    ['May 13, 2021', '2021-05-13'],
    ['Thu, 13 May 2021 23:30:00 GMT', '2021-05-14'],
  ])('%s is %s', (value, date) => {
    expect(toDate(value)).toBe(date)
  })

  it.each([
    ['31/02/2026', 'BAD_DATE'],
    ['2023-02-29', 'BAD_DATE'],
    ['2026-13-01', 'BAD_DATE'],
    ['next week', 'BAD_DATE'],
    [2026, 'BAD_DATE'],
    ['20261301', 'BAD_DATE'],
    ['13/05/21', 'BAD_DATE'],
    ['May 2021', 'BAD_DATE'],
    ['31 June 2026', 'BAD_DATE'],
    ['01-Jan-98', 'BAD_DATE'],
    ['31 December 99', 'BAD_DATE'],
    ['13 Mai 2021', 'BAD_DATE'],
    ['0001-01-01T00:00:00', 'PLACEHOLDER'],
  ])('%s is none, with %s', (value, code) => {
    expect(readOne(readDate, value)).toEqual([undefined, code])
  })

  it.each(['', null, '0000-00-00'])('%j is none, without a word', (value) => {
    expect(readOne(readDate, value)).toEqual([undefined])
  })
})

describe('a time of day', () => {
  it.each([
    ['09:30', '09:30'],
    ['9:30', '09:30'],
    ['10:00:00', '10:00'],
    ['10:00:00.000', '10:00'],
    ['9am', '09:00'],
    ['9 a.m.', '09:00'],
    ['9.30 pm', '21:30'],
    ['9.30am', '09:30'],
    ['9h30', '09:30'],
    ['14h', '14:00'],
    ['09h00', '09:00'],
    ['12am', '00:00'],
    ['12 p.m.', '12:00'],
    ['noon', '12:00'],
    ['Midday', '12:00'],
    ['12 noon', '12:00'],
    ['midnight', '00:00'],
    ['0900', '09:00'],
    ['0930hrs', '09:30'],
    ['2359', '23:59'],
    ['24:00', '23:59'],
    ['2400', '23:59'],
    ['14:00 pm', '14:00'],
    ["nine o'clock in the evening", '21:00'],
    ['half past nine in the morning', '09:30'],
    ['quarter to 5 pm', '16:45'],
    ['ten past 12 pm', '12:10'],
    ['2026-07-01T09:00:00', '09:00'],
  ])('%j is %s', (value, time) => {
    expect(toClockTime(value, undefined)).toEqual({ time, days: 0, zone: 'NONE' })
  })

  it.each([
    '',
    '9',
    'late',
    'from 9',
    '25:00',
    '24:30',
    '10:75',
    '13am',
    900,
    true,
    'half past nine',
    "9 o'clock",
    '17',
  ])('%j is none, or may be two', (value) => {
    expect(toClockTime(value, undefined)).toBeUndefined()
  })

  it.each([
    ['10:00Z', '2026-07-01', '10:00', 0, 'UTC'],
    ['10:00+00:00', undefined, '10:00', 0, 'UTC'],
    ['9am GMT', undefined, '09:00', 0, 'UTC'],
    ['2026-07-01T09:00:00Z', undefined, '09:00', 0, 'UTC'],
    ['10:00+01:00', undefined, '10:00', 0, 'LONDON'],
    ['10:00+01:00', '2026-07-01', '10:00', 0, 'LONDON'],
    ['9am BST', undefined, '09:00', 0, 'LONDON'],
    ['10:00+01:00', '2026-01-01', '09:00', 0, 'CONVERTED'],
    ['00:30+05:00', undefined, '19:30', -1, 'CONVERTED'],
    ['22:30-05:00', '2026-07-01', '04:30', 1, 'CONVERTED'],
    ['22:30-05:00', '2026-01-01', '03:30', 1, 'CONVERTED'],
    ['2026-07-01T22:30:00-05:00', undefined, '04:30', 1, 'CONVERTED'],
  ])('%s on %s is %s in London, %i days later (%s)', (value, date, time, days, zone) => {
    expect(toClockTime(value, date)).toEqual({ time, days, zone })
  })

  it.each([
    ['9am - 5pm', '09:00', '17:00'],
    ['from 09:00 to 17:30', '09:00', '17:30'],
    ['10:00–12:00', '10:00', '12:00'],
    ['2-4pm', '14:00', '16:00'],
    ['6.30 to 8pm', '18:30', '20:00'],
    ['9-5pm', '09:00', '17:00'],
    ['11-2pm', '11:00', '14:00'],
    ['9-12pm', '09:00', '12:00'],
    ['2-4am', '02:00', '04:00'],
    ['10pm-2am', '22:00', '02:00'],
    ['10 - 12 noon', '10:00', '12:00'],
    ['12-4am', '00:00', '04:00'],
    ['7-midnight', '19:00', '00:00'],
    ['24 hours', '00:00', '23:59'],
    ['24/7', '00:00', '23:59'],
  ])('%s is two', (value, opens, closes) => {
    expect(toTimeSpan(value, undefined)?.map(({ time }) => time)).toEqual([opens, closes])
  })

  it.each([
    '9-5',
    '10:00',
    '9am - late',
    '9am - 12pm - 5pm',
    '10-2am',
    '9-1am',
    '10.30-2am',
    '6-12pm',
    '12-12pm',
    `9am${' '.repeat(100_000)}5pm`,
  ])('%.30s is not two', (value) => {
    expect(toTimeSpan(value, undefined)).toBeUndefined()
  })
})

describe('a frequency', () => {
  it.each([
    ['WEEKLY', { freq: 'WEEKLY' }],
    ['Weekly', { freq: 'WEEKLY' }],
    ['week', { freq: 'WEEKLY' }],
    ['every month', { freq: 'MONTHLY' }],
    ['DAILY', { freq: 'DAILY' }],
    ['annually', { freq: 'YEARLY' }],
    ['fortnightly', { freq: 'WEEKLY', interval: 2 }],
    ['Every other week', { freq: 'WEEKLY', interval: 2 }],
    ['alternate weeks', { freq: 'WEEKLY', interval: 2 }],
    ['every two weeks', { freq: 'WEEKLY', interval: 2 }],
    ['2-weekly', { freq: 'WEEKLY', interval: 2 }],
    ['every 3 months', { freq: 'MONTHLY', interval: 3 }],
    ['every second month', { freq: 'MONTHLY', interval: 2 }],
    ['quarterly', { freq: 'MONTHLY', interval: 3 }],
    ['P2W', { freq: 'WEEKLY', interval: 2 }],
    ['weekdays', { freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR' }],
    ['each weekend', { freq: 'WEEKLY', byday: 'SA,SU' }],
    ['one-off', {}],
    ['bi-weekly', undefined],
    ['bimonthly', undefined],
    ['twice a week', undefined],
    ['termly', undefined],
    ['HOURLY', undefined],
    ['every 0 weeks', undefined],
    [7, undefined],
  ])('%j is %j', (value, frequency) => {
    expect(toFrequency(value)).toEqual(frequency)
  })
})

describe('weekdays', () => {
  it.each([
    ['TH,FR', 'TH,FR'],
    ['Thursday', 'TH'],
    ['monday, Wednesday', 'MO,WE'],
    ['Mon Tue', 'MO,TU'],
    ['Saturdays and Sundays', 'SA,SU'],
    [['MO', 'Tuesday'], 'MO,TU'],
    ['2MO,-1FR', '2MO,-1FR'],
    ['https://schema.org/Friday', 'FR'],
    ['MO,MO', 'MO'],
    ['Tues/Thurs', 'TU,TH'],
    ['Weds & Sat.', 'WE,SA'],
    ['MONDAY; TUESDAY', 'MO,TU'],
    ['["MO","TU"]', 'MO,TU'],
    ['BYDAY=MO,WE', 'MO,WE'],
    ['someday', undefined],
    ['', undefined],
    ['M', undefined],
    [3, undefined],
    [['MO', 2], undefined],
  ])('%j are %s', (value, days) => {
    expect(toDays(value)?.byday).toBe(days)
    expect(toDays(value)?.isInWords ?? false).toBe(false)
  })

  it.each([
    ['MO-FR', 'MO,TU,WE,TH,FR'],
    ['Mon - Fri', 'MO,TU,WE,TH,FR'],
    ['Mon to Thu', 'MO,TU,WE,TH'],
    ['Monday – Wednesday, Friday', 'MO,TU,WE,FR'],
    ['Fri-Mon', 'FR,SA,SU,MO'],
    ['Mon.-Fri.', 'MO,TU,WE,TH,FR'],
    ['Weekdays', 'MO,TU,WE,TH,FR'],
    ['Weekends', 'SA,SU'],
    ['Weekdays and Saturdays', 'MO,TU,WE,TH,FR,SA'],
    ['Every day', 'MO,TU,WE,TH,FR,SA,SU'],
    ['7 days a week', 'MO,TU,WE,TH,FR,SA,SU'],
    ['first Monday', '1MO'],
    ['First and third Monday of the month', '1MO,3MO'],
    ['1st & 3rd Thursdays', '1TH,3TH'],
    ['last Friday of each month', '-1FR'],
    ['first Monday and last Friday', '1MO,-1FR'],
    ['every second Tuesday of the month', '2TU'],
    ['every second Tuesday', undefined],
    ['first Monday and Friday', undefined],
    ['second last Friday', undefined],
    ['2nd-last Friday', undefined],
    ['Monday, every other Friday', undefined],
    ['alternate Mondays and every Friday', undefined],
    ['sixth Tuesday', undefined],
    ['6TU', undefined],
    ['Mon-Fri except Wednesday', undefined],
    ['Mon-Fri, bank holidays', undefined],
    ['Tuesday the first', undefined],
  ])('in words, %j, are %s', (value, days) => {
    expect(toDays(value)?.byday).toBe(days)
    expect(toDays(value)?.isInWords ?? true).toBe(true)
  })

  it('of every other week say so', () => {
    expect(toDays('Every other Tuesday')).toMatchObject({ byday: 'TU', interval: 2 })
    expect(toDays('alternate Mondays and Fridays')).toMatchObject({ byday: 'MO,FR', interval: 2 })
  })
})
