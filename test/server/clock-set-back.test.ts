import { expect, it, onTestFinished, vi } from 'vitest'
import { ask, startServer } from './listening-server.ts'

it('answers a known client as before when the clock is set back an hour', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 5, 1, 9) })
  onTestFinished(() => void vi.useRealTimers())
  let passedMs = 0
  const parts = { requestsPerSecond: 100, monotonicNow: () => passedMs, limits: { burst: 2 } }
  const { port, server } = await startServer(parts)
  onTestFinished(() => server.drain())
  await ask(port, '{ echo }')
  await ask(port, '{ echo }')
  vi.setSystemTime(Date.UTC(2026, 5, 1, 8))
  passedMs += 30
  expect((await ask(port, '{ echo(value: 1) }')).status).toBe(200)
})
