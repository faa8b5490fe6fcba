/** Says when this machine ran programs late, whoever was to blame. */
export interface Pulse {
  /** Whether it did within a second of the stretch; times are of `performance.now`. */
  wasLate(fromMs: number, untilMs: number): boolean
  stop(): void
}

const EVERY_MS = 50
/** As late as has the gateway turn requests away. */
const LATE_MS = 40
/** So long does the gateway go on turning away after the last time. */
const MARGIN_MS = 1_000

/** Begins to take it, by a timer of this process, which does little itself. */
export function startPulse(): Pulse {
  const late: number[] = []
  let dueMs = performance.now() + EVERY_MS
  const timer = setInterval(() => {
    const nowMs = performance.now()
    if (nowMs - dueMs > LATE_MS) late.push(nowMs)
    dueMs = nowMs + EVERY_MS
  }, EVERY_MS)
  return {
    wasLate: (fromMs, untilMs) => late.some((ms) => ms > fromMs - MARGIN_MS && ms < untilMs + MARGIN_MS),
    stop: () => clearInterval(timer),
  }
}
