/** Ctrl+C reaches us from the terminal and again through npm or an older Node that runs us: these are one. */
const SAME_PRESS_MS = 1_000

/** Resolves at the first SIGTERM or SIGINT; another, a second or more later, ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let stoppedAtMs: number | undefined
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (stoppedAtMs !== undefined && performance.now() - stoppedAtMs > SAME_PRESS_MS) process.exit(1)
        stoppedAtMs ??= performance.now()
        resolve()
      })
    }
  })
}
