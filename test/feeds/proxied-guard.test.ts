import type { LookupFunction } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createProxiedGuard } from '../../src/feeds/proxied-guard.ts'

const FEED = new URL('https://feed.example/services')
const answers =
  (address: string): LookupFunction =>
  (_host, _options, callback) =>
    callback(null, [{ address, family: 4 }])

it('refuses a name that this machine resolves to a private address, and lets a public one pass', async () => {
  await expect(createProxiedGuard([], answers('10.0.0.1'))(FEED)).rejects.toMatchObject({ code: 'ERR_BLOCKED_ADDRESS' })
  await expect(createProxiedGuard([], answers('8.8.8.8'))(FEED)).resolves.toBeUndefined()
})

it('leaves to the proxy what no resolver answers for a second', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const asked = createProxiedGuard([], () => {})(FEED)
  await vi.advanceTimersByTimeAsync(1_000)
  await expect(asked).resolves.toBeUndefined()
})
