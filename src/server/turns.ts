import { setImmediate as setImmediateAsync } from 'node:timers/promises'

/** Gives the thread to requests whose work is long: one step in each turn of the event loop, addresses one after another. */
export interface Turns {
  /** Resolves when it is the address's turn; whatever else waited for the event loop has been done by then. */
  next(address: string): Promise<void>
  /** Resolves at once while this turn of the event loop is young, else in a later one: what arrives together must not hold up all else. */
  begin(): Promise<void>
}

/** How long requests may begin in one turn of the event loop. */
const YOUNG_MS = 10

/** Turns for one thread. */
export function createTurns(): Turns {
  const waiting = new Map<string, (() => void)[]>()
  let isPlanned = false
  function plan(): void {
    if (isPlanned || waiting.size === 0) return
    isPlanned = true
    setImmediate(give)
  }
  function give(): void {
    isPlanned = false
    const [first] = waiting
    if (first === undefined) return
    const [address, [resume, ...others]] = first
    waiting.delete(address)
    // Behind the other addresses: one that asks for much waits for those that ask for little.
    if (others.length > 0) waiting.set(address, others)
    resume?.()
    plan()
  }
  function next(address: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting.set(address, [...(waiting.get(address) ?? []), resolve])
    plan()
    return promise
  }
  let turnBeganMs: number | undefined
  function isYoung(): boolean {
    const nowMs = performance.now()
    if (turnBeganMs === undefined) {
      turnBeganMs = nowMs
      setImmediate(() => (turnBeganMs = undefined))
    }
    return nowMs - turnBeganMs < YOUNG_MS
  }
  return {
    next,
    async begin() {
      while (!isYoung()) await setImmediateAsync()
    },
  }
}
