/** A clock on which months pass in minutes: it moves on when nothing more happens at the present instant. */
export interface VirtualClock {
  /** Milliseconds since it began. */
  now(): number
  /** Rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Lets all happen that is due until then. */
  runUntil(ms: number): Promise<void>
  /** Has timers of this process go by this clock; gives them back. */
  takeOverTimers(): () => void
}

interface Due {
  readonly atMs: number
  readonly order: number
  readonly call: () => void
}

/** A clock at 0. */
export function createVirtualClock(): VirtualClock {
  const dues: Due[] = []
  let nowMs = 0
  let order = 0

  function plan(ms: number, call: () => void): Due {
    const due = { atMs: nowMs + Math.max(0, ms), order: (order += 1), call }
    push(dues, due)
    return due
  }
  function nothingMore(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve))
  }
  return {
    now: () => nowMs,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        const abort = (): void => reject(signal?.reason)
        signal?.addEventListener('abort', abort, { once: true })
        plan(ms, () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        })
      })
    },
    async runUntil(ms) {
      await nothingMore()
      for (let first = dues[0]; first !== undefined && first.atMs <= ms; first = dues[0]) {
        nowMs = first.atMs
        while (dues[0] !== undefined && dues[0].atMs <= nowMs) pop(dues)?.call()
        await nothingMore()
      }
      nowMs = ms
    },
    takeOverTimers() {
      const { setTimeout, clearTimeout } = globalThis
      const cleared = new WeakSet<object>()
      function planTimer(call: () => void, ms = 0): object {
        const timer = { unref: () => timer, ref: () => timer }
        plan(ms, () => cleared.has(timer) || call())
        return timer
      }
      Object.assign(globalThis, {
        setTimeout: planTimer,
        clearTimeout: (timer: object | undefined) => void (timer && cleared.add(timer)),
      })
      return () => void Object.assign(globalThis, { setTimeout, clearTimeout })
    },
  }
}

function isBefore(a: Due, b: Due): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)
}

/** Into a heap: each stands before the two below it. */
function push(heap: Due[], due: Due): void {
  let at = heap.push(due) - 1
  while (at > 0) {
    const above = (at - 1) >> 1
    const other = heap[above]
    if (other === undefined || isBefore(other, due)) break
    heap[at] = other
    at = above
  }
  heap[at] = due
}

/** Takes the first out of a heap. */
function pop(heap: Due[]): Due | undefined {
  const first = heap[0]
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return first
  let at = 0
  for (;;) {
    const left = heap[2 * at + 1]
    const right = heap[2 * at + 2]
    const isRight = left !== undefined && right !== undefined && isBefore(right, left)
    const next = isRight ? right : left
    if (next === undefined || isBefore(last, next)) break
    heap[at] = next
    at = 2 * at + (isRight ? 2 : 1)
  }
  heap[at] = last
  return first
}
