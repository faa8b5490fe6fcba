import { expect, it, vi } from 'vitest'
import type { ReprocessingStep } from '../../src/model/reprocessing.ts'
import { createReprocessing } from '../../src/refresh/reprocessing.ts'

type Step = number | Error | 'all made'

/** A reprocessing whose steps come to these one after another, the last for ever; the times of its steps in seconds. */
function startReprocessing(steps: readonly Step[]) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const beganMs = performance.now()
  const times: number[] = []
  const errors: string[] = []
  let isDone = false
  const reprocessing = createReprocessing({
    log: { info() {}, warn() {}, error: (_details, message) => void errors.push(message) },
    monotonicNow: () => performance.now(),
    onDone: () => void (isDone = true),
    async step(): Promise<ReprocessingStep | undefined> {
      const step = steps[Math.min(times.length, steps.length - 1)]
      times.push((performance.now() - beganMs) / 1_000)
      if (step instanceof Error) throw step
      return typeof step === 'number'
        ? { rules: ['READING'], done: step, total: 300, from: `north ${step - 100}` }
        : undefined
    },
  })
  reprocessing.start()
  return { reprocessing, times, errors, isDone: () => isDone }
}

const FULL = new Error('database or disk is full')

it('goes on without a pause while it comes forward', async () => {
  const { times, errors, isDone } = startReprocessing([100, 200, 300, 'all made'])
  await vi.advanceTimersByTimeAsync(0)
  expect([times, errors, isDone()]).toEqual([[0, 0, 0, 0], [], true])
})

it('tries what fails again after doubling pauses, and ends by itself once there is room', async () => {
  const { times, isDone } = startReprocessing([FULL, FULL, FULL, FULL, 300, 'all made'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect([times, isDone()]).toEqual([[0, 1, 3, 7, 15, 15], true])
})

it.each<[what: string, steps: readonly Step[], times: readonly number[]]>([
  ['after others were kept for a moment', [100, 200, 100], [0, 0, 0, 1, 1, 3, 3, 7, 7]],
  ['at once', [100], [0, 0, 1, 1, 3, 3, 7, 7]],
])(
  'takes making the same records again, since they were not kept, for a failure: %s',
  async (_what, steps, expected) => {
    const { times, errors } = startReprocessing(steps)
    await vi.advanceTimersByTimeAsync(14_000)
    expect(times).toEqual(expected)
    expect(errors).toHaveLength(4)
  },
)

it('pauses no longer than a minute', async () => {
  const { times } = startReprocessing([FULL])
  await vi.advanceTimersByTimeAsync(600_000)
  expect(Math.max(...times.map((time, index) => time - (times[index - 1] ?? 0)))).toBe(60)
})

it('tries nothing more once it is paused, even between two tries, and who waits for it is let go', async () => {
  const { reprocessing, times } = startReprocessing([FULL])
  const done = reprocessing.done()
  await vi.advanceTimersByTimeAsync(0)
  await reprocessing.pause()
  await done
  await vi.advanceTimersByTimeAsync(60_000)
  expect(times).toEqual([0])
})

it('tries at once where it is started again from outside', async () => {
  const { reprocessing, times } = startReprocessing([FULL, FULL, 300, 'all made'])
  await vi.advanceTimersByTimeAsync(2_000)
  reprocessing.start()
  await vi.advanceTimersByTimeAsync(0)
  expect(times).toEqual([0, 1, 2, 2])
})
