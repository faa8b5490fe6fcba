import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createPace } from '../../src/server/pace.ts'
import { createRateLimiter, type Rates } from '../../src/server/rate-limiter.ts'
import { createTurns } from '../../src/server/turns.ts'

const RATES: Rates = { requestsPerSecond: 10, burst: 5, workMsPerSecond: 250, workBurstMs: 1_000 }

function limiterAt(rates: Partial<Rates> = {}) {
  const clock = { ms: 0 }
  return { clock, limiter: createRateLimiter({ ...RATES, ...rates }, () => clock.ms) }
}

describe('the rate limit', () => {
  it('lets a burst of requests pass, then so many a second', () => {
    const { clock, limiter } = limiterAt()
    expect(Array.from({ length: 6 }, () => limiter.take('a'))).toEqual([0, 0, 0, 0, 0, 1])
    clock.ms += 100
    expect(limiter.take('a')).toBe(0)
  })

  it('gives an address a burst of work, then a quarter of the time', () => {
    const { clock, limiter } = limiterAt()
    limiter.spend('a', 1_500)
    expect(limiter.take('a')).toBe(3)
    expect(limiter.waitSeconds('b')).toBe(0)
    clock.ms += 2_100
    expect(limiter.take('a')).toBe(0)
  })

  it('gives back what was set aside and not taken, never more than a burst', () => {
    const { clock, limiter } = limiterAt()
    limiter.spend('a', 1_200)
    limiter.spend('a', -1_100)
    expect(limiter.waitSeconds('a')).toBe(0)
    clock.ms += 3_600_000
    limiter.spend('a', 1_001)
    expect(limiter.waitSeconds('a')).toBe(1)
  })

  it('knows the share of its work that an address has used', () => {
    const { clock, limiter } = limiterAt()
    limiter.spend('a', 750)
    expect([limiter.usedShare('a'), limiter.usedShare('b')]).toEqual([0.75, 0])
    clock.ms += 1_000
    expect(limiter.usedShare('a')).toBe(0.5)
    limiter.spend('a', 9_000)
    expect(limiter.usedShare('a')).toBe(1)
  })

  it('counts nothing where it is off', () => {
    const { limiter } = limiterAt({ requestsPerSecond: 0 })
    limiter.spend('a', 1e9)
    expect([limiter.take('a'), limiter.waitSeconds('a'), limiter.usedShare('a')]).toEqual([0, 0, 1])
  })
})

it('gives each address its turn, however much one asks for', async () => {
  const turns = createTurns()
  const order: string[] = []
  const ask = async (address: string): Promise<void> => {
    await turns.next(address)
    order.push(address)
  }
  await Promise.all([ask('a'), ask('a'), ask('a'), ask('b')])
  expect(order).toEqual(['a', 'b', 'a', 'a'])
})

it('gives the turn to the address that has had least', async () => {
  const { limiter } = limiterAt()
  limiter.spend('a', 900)
  limiter.spend('b', 100)
  const turns = createTurns(limiter.leftMs)
  const order: string[] = []
  const ask = async (address: string): Promise<void> => {
    await turns.next(address)
    order.push(address)
  }
  await Promise.all([ask('a'), ask('a'), ask('b'), ask('c')])
  expect(order).toEqual(['c', 'b', 'a', 'a'])
})

it('lets nobody begin before those that wait already, unless they have had more', async () => {
  const { limiter } = limiterAt()
  limiter.spend('a', 900)
  const turns = createTurns(limiter.leftMs)
  const order: string[] = []
  const note = (what: string) => () => void order.push(what)
  await Promise.all([
    turns.next('a').then(note('step of a')),
    turns.begin('a')?.then(note('begin of a')),
    turns.begin('b')?.then(note('begin of b')),
  ])
  expect(order).toEqual(['begin of b', 'step of a', 'begin of a'])
})

it('gives one turn in each turn of the event loop', async () => {
  const turns = createTurns()
  let given = 0
  const waits = ['a', 'b', 'c'].map((address) => turns.next(address).then(() => (given += 1)))
  await new Promise((resolve) => setImmediate(resolve))
  expect(given).toBeLessThanOrEqual(1)
  await Promise.all(waits)
})

describe('the pace of a request', () => {
  const paceOf = (more: { readonly mostMs?: number; readonly rates?: Partial<Rates> } = {}) => {
    const { limiter } = limiterAt(more.rates)
    const aborter = new AbortController()
    const { signal } = aborter
    const pace = createPace({
      address: 'a',
      turns: createTurns(),
      rateLimiter: limiter,
      signal,
      mostMs: more.mostMs ?? 1_000,
    })
    return { pace, aborter, limiter }
  }

  it('steps until nothing is left', async () => {
    let left = 3
    await paceOf().pace.finish(() => (left -= 1) === 0)
    expect(left).toBe(0)
  })

  it('does short steps in one turn, and lets others have theirs before long', async () => {
    let ms = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => ms)
    onTestFinished(() => clock.mockRestore())
    let others = 0
    const stepsBefore: number[] = []
    await paceOf().pace.finish(() => {
      setImmediate(() => (others += 1))
      stepsBefore.push(others)
      return (ms += 2) === 40
    })
    expect(stepsBefore.findIndex((before) => before > 0)).toBe(8)
  })

  it('stops between two steps when nobody waits any more: no step is done after that', async () => {
    const { pace, aborter } = paceOf()
    let steps = 0
    const finishing = pace.finish(() => {
      steps += 1
      if (steps === 2) aborter.abort()
      return false
    })
    await expect(finishing).rejects.toMatchObject({ extensions: { code: 'GATEWAY_TIMEOUT' } })
    expect(steps).toBe(2)
  })

  it('stops what has taken more than a request may', async () => {
    const finishing = paceOf({ mostMs: 0 }).pace.finish(() => false)
    await expect(finishing).rejects.toMatchObject({ extensions: { code: 'MAX_WORK_LIMIT', http: { status: 400 } } })
  })

  it('sets work aside for its address, and refuses where none is left', () => {
    const { pace, limiter } = paceOf()
    pace.reserve(1_000)
    expect(() => pace.reserve(1)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'RATE_LIMITED' }) }),
    )
    pace.pay()
    expect(limiter.waitSeconds('a')).toBe(0)
  })
})
