/** A span of time in which nothing is sent. */
export interface Pause {
  /** Begins, or lengthens, the pause: it lasts at least `ms` from now. */
  begin(ms: number): void
  /** 0 when there is none. */
  remainingMs(): number
  end(): void
}

/** No pause yet. The clock must be one that nobody sets. */
export function createPause(monotonicNow: () => number): Pause {
  let beganAt = 0
  let lastsMs = 0

  function remainingMs(): number {
    return Math.max(0, beganAt + lastsMs - monotonicNow())
  }

  return {
    begin(ms) {
      lastsMs = Math.max(ms, remainingMs())
      beganAt = monotonicNow()
    },
    remainingMs,
    end() {
      lastsMs = 0
    },
  }
}
