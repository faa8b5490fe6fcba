import { expect, it, vi } from 'vitest'
import { createReviving } from '../../src/refresh/reviving.ts'

const log = { info() {}, warn() {}, error() {} }

/** A reviving that fails the first so many times; the times of its tries in seconds. */
function startReviving(failures: number) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const beganMs = performance.now()
  const tries: number[] = []
  const reviving = createReviving({
    log,
    monotonicNow: () => performance.now(),
    async revive() {
      tries.push((performance.now() - beganMs) / 1_000)
      if (tries.length <= failures) throw new Error('no room')
    },
  })
  return { tries, reviving }
}

it('starts a writer at once that has ended, and one that could not be started after doubling pauses', async () => {
  const { tries, reviving } = startReviving(3)
  reviving.note()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tries).toEqual([0, 1, 3, 7])
})

it('takes its time where one ends soon after its start, and none where it has lived for long', async () => {
  const { tries, reviving } = startReviving(0)
  reviving.note()
  await vi.advanceTimersByTimeAsync(5_000)
  reviving.note()
  await vi.advanceTimersByTimeAsync(700_000)
  reviving.note()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(tries).toEqual([0, 6, 705])
})

it('starts none once it is stopped', async () => {
  const { tries, reviving } = startReviving(9)
  reviving.note()
  await vi.advanceTimersByTimeAsync(0)
  await reviving.stop()
  reviving.note()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tries).toEqual([0])
})
