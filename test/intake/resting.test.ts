import { expect, it, onTestFinished, vi } from 'vitest'
import { createResting } from '../../src/intake/resting.ts'

function createRested() {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const rest = vi.fn<() => void>()
  return { rest, resting: createResting(rest) }
}

it('rests once, four seconds after the last call', () => {
  const { rest, resting } = createRested()
  vi.advanceTimersByTime(10_000)
  expect(rest).not.toHaveBeenCalled()
  for (let call = 0; call < 3; call += 1) {
    resting.afterCall()
    vi.advanceTimersByTime(3_900)
  }
  expect(rest).not.toHaveBeenCalled()
  vi.advanceTimersByTime(100)
  expect(rest).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(60_000)
  expect(rest).toHaveBeenCalledOnce()
})

it('rests again after another call', () => {
  const { rest, resting } = createRested()
  resting.afterCall()
  vi.advanceTimersByTime(5_000)
  resting.afterCall()
  vi.advanceTimersByTime(5_000)
  expect(rest).toHaveBeenCalledTimes(2)
})

it('rests no more once it is stopped', () => {
  const { rest, resting } = createRested()
  resting.afterCall()
  resting.stop()
  vi.advanceTimersByTime(10_000)
  expect(rest).not.toHaveBeenCalled()
})
