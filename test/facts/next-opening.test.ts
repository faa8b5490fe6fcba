import { describe, expect, it } from 'vitest'

import { nextOpening } from '../../src/facts/next-opening.ts'
import type { Schedule } from '../../src/model/schedule.ts'

// A Monday; the clocks in London have gone back.
const MONDAY_NOON = '2026-11-23T12:00:00Z'
const weekly = (byday: string, more: Partial<Schedule> = {}): Schedule => ({
  ...{ id: 's', freq: 'WEEKLY', byday, opensAt: '10:00', closesAt: '11:30' },
  ...more,
})

describe('when a service takes place next', () => {
  it.each<[what: string, schedules: readonly Schedule[], from: string, expected: object | undefined]>([
    [
      'later today',
      [weekly('MO', { opensAt: '14:00', closesAt: '15:00' })],
      MONDAY_NOON,
      { date: '2026-11-23', opensAt: '14:00', closesAt: '15:00', isCertain: true },
    ],
    [
      'now',
      [weekly('MO', { opensAt: '11:00', closesAt: '15:00' })],
      MONDAY_NOON,
      { date: '2026-11-23', opensAt: '11:00', closesAt: '15:00', isCertain: true },
    ],
    [
      'a week on, where today’s is over',
      [weekly('TU')],
      '2026-11-24T12:00:00Z',
      { date: '2026-12-01', opensAt: '10:00', closesAt: '11:30', isCertain: true },
    ],
    [
      'the earliest of several',
      [weekly('WE', { opensAt: '16:00', closesAt: '17:00' }), weekly('WE')],
      MONDAY_NOON,
      { date: '2026-11-25', opensAt: '10:00', closesAt: '11:30', isCertain: true },
    ],
    [
      'a day without times',
      [{ id: 's', freq: 'WEEKLY', byday: 'TU' }],
      MONDAY_NOON,
      { date: '2026-11-24', isCertain: true },
    ],
    [
      'on a bank holiday that nobody speaks of',
      [weekly('FR')],
      '2026-12-24T12:00:00Z',
      { date: '2026-12-25', opensAt: '10:00', closesAt: '11:30', isCertain: false },
    ],
    [
      'on a bank holiday of another nation',
      [weekly('MO')],
      MONDAY_NOON,
      { date: '2026-11-30', opensAt: '10:00', closesAt: '11:30', isCertain: false },
    ],
    ['never again', [weekly('MO', { until: '2026-11-01' })], MONDAY_NOON, undefined],
    ['not within 35 days', [weekly('MO', { dtstart: '2027-03-01' })], MONDAY_NOON, undefined],
    ['not stated', [], MONDAY_NOON, undefined],
    [
      'by London’s clocks in summer',
      [weekly('MO', { opensAt: '00:30', closesAt: '01:00' })],
      '2026-07-19T23:15:00Z',
      { date: '2026-07-20', opensAt: '00:30', closesAt: '01:00', isCertain: true },
    ],
  ])('%s', (_, schedules, from, expected) => {
    expect(nextOpening({ schedules }, from)).toEqual(expected)
  })
})
