import { expect, it } from 'vitest'
import { intervalsBetween, latestIntervals } from '../../src/coverage/trend-intervals.ts'

it.each([
  ['2026-02-27', '2026-03-01', 'DAY', ['2026-02-27/2026-02-27', '2026-02-28/2026-02-28', '2026-03-01/2026-03-01']],
  ['2026-11-01', '2026-11-10', 'WEEK', ['2026-11-01/2026-11-07', '2026-11-08/2026-11-10']],
  ['2026-01-31', '2026-04-01', 'MONTH', ['2026-01-31/2026-02-27', '2026-02-28/2026-03-30', '2026-03-31/2026-04-01']],
  ['2026-04-01', '2026-12-31', 'QUARTER', ['2026-04-01/2026-06-30', '2026-07-01/2026-09-30', '2026-10-01/2026-12-31']],
  ['2024-02-29', '2026-02-28', 'YEAR', ['2024-02-29/2025-02-27', '2025-02-28/2026-02-27', '2026-02-28/2026-02-28']],
] as const)('from %s to %s by %s, each day once', (from, to, step, intervals) => {
  expect(intervalsBetween(from, to, step).map((each) => `${each.from}/${each.to}`)).toEqual(intervals)
})

it.each([
  ['2026-03-01', 'DAY', 2, ['2026-02-28/2026-02-28', '2026-03-01/2026-03-01']],
  ['2026-11-30', 'WEEK', 2, ['2026-11-23/2026-11-29', '2026-11-30/2026-11-30']],
  ['2026-11-29', 'WEEK', 1, ['2026-11-23/2026-11-29']],
  ['2027-01-31', 'MONTH', 3, ['2026-11-01/2026-11-30', '2026-12-01/2026-12-31', '2027-01-01/2027-01-31']],
  ['2026-11-29', 'QUARTER', 2, ['2026-07-01/2026-09-30', '2026-10-01/2026-11-29']],
  ['2026-02-28', 'YEAR', 2, ['2025-01-01/2025-12-31', '2026-01-01/2026-02-28']],
] as const)('up to %s by %s the latest %i of the calendar', (to, step, latest, intervals) => {
  expect(latestIntervals(to, step, latest).map((each) => `${each.from}/${each.to}`)).toEqual(intervals)
})

it.each([0, 401])('refuses the latest %i', (latest) => {
  expect(() => latestIntervals('2026-11-29', 'DAY', latest)).toThrow('`latest` takes 1 to 400 intervals')
})

it.each([
  ['2026-02-02', '2026-02-01', 'DAY', '`from` (2026-02-02) is after `to` (2026-02-01).'],
  ['2020-01-01', '2026-01-01', 'DAY', 'there are more than 400 intervals of DAY'],
] as const)('refuses %s to %s by %s', (from, to, step, message) => {
  expect(() => intervalsBetween(from, to, step)).toThrow(message)
})
