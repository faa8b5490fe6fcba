/** Turns requests away while the event loop lags; an in-flight cap never would, since execution is synchronous. */
export interface LoadShedder {
  /** Called every `SAMPLE_MS` with how late the event loop was. */
  note(lagMs: number): void
  isShedding(): boolean
  /** Begins to measure; the timer keeps no process alive. */
  start(): void
  stop(): void
}

const SAMPLE_MS = 50
const STEP = 0.1
/** One slow request is no overload: pressure below this sheds nothing. */
const THRESHOLD = 0.3
/** Some are always answered, or the shedder could not learn that the load has gone. */
const MOST_SHED = 0.95

/** Creates a shedder whose chance to turn a request away rises while samples lag more than `mostLagMs` and falls while they do not. `random` is 0 to 1. */
export function createLoadShedder(mostLagMs: number, random: () => number = Math.random): LoadShedder {
  let pressure = 0
  let timer: NodeJS.Timeout | undefined
  function note(lagMs: number): void {
    pressure = lagMs > mostLagMs ? Math.min(MOST_SHED, pressure + STEP) : Math.max(0, pressure - STEP)
  }
  return {
    note,
    isShedding: () => pressure >= THRESHOLD && random() < pressure,
    start() {
      let dueMs = performance.now() + SAMPLE_MS
      timer = setInterval(() => {
        const nowMs = performance.now()
        note(nowMs - dueMs)
        dueMs = nowMs + SAMPLE_MS
      }, SAMPLE_MS)
      timer.unref()
    },
    stop() {
      clearInterval(timer)
    },
  }
}
