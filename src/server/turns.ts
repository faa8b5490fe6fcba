/** Gives the thread to requests one after another: in each turn of the event loop one of those that wait, of the address that has had least. */
export interface Turns {
  /** Resolves when it is the address's turn; whatever else waited for the event loop has been done by then. */
  next(address: string): Promise<void>
  /** Undefined while this turn of the event loop is young and nobody waits, else what resolves when it is the address's turn: what one sends at once must hold up nobody else. */
  begin(address: string): Promise<void> | undefined
}

/** How long requests may begin in one turn of the event loop. */
const YOUNG_MS = 10

/** Turns for one thread. `leftMs` is the work that an address may still have done; of addresses that may have as much, each has its turn. */
export function createTurns(leftMs: (address: string) => number = () => 0): Turns {
  const waiting = new Map<string, (() => void)[]>()
  let isPlanned = false
  function plan(): void {
    if (isPlanned || waiting.size === 0) return
    isPlanned = true
    setImmediate(give)
  }
  function give(): void {
    isPlanned = false
    const address = choose()
    if (address === undefined) return
    const [resume, ...others] = waiting.get(address) ?? []
    waiting.delete(address)
    if (others.length > 0) waiting.set(address, others)
    resume?.()
    plan()
  }
  /** One that asks for much waits for those that ask for little. */
  function choose(): string | undefined {
    let chosen: string | undefined
    let mostMs = Number.NEGATIVE_INFINITY
    for (const address of waiting.keys()) {
      const ms = leftMs(address)
      if (ms <= mostMs) continue
      chosen = address
      mostMs = ms
    }
    return chosen
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
    begin: (address) => (waiting.size > 0 || !isYoung() ? next(address) : undefined),
  }
}
