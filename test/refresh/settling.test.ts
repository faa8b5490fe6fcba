import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSettlingLoop } from '../../src/refresh/settling.ts'

const NOW = Date.UTC(2026, 10, 23, 10)

/** A loop whose steps wait to be answered: `more` says that there is more to do. */
function startLoop() {
  const waiting: ((isMore: boolean) => void)[] = []
  const step = vi.fn(() => new Promise<boolean>((resolve) => waiting.push(resolve)))
  const error = vi.fn()
  const loop = createSettlingLoop({
    step,
    decisions: { file: '/nowhere/decisions.csv', read: () => Promise.resolve('decided') },
    log: { info: vi.fn(), warn: vi.fn(), error },
    now: () => NOW,
  })
  const answer = async (isMore: boolean): Promise<void> => {
    await vi.waitFor(() => expect(waiting).not.toHaveLength(0))
    waiting.shift()?.(isMore)
    await Promise.resolve()
  }
  return { loop, step, error, answer }
}

beforeEach(() => vi.useFakeTimers({ now: NOW, toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => vi.useRealTimers())

it('takes steps until nothing is left to do, with what was decided', async () => {
  const { loop, step, answer } = startLoop()
  const settled = loop.settle()
  await answer(true)
  await answer(false)
  await settled
  expect(step).toHaveBeenCalledTimes(2)
  expect(step).toHaveBeenCalledWith({ at: '2026-11-23T10:00:00.000Z', decisions: 'decided' })
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
