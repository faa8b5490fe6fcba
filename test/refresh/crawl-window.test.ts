import { expect, it } from 'vitest'
import { msUntilOpen } from '../../src/refresh/crawl-window.ts'

const HOUR_MS = 3_600_000
const night = { from: '22:00', to: '06:00' }

it.each([
  ['open at its first minute', night, '2026-11-23T22:00:00Z', 0],
  ['open over midnight', night, '2026-11-23T02:30:00Z', 0],
  ['closed at its end', night, '2026-11-23T06:00:00Z', 16 * HOUR_MS],
  ['closed by day', night, '2026-11-23T21:59:30Z', 30_000],
  ['by London’s summer time', night, '2026-07-01T21:00:00Z', 0],
  ['within a day', { from: '09:00', to: '10:00' }, '2026-11-23T08:00:00Z', HOUR_MS],
])('a crawl window is %s', (_what, window, at, ms) => {
  expect(msUntilOpen(window, Date.parse(at))).toBe(ms)
})

it('is open always where there is none', () => {
  expect(msUntilOpen(undefined, 0)).toBe(0)
})
