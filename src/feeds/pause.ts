/** A span of time in which nothing is sent. */
export interface Pause {
  /** Begins, or lengthens, the pause: it lasts at least `ms` from now. */
  begin(ms: number): void
  /** 0 when there is none. */
  remainingMs(): number
  end(): void
}

/** No pause yet. A clock that is set back ends a pause rather than lengthening it. */
export function createPause(now: () => number): Pause {
  let beganAt = 0
  let lastsMs = 0

  function remainingMs(): number {
    const elapsedMs = now() - beganAt
    return elapsedMs < 0 ? 0 : Math.max(0, lastsMs - elapsedMs)
  }

  return {
    begin(ms) {
      lastsMs = Math.max(ms, remainingMs())
      beganAt = now()
    },
    remainingMs,
    end() {
      lastsMs = 0
    },
  }
}
