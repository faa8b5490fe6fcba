/** An end in time for one piece of work, joined with the caller's own signal. Must be cleared once the work is done. */
export interface Deadline {
  /** Aborted at the deadline, or with the caller's reason when the caller stops first. */
  readonly signal: AbortSignal
  /** Whether time ran out, not the caller's patience. */
  readonly isOver: boolean
  clear(): void
}

/** Starts a deadline on the real clock, which keeps nothing alive. Cleared by hand: at thousands of requests, timers that run on would pile up. */
export function startDeadline(ms: number, callers?: AbortSignal): Deadline {
  const controller = new AbortController()
  let isOver = false

  function stop(): void {
    controller.abort(callers?.reason)
  }
  function end(): void {
    isOver = !controller.signal.aborted
    controller.abort(new DOMException('The deadline has passed', 'TimeoutError'))
  }

  const timer = setTimeout(end, ms).unref()
  if (callers?.aborted) stop()
  callers?.addEventListener('abort', stop, { once: true })
  return {
    signal: controller.signal,
    get isOver() {
      return isOver
    },
    clear() {
      clearTimeout(timer)
      callers?.removeEventListener('abort', stop)
    },
  }
}
