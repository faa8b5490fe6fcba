import { expect, it } from 'vitest'
import { readRetryAfter } from '../../src/feeds/retry-after.ts'

const NOW = Date.UTC(2026, 5, 1, 9, 0, 0)

it.each([
  ['2', 2000],
  [' 0 ', 0],
  ['Mon, 01 Jun 2026 09:00:30 GMT', 30_000],
  ['Mon, 01 Jun 2026 08:00:00 GMT', 0],
  ['-5', undefined],
  ['1.5', undefined],
  ['in 7 days', undefined],
  ['', undefined],
  [undefined, undefined],
])('reads Retry-After %j as %j ms', (header, ms) => {
  expect(readRetryAfter(header, NOW)).toBe(ms)
})
