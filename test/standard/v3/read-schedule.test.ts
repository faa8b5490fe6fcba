import { describe, expect, it } from 'vitest'
import type { RawObject } from '../../../src/standard/reading-context.ts'
import { readingOf, stated } from '../pages.ts'

function read(schedule: RawObject) {
  const { record, issues } = readingOf({ schedules: [schedule] })
  return { schedule: record.schedules?.[0], codes: stated(issues) }
}

describe('the recurrence of a schedule', () => {
  it.each([
    [
      { freq: 'WEEKLY', byday: 'MO', interval: 1 },
      { freq: 'WEEKLY', byday: 'MO', interval: 1 },
    ],
    [{ freq: 'DAILY' }, { freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR,SA,SU' }],
    [
      { freq: 'DAILY', byday: 'MO-FR' },
      { freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR' },
    ],
    [{ freq: 'every 2 days' }, { freq: 'DAILY', interval: 2 }],
    [{ freq: 'weekends' }, { freq: 'WEEKLY', byday: 'SA,SU' }],
    [
      { freq: 'Every other week', byday: 'TU' },
      { freq: 'WEEKLY', byday: 'TU', interval: 2 },
    ],
    [
      { freq: 'fortnightly', byday: 'TU', interval: 1 },
      { freq: 'WEEKLY', byday: 'TU', interval: 2 },
    ],
    [
      { freq: 'WEEKLY', byday: 'alternate Tuesdays' },
      { freq: 'WEEKLY', byday: 'TU', interval: 2 },
    ],
    [
      { freq: 'MONTHLY', byday: 'first Monday' },
      { freq: 'MONTHLY', byday: '1MO' },
    ],
    [{ freq: 'one-off', dtstart: '2026-07-01' }, { dtstart: '2026-07-01' }],
    [
      { freq: 'once', byday: 'WE', dtstart: '2026-07-01' },
      { byday: 'WE', count: 1, dtstart: '2026-07-01' },
    ],
    [{ bymonthday: [1, '15'] }, { bymonthday: '1,15' }],
    [{ bymonthday: 31 }, { bymonthday: '31' }],
    [{ bymonthday: '-1' }, { bymonthday: '-1' }],
    [
      { byweekno: '53', byyearday: '-366' },
      { byweekno: '53', byyearday: '-366' },
    ],
    [{ bymonth: '5,6' }, { bymonth: '5,6' }],
    [{ bymonth: 'May - July' }, { bymonth: '5,6,7' }],
    [{ bymonth: ['November', 'Feb'] }, { bymonth: '11,2' }],
    [{ bymonth: '11-2' }, { bymonth: '11,12,1,2' }],
    [{ bysetpos: -1 }, { bysetpos: '-1' }],
    [{ exdate: '2026-12-25, 2027-01-01' }, { exdate: '2026-12-25,2027-01-01' }],
    [{ exdate: ['20261225T100000Z', '26/12/2026'] }, { exdate: '2026-12-25,2026-12-26' }],
    [{ exdate: 'TZID=Europe/London:20270216T100000' }, { exdate: '2027-02-16' }],
    [{ rdate: '20261224' }, { rdate: '2026-12-24' }],
    [{ until: '20260331T235959Z' }, { until: '2026-03-31' }],
    [{ valid_from: '20260101', valid_to: '9999-12-31' }, { validFrom: '2026-01-01' }],
    [
      { rrule: 'RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;COUNT=6' },
      { freq: 'MONTHLY', byday: 'MO,TU', bysetpos: '-1', count: 6 },
    ],
    [
      { rrule: 'DTSTART;TZID=Europe/London:20260107T100000\nRRULE:FREQ=WEEKLY;INTERVAL=2\nEXDATE:20260121T100000' },
      { freq: 'WEEKLY', interval: 2, dtstart: '2026-01-07', exdate: '2026-01-21' },
    ],
    [
      { rrule: 'FREQ=WEEKLY;BYDAY=MO,WE', byday: 'WE,MO' },
      { freq: 'WEEKLY', byday: 'WE,MO' },
    ],
  ])('%j is %j', (raw, schedule) => {
    expect(read(raw).schedule).toEqual(schedule)
    expect(read(raw).codes.filter((code) => code.startsWith('BAD'))).toEqual([])
  })

  it.each([
    [{ freq: 'termly', byday: 'TU' }, 'freq'],
    [{ freq: 'bi-weekly', byday: 'TU' }, 'freq'],
    [{ interval: 0 }, 'interval'],
    [{ interval: -1 }, 'interval'],
    [{ interval: 1.5 }, 'interval'],
    [{ count: 0 }, 'count'],
    [{ byday: 'some days' }, 'byday'],
    [{ byday: '6TU' }, 'byday'],
    [{ bymonthday: '35' }, 'bymonthday'],
    [{ bymonthday: '15,32' }, 'bymonthday'],
    [{ bymonthday: 0 }, 'bymonthday'],
    [{ byweekno: '57' }, 'byweekno'],
    [{ byyearday: 400 }, 'byyearday'],
    [{ bymonth: 13 }, 'bymonth'],
    [{ bymonth: 'summer' }, 'bymonth'],
    [{ bysetpos: 0 }, 'bysetpos'],
    [{ exdate: 'Christmas' }, 'exdate'],
    [{ exdate: '2026-12-25, Easter' }, 'exdate'],
    [{ rrule: 'FREQ=WEEKLY;BYDAY=XX' }, 'rrule'],
    [{ rrule: 'FREQ=DAILY;BYHOUR=9,15' }, 'rrule'],
    [{ rrule: 'every Monday' }, 'rrule'],
    [{ rrule: { freq: 'WEEKLY' } }, 'rrule'],
    [{ rrule: 'FREQ=WEEKLY;BYDAY=TU', byday: 'MO' }, 'rrule'],
    [{ until: 'Easter' }, 'until'],
    [{ dtstart: '31/02/2026' }, 'dtstart'],
  ])('%j says that it could not be read, and keeps it', (raw: RawObject, member) => {
    const { schedule, codes } = read({ opens_at: '10:00', ...raw })
    expect(schedule?.unreadable).toEqual([member])
    expect(schedule?.extensions).toEqual({ [member]: raw[member] })
    expect(codes.some((code) => code.startsWith('BAD'))).toBe(true)
  })

  it.each([
    [{ freq: 'WEEKLY', interval: 2, byday: 'TU' }, ['RECURRENCE_NO_START schedules[0].interval']],
    [{ freq: 'WEEKLY', count: 6, byday: 'TU' }, ['RECURRENCE_NO_START schedules[0].count']],
    [{ freq: 'WEEKLY', interval: 2, count: 6, byday: 'TU', dtstart: '2026-01-06' }, []],
    [{ freq: 'WEEKLY', interval: 1, byday: 'TU', valid_from: '2026-01-06' }, []],
  ])('%j that counts from no start is reported', (raw: RawObject, codes) => {
    expect(read(raw).codes).toEqual(codes)
  })

  it('beyond the standard is said to be', () => {
    expect(read({ freq: 'WEEKLY', byday: 'TU', exdate: '2027-02-16' }).codes).toEqual([
      'RECURRENCE_BEYOND_HSDS schedules[0].exdate',
    ])
  })
})

describe('the times of a schedule', () => {
  it.each([
    [
      { opens_at: '9h30', closes_at: 'noon' },
      { opensAt: '09:30', closesAt: '12:00' },
    ],
    [{ opens_at: '9am - 5pm' }, { opensAt: '09:00', closesAt: '17:00' }],
    [
      { opens_at: '10:00-12:00', closes_at: '10:00-12:00' },
      { opensAt: '10:00', closesAt: '12:00' },
    ],
    [
      { opens_at: '10:00+01:00', dtstart: '2026-07-01' },
      { opensAt: '10:00', dtstart: '2026-07-01' },
    ],
  ])('%j are %j', (raw, times) => {
    expect(read(raw).schedule).toEqual(times)
  })

  it.each(['late', '9', 'from 9', 900])('%j are unreadable, and kept', (opens_at) => {
    expect(read({ opens_at, closes_at: '12:00' })).toEqual({
      schedule: { closesAt: '12:00', unreadable: ['opensAt'], extensions: { opens_at } },
      codes: ['BAD_TIME schedules[0].opens_at'],
    })
  })

  it('in UTC stay as published, marked as such', () => {
    expect(read({ dtstart: '2026-07-01', opens_at: '10:00Z', closes_at: '11:00Z' })).toEqual({
      schedule: {
        dtstart: '2026-07-01',
        opensAt: '10:00',
        closesAt: '11:00',
        utcTimes: true,
        extensions: { opens_at: '10:00Z', closes_at: '11:00Z' },
      },
      codes: ['TIME_IN_UTC schedules[0].opens_at', 'TIME_IN_UTC schedules[0].closes_at'],
    })
  })

  it('that fall on another day in London take their days along', () => {
    const friday = { freq: 'WEEKLY', opens_at: '22:30-05:00', closes_at: '23:30-05:00' }
    expect(read({ ...friday, byday: 'FR', dtstart: '2027-06-04', exdate: '2027-06-11' }).schedule).toMatchObject({
      byday: 'SA',
      dtstart: '2027-06-05',
      exdate: '2027-06-12',
      opensAt: '04:30',
      closesAt: '05:30',
    })
    expect(read({ ...friday, byday: 'FR', dtstart: '2027-06-04T22:30:00-05:00' }).schedule?.dtstart).toBe('2027-06-05')
    expect(read({ byday: 'MO,SU', opens_at: '00:30+05:00' }).schedule).toMatchObject({
      byday: 'SU,SA',
      opensAt: '19:30',
    })
    expect(read({ ...friday, byday: '1FR' }).schedule?.unreadable).toEqual(['byday'])
  })
})

describe('times in UTC', () => {
  const schedule = { freq: 'WEEKLY', byday: 'TU', dtstart: '2026-07-07', opens_at: '09:00Z', closes_at: '12:00Z' }

  it.each([
    ["Every Tuesday at 9 o'clock.", '09:00', '12:00', undefined],
    ['Tuesdays 9am - 12pm', '09:00', '12:00', undefined],
    ['Tuesdays 9-11am', '09:00', '12:00', undefined],
    ['Tuesdays 09:00 to 12:00', '09:00', '12:00', undefined],
    ['Tuesdays 10am to 1pm', '10:00', '13:00', undefined],
    ['Tuesdays, all year', '09:00', '12:00', true],
    ['Room 9, 10 Hall Road', '09:00', '12:00', true],
    ['For 9 to 11 year olds', '09:00', '12:00', true],
  ])('beside “%s” open at %s', (description, opensAt, closesAt, utcTimes) => {
    const inService = readingOf({ description, schedules: [schedule] }).record.schedules?.[0]
    const inSchedule = readingOf({ schedules: [{ ...schedule, description }] }).record.schedules?.[0]
    for (const read of [inService, inSchedule]) {
      expect([read?.opensAt, read?.closesAt, read?.utcTimes]).toEqual([opensAt, closesAt, utcTimes])
    }
  })

  it('of a place are settled too', () => {
    const { record } = readingOf({
      description: 'From 10am.',
      service_at_locations: [{ location: { id: 'l1', name: 'Hall' }, schedules: [schedule] }],
    })
    expect(record.serviceAtLocations?.[0]?.schedules?.[0]).toMatchObject({ opensAt: '10:00', closesAt: '13:00' })
  })
})

describe('hours that close before they open', () => {
  it.each([
    ['9:00', '5:00'],
    ['10:00', '2:00'],
    ['08:00', '07:00'],
    ['11:30', '1:00'],
    ['12:00', '11:00'],
    ['9am', '5:00'],
    ['12:00', '02:00'],
    ['14:00', '04:00'],
    ['13:00', '03:30'],
    ['22:00', '20:00'],
    ['17:00', '12:00'],
    ['2026-07-01T09:00:00', '2026-07-01T05:00:00'],
    ['2:00', '4pm'],
    ['7.30', '9pm'],
    ['1:00', '3:00'],
  ])('%s to %s are not known, and its day is', (opens_at, closes_at) => {
    const { schedule, codes } = read({ byday: 'MO', opens_at, closes_at })
    expect(schedule).toEqual({
      byday: 'MO',
      unreadable: ['opensAt', 'closesAt'],
      extensions: { opens_at, closes_at },
    })
    expect(codes).toEqual(['HOURS_DOUBTFUL schedules[0].closes_at'])
  })

  it.each([
    ['20:00', '08:00'],
    ['17:00', '09:00'],
    ['18:00', '10:00'],
    ['16:30', '09:30'],
    ['16:00', '07:00'],
    ['14:00', '01:00'],
    ['14:00', '02:00'],
    ['12:30', '00:30'],
    ['18:00', '06:00'],
    ['18:00', '08:00'],
    ['22:00', '02:00'],
    ['23:00', '22:59'],
    ['09:00', '08:59'],
    ['09:00', '00:00'],
    ['09:00', '09:00'],
    ['09:00', '17:00'],
    ['10:00', '2:00 am', '02:00'],
    ['9am', 'midnight', '00:00'],
  ])('%s to %s are a night, or a whole day', (opens_at, closes_at, closesAt = closes_at) => {
    const { schedule, codes } = read({ byday: 'MO', opens_at, closes_at })
    expect(schedule).toMatchObject({ closesAt })
    expect(codes).toEqual([])
  })

  it('are a night where each has its date', () => {
    const night = { opens_at: '2026-07-01T10:00:00', closes_at: '2026-07-02T02:00:00' }
    expect(read(night).schedule).toMatchObject({ opensAt: '10:00', closesAt: '02:00' })
  })

  it('are not known in one field either', () => {
    const { schedule } = read({ byday: 'MO', opens_at: '9:00 - 5:00' })
    expect(schedule).toMatchObject({ byday: 'MO', extensions: { opens_at: '9:00 - 5:00' } })
    expect(schedule).not.toHaveProperty('closesAt')
    expect(read({ byday: 'MO', opens_at: '9:00 - 5:00 pm' }).schedule).toMatchObject({ closesAt: '17:00' })
  })
})

describe('days that the description contradicts', () => {
  it.each([
    ['MO', 'Tuesdays', undefined],
    ['MO,WE', 'Tuesday and Thursday', undefined],
    ['MO', 'Mondays', 'MO'],
    ['MO,TU', 'Tuesdays', 'MO,TU'],
    ['MO', 'Chair yoga, not the Tuesday class', 'MO'],
    ['MO', 'Our Tuesday group', undefined],
    ['MO', 'Our Tuesday group meets on Mondays', 'MO'],
    ['MO', 'Please book by Friday', 'MO'],
    ['MO', 'At the hall. Tuesdays at the church.', undefined],
    ['MO', 'Mondays at the hall. Tuesdays at the church.', 'MO'],
    ['TU', 'Closed Easter Monday', 'TU'],
  ])('%s beside %s', (byday, description, days) => {
    const { schedule, codes } = read({ freq: 'WEEKLY', byday, description })
    expect(schedule?.byday).toBe(days)
    expect(schedule?.unreadable).toEqual(days === undefined ? ['byday'] : undefined)
    expect(codes).toEqual(days === undefined ? ['DAYS_CONTRADICTED schedules[0].byday'] : [])
  })

  it.each<[string, string, boolean]>([
    ['notes', 'Closed on Mondays', true],
    ['description', 'Tuesdays only', true],
    ['notes', 'Except Tuesday', true],
    ['notes', 'Closed on Fridays', false],
    ['notes', 'Closed on Monday mornings', false],
    ['notes', 'Closed on bank holiday Mondays', false],
  ])('reports %s that take some of them out: %s', (member, words, isReported) => {
    const { schedule, codes } = read({ freq: 'WEEKLY', byday: 'MO,TU', [member]: words })
    expect(schedule?.byday).toBe('MO,TU')
    expect(codes).toEqual(isReported ? ['DAYS_CONTRADICTED schedules[0].byday'] : [])
  })

  it.each([
    ['Every Tuesday apart from August', true],
    ['Bank holiday Mondays only', true],
    ['Term time only', true],
    ['Breaks for the summer', true],
    ['Not every week', true],
    ['Dates on our website', true],
    ['October to March', true],
    ['Open all year', false],
    ['By appointment', false],
    ['Since August 2019', false],
  ])('reports words that leave out parts of the year: %s: %s', (notes, isReported) => {
    const { schedule, codes } = read({ freq: 'WEEKLY', byday: 'MO,TU', notes })
    expect(schedule?.byday).toBe('MO,TU')
    expect(codes).toEqual(isReported ? ['DAYS_CONTRADICTED schedules[0].notes'] : [])
  })

  it.each<[string, object, string, boolean]>([
    ['a day of the month', { bymonthday: '3' }, 'Not in August', true],
    ['a day of the year', { byyearday: '60' }, 'Term time only', true],
    ['a week of the year', { byweekno: '10' }, 'Dates on our website', true],
    ['a day of the month', { bymonthday: '3' }, 'Monthly', false],
    ['the second Monday', { byday: '2MO' }, 'Monthly', false],
    ['every other week', { freq: 'WEEKLY', interval: 2, byday: 'MO', dtstart: '2026-06-01' }, 'Fortnightly', false],
    ['every week', { byday: 'MO' }, 'Fortnightly', true],
    ['one date', { dtstart: '2026-06-01' }, 'Not in August', false],
  ])('of a schedule by %s %j, with the words “%s”: %s', (_by, stated, notes, isReported) => {
    expect(read({ ...stated, notes }).codes).toEqual(isReported ? ['DAYS_CONTRADICTED schedules[0].notes'] : [])
  })
})

describe('hours that the words contradict', () => {
  it.each([
    ['2pm-4pm', true],
    ['Tuesdays 14:00 to 16:00', true],
    ['10am to 12 noon', false],
    ['11am-1pm', true],
    ['9.30am to 12pm', true],
    ['Tuesdays 10:00-12:30', true],
    ['Mondays 9am-5pm. Tuesdays as stated', false],
    ['Monday and Tuesday 9am-5pm', true],
    ['Open 10.30am-11.30am', true],
    ['Opening hours: 10:00 to 11:00', true],
    ['Tuesdays 10.00 to 10.15', true],
    ['10.30am-11am', true],
    ['Quiet hour with a story 10.30am-11am', false],
    ['Crafts 10am-11am, singing 11am-12pm', false],
    ['10-12', false],
    ['9-12.30', false],
    ['10.00-12.00', false],
    ['10pm-12am', false],
    ['For 2-4 year olds', false],
    ['Phone lines 2pm-4pm', false],
    ['Closed 2pm-4pm', false],
    ['10am-12pm at the hall, 2pm-4pm at the church', false],
    ['By appointment', false],
  ])('beside “%s”: %s', (notes, isContradicted) => {
    const { schedule, codes } = read({ byday: 'TU', opens_at: '10:00', closes_at: '12:00', notes })
    expect(schedule?.unreadable).toEqual(isContradicted ? ['opensAt', 'closesAt'] : undefined)
    expect(schedule?.byday).toBe('TU')
    expect(codes).toEqual(isContradicted ? ['HOURS_CONTRADICTED schedules[0].opens_at'] : [])
  })
})
