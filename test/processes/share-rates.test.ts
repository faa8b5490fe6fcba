import { expect, it } from 'vitest'
import { createRateLimiter, type RateLimiter } from '../../src/server/rate-limiter.ts'
import type { Spent } from '../../src/processes/parties.ts'
import { shareRates } from '../../src/processes/share-rates.ts'

const NO_NETWORKS: readonly never[] = []
const RATES = { requestsPerSecond: 10, burst: 40, workMsPerSecond: 250, workBurstMs: 1_000 }

/** Two readers that hear of each other at once. */
function startTwo(): readonly [RateLimiter, RateLimiter] {
  const hear =
    (other: () => RateLimiter) =>
    (spent: readonly Spent[]): void =>
      spent.forEach((each) => other().spendElsewhere(...each))
  const limiter = (other: () => RateLimiter) =>
    createRateLimiter(
      RATES,
      () => 0,
      () => NO_NETWORKS,
      shareRates(hear(other)),
    )
  const one: RateLimiter = limiter(() => two)
  const two: RateLimiter = limiter(() => one)
  return [one, two]
}

it('has an address as many requests of two readers as of one, but for those not yet known', () => {
  const readers = startTwo()
  let passed = 0
  for (let n = 0; n < 200; n += 1) passed += readers[n % 2]?.take('192.0.2.1') === 0 ? 1 : 0
  expect(passed).toBeGreaterThanOrEqual(RATES.burst)
  expect(passed).toBeLessThanOrEqual(RATES.burst + 5)
  expect(readers[0].take('192.0.2.2')).toBe(0)
})

it('has an address pay for work at every reader, and gives back at every reader what was set aside', () => {
  const [one, two] = startTwo()
  one.spend('192.0.2.1', 600)
  expect(two.leftMs('192.0.2.1')).toBe(400)
  one.spend('192.0.2.1', -500)
  expect(two.leftMs('192.0.2.1')).toBe(900)
  expect(one.leftMs('192.0.2.1')).toBe(900)
})

it('says what is little later, of all addresses together', async () => {
  const said: unknown[] = []
  const note = shareRates((spent) => void said.push(spent))
  note('192.0.2.1', 1, 0)
  note('192.0.2.2', 1, 0)
  note('192.0.2.1', 0, 3)
  expect(said).toEqual([])
  await expect
    .poll(() => said)
    .toEqual([
      [
        ['192.0.2.1', 1, 3],
        ['192.0.2.2', 1, 0],
      ],
    ])
})
