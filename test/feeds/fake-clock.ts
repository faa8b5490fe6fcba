/** Both clocks, which move only when somebody sleeps, or by hand. */
export interface FakeClock {
  now(): number
  monotonicNow(): number
  /** Moves both clocks by so much at once; rejects where the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  advance(ms: number): void
  /** Somebody sets the wall clock back; what has passed has passed. */
  setBack(ms: number): void
  readonly slept: readonly number[]
}

/** A clock that shows `startMs`. */
export function createFakeClock(startMs = Date.UTC(2026, 5, 1, 9)): FakeClock {
  let nowMs = startMs
  let passedMs = 0
  const slept: number[] = []
  return {
    now: () => nowMs,
    monotonicNow: () => passedMs,
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      slept.push(ms)
      nowMs += ms
      passedMs += ms
    },
    advance(ms) {
      nowMs += ms
      passedMs += ms
    },
    setBack(ms) {
      nowMs -= ms
    },
    slept,
  }
}
