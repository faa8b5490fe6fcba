/** Twice a second: each generation has whoever reads work out again what it keeps, and each commit costs as much as many records. */
const SHOW_EVERY_MS = 500

/** Shows together what several calls wrote. */
export interface Gathering {
  /** After each call: shows what waits where nothing was shown for half a second, else once that is over. */
  afterCall(): void
  /** Shows nothing by itself any more. */
  stop(): void
}

interface GatheringParts {
  /** Whether something waits to be shown. */
  isGathering(): boolean
  /** Shows it; what throws says itself whose calls are lost. */
  show(): void
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
}

/** Creates the gathering of what one writer shows. */
export function createGathering({ isGathering, show, monotonicNow }: GatheringParts): Gathering {
  let shownMs = Number.NEGATIVE_INFINITY
  let wasGathering = false
  let timer: NodeJS.Timeout | undefined

  function showNow(): void {
    clearTimeout(timer)
    timer = undefined
    shownMs = monotonicNow()
    wasGathering = false
    show()
  }

  return {
    afterCall() {
      if (!isGathering()) {
        // A call that is waited for showed it.
        if (wasGathering) shownMs = monotonicNow()
        wasGathering = false
        return
      }
      wasGathering = true
      const restMs = shownMs + SHOW_EVERY_MS - monotonicNow()
      if (restMs <= 0) showNow()
      else timer ??= setTimeout(showNow, restMs)
    },
    stop: () => clearTimeout(timer),
  }
}
