import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import type { Observation } from '../../src/model/observation.ts'
import { createHistoryLoop } from '../../src/refresh/history-loop.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const [START, TEN_MINUTES, DAY] = [Date.parse('2026-11-23T10:00:00Z'), 600_000, 86_400_000]
const OBSERVATION: Observation = {
  ...{ generation: 1, keys: [], areas: [], people: {} },
  frame: {
    feeds: [],
    rules: { matching: 'm', placing: 'p', coverage: 'c' },
    ...{ geography: 'g', terms: 't', decisions: 'd' },
  },
}

function startLoop(observe: () => Promise<Observation | undefined> = () => Promise.resolve(OBSERVATION)) {
  const kept: string[] = []
  const requestFile = join(temporaryFolder(), 'history.request')
  const error = vi.fn()
  const loop = createHistoryLoop({
    observe,
    keep(_observation, at) {
      kept.push(at)
      return Promise.resolve({ id: kept.length, at, areas: 0, keys: 0, changed: 0 })
    },
    lastAt: () => kept.at(-1),
    settled: () => Promise.resolve(),
    requestFile,
    log: { info() {}, warn() {}, error },
    now: () => Date.now(),
  })
  return { loop, kept, requestFile, error }
}

afterEach(() => vi.useRealTimers())

it('looks once a day, some time after the start', async () => {
  vi.useFakeTimers({ now: START, toFake: ['Date', 'setInterval', 'clearInterval'] })
  const { loop, kept } = startLoop()
  loop.start()
  expect(kept).toEqual([])
  await vi.advanceTimersByTimeAsync(3 * DAY)
  expect(kept.map((at) => at.slice(0, 10))).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'])
  expect(kept[0]).toBe('2026-11-23T10:10:00.000Z')
  await loop.stop()
  await vi.advanceTimersByTimeAsync(3 * DAY)
  expect(kept).toHaveLength(4)
})

it('tries again where the figures can not be counted, or keeping them fails', async () => {
  vi.useFakeTimers({ now: START, toFake: ['Date', 'setInterval', 'clearInterval'] })
  let fails = 0
  const { loop, kept, error } = startLoop(() => {
    fails += 1
    if (fails <= 5) return Promise.resolve(undefined)
    return fails === 6 ? Promise.reject(new Error('disk full')) : Promise.resolve(OBSERVATION)
  })
  loop.start()
  await vi.advanceTimersByTimeAsync(TEN_MINUTES)
  expect(kept).toEqual([])
  await vi.advanceTimersByTimeAsync(TEN_MINUTES)
  expect([kept, error.mock.calls.length]).toEqual([[], 1])
  await vi.advanceTimersByTimeAsync(TEN_MINUTES)
  expect(kept).toEqual(['2026-11-23T10:30:00.000Z'])
  await loop.stop()
})

it('looks at once where a command asks, whatever the day, though it asks as the loop begins', async () => {
  vi.useFakeTimers({ now: START, toFake: ['Date', 'setInterval', 'clearInterval'] })
  const { loop, kept, requestFile } = startLoop()
  loop.start()
  writeFileSync(requestFile, 'now')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(kept).toHaveLength(1)
  await loop.stop()
})

it('is one look for all who ask while it is taken', async () => {
  const { loop, kept } = startLoop()
  expect(await Promise.all([loop.record(), loop.record()])).toMatchObject([{ id: 1 }, { id: 1 }])
  expect(kept).toHaveLength(1)
})
