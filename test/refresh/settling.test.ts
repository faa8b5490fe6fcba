import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { present } from '../../src/model/present.ts'
import { createSettlingLoop, type SettlingParts } from '../../src/refresh/settling.ts'

const NOW = Date.UTC(2026, 10, 23, 10)

type Settled = Awaited<ReturnType<SettlingParts['step']>>

/** A loop whose steps wait to be answered: whether there is more to do, and how many are matched again. */
function startLoop() {
  const waiting: ((settled: Settled) => void)[] = []
  const step = vi.fn(() => new Promise<Settled>((resolve) => waiting.push(resolve)))
  const [info, error] = [vi.fn(), vi.fn()]
  let monotonicMs = 0
  const loop = createSettlingLoop({
    step,
    unfinished: () => ['north'],
    decisions: { file: '/nowhere/decisions.csv', read: () => Promise.resolve('decided') },
    log: { info, warn: vi.fn(), error },
    now: () => NOW,
    monotonicNow: () => (monotonicMs += 4_000),
  })
  const answer = async (isMore: boolean, done?: number): Promise<void> => {
    await vi.waitFor(() => expect(waiting).not.toHaveLength(0))
    const rematching = done === undefined ? undefined : ({ rules: ['MATCHING'], done, total: 1_000 } as const)
    waiting.shift()?.({ isMore, ...present({ rematching }) })
    await Promise.resolve()
  }
  return { loop, step, info, error, answer }
}

beforeEach(() => vi.useFakeTimers({ now: NOW, toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => vi.useRealTimers())

it('takes steps until nothing is left to do, with what was decided and which feeds are unfinished', async () => {
  const { loop, step, answer } = startLoop()
  const settled = loop.settle()
  await answer(true)
  await answer(false)
  await settled
  expect(step).toHaveBeenCalledTimes(2)
  expect(step).toHaveBeenCalledWith({ at: '2026-11-23T10:00:00.000Z', decisions: 'decided', unfinished: ['north'] })
})

it('settles once more for all who ask while it runs, so that what they wrote is seen', async () => {
  const { loop, step, answer } = startLoop()
  const first = loop.settle()
  const others = [loop.settle(), loop.settle()]
  await answer(false)
  await first
  await answer(false)
  await Promise.all(others)
  expect(step).toHaveBeenCalledTimes(2)
})

it('says so where a step fails, and tries again when asked next', async () => {
  const { loop, step, error, answer } = startLoop()
  step.mockRejectedValueOnce(new Error('disk full'))
  await loop.settle()
  expect(error).toHaveBeenCalledTimes(1)
  const again = loop.settle()
  await answer(false)
  await again
  expect(step).toHaveBeenCalledTimes(2)
})

it('stops after the present step, and is not begun again', async () => {
  const { loop, step, answer } = startLoop()
  const settled = loop.settle()
  await vi.waitFor(() => expect(step).toHaveBeenCalledTimes(1))
  const stopped = loop.stop()
  await answer(true)
  await stopped
  await settled
  await loop.settle()
  expect(step).toHaveBeenCalledTimes(1)
})

it('settles every minute once started', async () => {
  const { loop, step, answer } = startLoop()
  loop.start()
  expect(step).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60_000)
  await answer(false)
  await loop.stop()
  expect(step).toHaveBeenCalledTimes(1)
})

it('logs how far matching by other rules has come every ten seconds, and its end', async () => {
  const { loop, info, answer } = startLoop()
  const settled = loop.settle()
  for (const done of [250, 500, 750, 1_000]) await answer(true, done)
  await answer(true)
  await answer(false)
  await settled
  expect(info.mock.calls.map(([values]) => values)).toEqual([
    { rules: ['MATCHING'], done: 250, total: 1_000 },
    { rules: ['MATCHING'], done: 1_000, total: 1_000 },
    {},
  ])
})
