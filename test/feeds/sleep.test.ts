import { expect, it } from 'vitest'
import { sleepReally } from '../../src/feeds/sleep.ts'

it('ends a sleep with the reason of whoever stops it', async () => {
  const reason = new Error('shutting down')
  await expect(sleepReally(60_000, AbortSignal.abort(reason))).rejects.toBe(reason)
  await expect(sleepReally(0)).resolves.toBeUndefined()
})
