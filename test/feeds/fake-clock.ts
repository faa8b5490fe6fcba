/** A clock that moves only when somebody sleeps, or when told to. */
export interface FakeClock {
  now(): number
  /** Moves the clock by so much at once; rejects where the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  advance(ms: number): void
  readonly slept: readonly number[]
}

/** A clock that shows `startMs`. */
export function createFakeClock(startMs = Date.UTC(2026, 5, 1, 9)): FakeClock {
  let nowMs = startMs
  const slept: number[] = []
  return {
    now: () => nowMs,
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      slept.push(ms)
      nowMs += ms
    },
    advance(ms) {
      nowMs += ms
    },
    slept,
  }
}
