import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startSchedule } from '../../src/refresh/refresh-schedule.ts'
import type { FeedConfig } from '../../src/model/feed.ts'

const MINUTE_MS = 60_000
const feed: FeedConfig = {
  slug: 'north',
  name: 'North',
  publisher: 'North',
  url: 'https://north.example',
  areas: [],
  quirks: [],
  enabled: true,
  refreshIntervalMs: 60 * MINUTE_MS,
  pageSize: 100,
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A schedule that begins at this instant, and when it refreshed. */
function startAt(at: string, more: Partial<FeedConfig> = {}, succeeds = true, confirmed?: string) {
  vi.setSystemTime(new Date(at))
  const refreshed: string[] = []
  const completed: string[] = []
  const time = (): string => new Date().toISOString().slice(11, 16)
  const schedule = startSchedule({
    feed: { ...feed, ...more },
    refresh: async () => {
      refreshed.push(time())
      return succeeds ? performance.now() : undefined
    },
    confirmedMs: confirmed === undefined ? undefined : Date.parse(confirmed),
    complete: async () => void completed.push(time()),
    now: () => Date.now(),
    monotonicNow: () => performance.now(),
    random: () => 0.5,
  })
  return { schedule, refreshed, completed }
}

it('refreshes at once and then at the feed’s interval', async () => {
  const { schedule, refreshed } = startAt('2026-11-23T10:00:00Z')
  await vi.advanceTimersByTimeAsync(121 * MINUTE_MS)
  expect(refreshed).toEqual(['10:00', '11:00', '12:00'])
  expect(schedule.nextAttempt()).toBe('2026-11-23T13:00:00.000Z')
  await schedule.stop()
})

it('tries again with doubling pauses where it fails', async () => {
  const { schedule, refreshed } = startAt('2026-11-23T10:00:00Z', {}, false)
  await vi.advanceTimersByTimeAsync(8 * MINUTE_MS)
  expect(refreshed).toEqual(['10:00', '10:00', '10:01', '10:03', '10:07'])
  await schedule.stop()
})

it('waits for the crawl window to open, and says when that is', async () => {
  const { schedule, refreshed } = startAt('2026-11-23T20:30:00Z', { crawlWindow: { from: '22:00', to: '23:30' } })
  expect(schedule.nextAttempt()).toBe('2026-11-23T22:00:00.000Z')
  await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE_MS)
  expect(refreshed).toEqual(['22:00', '23:00'])
  expect(schedule.nextAttempt()).toBe('2026-11-24T22:00:00.000Z')
  await schedule.refreshNow()
  expect(refreshed).toHaveLength(3)
  await schedule.stop()
})

it.each([
  [
    'asks nobody for a list confirmed 20 minutes before the start, until its interval is over',
    '09:40',
    ['10:40', '11:40'],
    1,
  ],
  ['asks at once where the interval is over', '08:59', ['10:00', '11:00', '12:00'], 0],
  ['asks at once where it was confirmed at an hour that is still to come', '10:30', ['10:00', '11:00', '12:00'], 0],
])('%s', async (_what, confirmed, times, completions) => {
  const { schedule, refreshed, completed } = startAt('2026-11-23T10:00:00Z', {}, true, `2026-11-23T${confirmed}:00Z`)
  await vi.advanceTimersByTimeAsync(121 * MINUTE_MS)
  expect(refreshed).toEqual(times)
  expect(completed).toHaveLength(completions)
  await schedule.stop()
})
