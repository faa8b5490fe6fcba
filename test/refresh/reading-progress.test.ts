import { expect, it } from 'vitest'
import { estimateReading } from '../../src/refresh/reading-progress.ts'
import { withReading } from '../../src/catalogue/feeds/with-reading.ts'

const MINUTE_MS = 60_000
const PARTIAL = {
  slug: 'north',
  state: 'PARTIAL',
  services: 1,
  consecutiveFailures: 0,
  reason: 'North is being read.',
} as const

const soFar = (pages: number, distinctIds: number, totalItemsStated?: number) => ({
  pass: 1,
  pages,
  distinctIds,
  ...(totalItemsStated === undefined ? {} : { totalItemsStated }),
})

it.each([
  [
    'at the pace so far',
    {
      feed: { pageSize: 100 },
      progress: soFar(10, 1_000, 3_000),
      elapsedMs: 5 * MINUTE_MS,
      nowMs: 5 * MINUTE_MS,
      waitMs: 0,
    },
    15 * MINUTE_MS,
  ],
  [
    'at the pace that 100 requests in 15 minutes allow',
    {
      feed: { pageSize: 50, budget: { requests: 100, perMs: 15 * MINUTE_MS } },
      progress: soFar(100, 5_000, 5_900),
      elapsedMs: MINUTE_MS,
      nowMs: MINUTE_MS,
      waitMs: 14 * MINUTE_MS,
    },
    15 * MINUTE_MS + 18 * 9_000,
  ],
])('says when a list will be read, %s', (_what, reading, doneByMs) => {
  expect(estimateReading(reading)).toMatchObject({ doneByMs })
})

it('says no time where the list promises no total', () => {
  expect(
    estimateReading({
      feed: { pageSize: 100 },
      progress: soFar(3, 300),
      elapsedMs: MINUTE_MS,
      nowMs: MINUTE_MS,
      waitMs: 0,
    }),
  ).toEqual({ services: 300 })
})

it('says it as the reason of a feed that is first read, and of no other', () => {
  const progress = { services: 5_000, of: 5_900, doneByMs: 17 * MINUTE_MS }
  expect(withReading(PARTIAL, progress, MINUTE_MS).reason).toBe(
    'North is being read. 5000 of 5900 services so far, the rest in about 16 minutes.',
  )
  expect(withReading(PARTIAL, { services: 7 }, 0).reason).toBe('North is being read. 7 services so far.')
  for (const other of [
    { ...PARTIAL, state: 'FRESH' },
    { ...PARTIAL, code: 'INCOMPLETE' },
  ] as const)
    expect(withReading(other, progress, 0)).toBe(other)
})
