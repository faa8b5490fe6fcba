import { processorMs } from './processor-ms.ts'

/** Turns requests away while the event loop lags; an in-flight cap never would, since execution is synchronous. */
export interface LoadShedder {
  /** Called every `SAMPLE_MS` with how late the event loop was, and how long it had worked since the last time. */
  note(lateMs: number, workedMs: number): void
  /** Whether a request is turned away now of an address that has used this share, 0 to 1, of the work that it may have done. */
  isShedding(usedShare: number): boolean
  /** Begins to measure; the timer keeps no process alive. */
  start(): void
  stop(): void
}

const SAMPLE_MS = 50
const STEP = 0.1
/** Turning away who used most mostly suffices: everybody's turn comes later. */
const STEP_FOR_ALL = 0.02
/** One slow request is no overload: pressure below this sheds nothing. */
const THRESHOLD = 0.3
/** Who used no more than this is turned away with everybody alone. */
const LITTLE = 0.05
/** Some are always answered, or the shedder could not learn that the load has gone. */
const MOST_SHED = 0.95

/**
 * Creates a shedder whose pressure rises while samples are late by more than `mostLagMs`, for work of its own, and falls while
 * they are not. Up to 1 it is the chance that a request is turned away of who used more than what is left to 1: first of who
 * used nearly all. Where that is not enough, what is above 1 is the chance for everybody. `random` is 0 to 1.
 */
export function createLoadShedder(mostLagMs: number, random: () => number = Math.random): LoadShedder {
  let pressure = 0
  let timer: NodeJS.Timeout | undefined
  function note(lateMs: number, workedMs: number): void {
    // Late without work, it waited for a machine that others use: whom it turned away would gain nobody anything.
    if (Math.min(lateMs, workedMs) <= mostLagMs) pressure = Math.max(0, pressure - STEP)
    else pressure = Math.min(1 + MOST_SHED, pressure + (pressure < 1 ? STEP : STEP_FOR_ALL))
  }
  const isDrawn = (chance: number): boolean => chance >= THRESHOLD && random() < chance
  return {
    note,
    isShedding: (usedShare) =>
      isDrawn(usedShare > Math.max(LITTLE, 1 - pressure) ? Math.min(pressure, MOST_SHED) : 0) || isDrawn(pressure - 1),
    start() {
      let dueMs = performance.now() + SAMPLE_MS
      let workMs = processorMs()
      timer = setInterval(() => {
        const nowMs = performance.now()
        const nowWorkMs = processorMs()
        note(nowMs - dueMs, nowWorkMs - workMs)
        dueMs = nowMs + SAMPLE_MS
        workMs = nowWorkMs
      }, SAMPLE_MS)
      timer.unref()
    },
    stop() {
      clearInterval(timer)
    },
  }
}
