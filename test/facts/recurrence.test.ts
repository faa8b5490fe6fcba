import fc from 'fast-check'
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { calendarDay, dateOf, dayNumber } from '../../src/facts/calendar-day.ts'
import { occursOn } from '../../src/facts/opening-rule.ts'
import { readOpeningRules } from '../../src/facts/read-opening-rules.ts'
import type { Schedule } from '../../src/model/schedule.ts'

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const FIRST = dayNumber('2025-12-20') ?? 0
const ASKED = 500

const listOf = (item: fc.Arbitrary<number>) =>
  fc.uniqueArray(item, { minLength: 1, maxLength: 3 }).map((list) => list.join(','))
const below = (most: number) => fc.integer({ min: 1, max: most })
const eitherEnd = (most: number) =>
  fc.oneof(
    below(most),
    below(most).map((each) => -each),
  )
const daysOf = (nth: fc.Arbitrary<string>) =>
  fc
    .uniqueArray(fc.tuple(nth, fc.constantFrom(...DAYS)), { minLength: 1, maxLength: 3, selector: String })
    .map((days) => days.map((parts) => parts.join('')).join(','))
const plain = daysOf(fc.constant(''))
const ordinal = daysOf(fc.constantFrom('1', '2', '3', '4', '5', '-1', '-2'))
const shared = {
  dtstart: fc.integer({ min: FIRST - 400, max: FIRST + 60 }).map(dateOf),
  interval: below(4),
  count: below(60),
  bymonth: listOf(below(12)),
  wkst: fc.constantFrom(...DAYS),
}
const optional = { requiredKeys: ['freq', 'dtstart'] as ['freq', 'dtstart'] }

/** Rules as RFC 5545 allows them; a position among days needs days to be among. */
const schedules: fc.Arbitrary<Schedule> = fc
  .oneof(
    fc.record({ freq: fc.constant('DAILY' as const), ...shared }, optional),
    fc.record({ freq: fc.constant('WEEKLY' as const), byday: plain, ...shared }, optional),
    fc.record(
      { freq: fc.constant('MONTHLY' as const), byday: ordinal, bysetpos: listOf(eitherEnd(4)), ...shared },
      optional,
    ),
    fc.record(
      { freq: fc.constant('MONTHLY' as const), byday: plain, bysetpos: listOf(eitherEnd(4)), ...shared },
      { requiredKeys: ['freq', 'dtstart', 'byday', 'bysetpos'] },
    ),
    fc.record({ freq: fc.constant('MONTHLY' as const), bymonthday: listOf(eitherEnd(31)), ...shared }, optional),
    fc.record({ freq: fc.constant('YEARLY' as const), byyearday: listOf(eitherEnd(366)), ...shared }, optional),
    fc.record(
      // Which year a week that lies in two belongs to, and so whether it is every other one, RFC 5545 does not say.
      {
        freq: fc.constant('YEARLY' as const),
        byweekno: listOf(eitherEnd(53)),
        byday: plain,
        dtstart: shared.dtstart,
      },
      { requiredKeys: ['freq', 'dtstart', 'byweekno', 'byday'] },
    ),
    fc.record({ freq: fc.constant('YEARLY' as const), ...shared }, optional),
  )
  .map(({ bysetpos, ...rule }: Schedule) =>
    bysetpos === undefined || rule.byday === undefined ? rule : { ...rule, bysetpos },
  )

describe('a recurrence', () => {
  it('falls on the days that RFC 5545 gives, as another reading of it has them', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        expect(ownDays(schedule)).toEqual(daysByLibrary(schedule))
      }),
      { numRuns: 300 },
    )
  })

  it('is asked about in little time, however far its start lies back', () => {
    const old: Schedule = { freq: 'WEEKLY', interval: 2, byday: 'MO', dtstart: '0001-01-01', count: 99_999_999 }
    expect(ownDays(old)).toHaveLength(Math.round(ASKED / 14))
  })
})

function ownDays(schedule: Schedule): string[] {
  const rules = readOpeningRules(schedule)
  return Array.from({ length: ASKED }, (_, offset) => calendarDay(FIRST + offset))
    .filter((day) => rules.some((rule) => occursOn(rule, day) === true))
    .map(({ number }) => dateOf(number))
}

function daysByLibrary({
  freq = 'WEEKLY',
  interval,
  dtstart,
  count,
  byday,
  bysetpos,
  wkst,
  ...lists
}: Schedule): string[] {
  const numbers = (list: string | undefined) => list?.split(',').map(Number)
  const at = (date: string) => Temporal.ZonedDateTime.from(`${date}T00:00:00[UTC]`)
  const options = {
    freq,
    interval,
    count,
    wkst,
    dtstart: at(dtstart ?? ''),
    byDay: byday?.split(','),
    bySetPos: numbers(bysetpos),
    byMonth: numbers(lists.bymonth),
    byMonthDay: numbers(lists.bymonthday),
    byYearDay: numbers(lists.byyearday),
    byWeekNo: numbers(lists.byweekno),
  }
  const stated = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const rule = new RRuleTemporal({ freq, dtstart: options.dtstart, ...stated })
  const found = rule.between(at(dateOf(FIRST)), at(dateOf(FIRST + ASKED - 1)), true)
  return found.map((each) => each.toPlainDate().toString())
}
