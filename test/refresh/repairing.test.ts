import { expect, it, onTestFinished, vi } from 'vitest'
import { createRepairing } from '../../src/refresh/repairing.ts'

const log = { info() {}, warn() {}, error() {} }

it('tries again by itself what could not be mended, and says so meanwhile', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  let tries = 0
  const onReplaced = vi.fn()
  const repairing = createRepairing({
    log,
    monotonicNow: () => performance.now(),
    async salvage() {
      tries += 1
      if (tries < 3) throw new Error('no room')
      return { aside: 'aside', records: 1, incomplete: [] }
    },
    rebuilt: async () => true,
    onReplaced,
  })
  repairing.note(['record'])
  repairing.note(['record'])
  await repairing.done()
  expect([tries, repairing.reason()]).toEqual([1, expect.stringContaining('damaged in record')])
  await vi.advanceTimersByTimeAsync(60_000)
  expect([tries, repairing.reason()]).toEqual([2, expect.stringContaining('damaged')])
  expect(onReplaced).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([tries, repairing.reason()]).toEqual([3, undefined])
  expect(onReplaced).toHaveBeenCalledOnce()
})

it('mends nothing a second time that was made again otherwise meanwhile, as when the writer was started again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const salvage = vi.fn(() => Promise.reject(new Error('no room')))
  const parts = { log, monotonicNow: () => performance.now(), rebuilt: async () => true, onReplaced() {} }
  const repairing = createRepairing({ ...parts, salvage })
  repairing.note(['record'])
  await repairing.done()
  repairing.settle()
  expect(repairing.reason()).toBeUndefined()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(salvage).toHaveBeenCalledOnce()
  // What is found damaged after it is mended at once.
  repairing.note(['record'])
  await repairing.done()
  expect(salvage).toHaveBeenCalledTimes(2)
})
