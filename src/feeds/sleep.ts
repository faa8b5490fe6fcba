import { setTimeout as timeout } from 'node:timers/promises'

/** Waits so many milliseconds; rejects with the signal's reason as soon as it is aborted. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>

/** Waits on the real clock. */
export async function sleepReally(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await timeout(ms, undefined, signal && { signal })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}
