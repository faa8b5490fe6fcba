import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate } from 'node:timers/promises'
import type { ReaderStore } from '../store/reader-store.ts'

/** Work cut into steps by its `yield`s, none of which takes much longer than `STEP_MS`. */
export type Steps<T> = Generator<undefined, T>

/** A thread that does a step is deaf for so long. */
const STEP_MS = 20
/** How long a page may look for its rows at once before it does so in steps; most take a tenth of it. */
export const SHORT_MS = 20
/** Rows of a first step: few enough that even the dearest row, times these, is short. */
const FIRST_ROWS = 256
const MOST_ROWS = 1 << 17

/** What one request has begun and finished in steps, by key. */
export interface Patience {
  readonly underWay: Map<string, Steps<unknown>>
  readonly finished: Map<string, unknown>
  /** Resolves when the work that a field of the request needs is done, or has failed; undefined while none waits for any. */
  awaited?: Promise<void> | undefined
  /** Resolves when others have had their turn; undefined while nobody waits for that. */
  rest?: Promise<void> | undefined
}

/** Thrown where an answer needs work that its caller would rather do in steps: call `step` until it is true, then ask again. */
export class Unfinished extends Error {
  override readonly name = 'Unfinished'
  /** Does one step; true where nothing is left to do. Throws what the work throws. */
  readonly step: () => boolean

  constructor(step: () => boolean) {
    super('The work is not finished: go on with its steps, then ask again.')
    this.step = step
  }
}

let present: Patience | undefined
/** Costs too much to be entered for each field, but holds after waiting too. */
const throughout = new AsyncLocalStorage<Patience>()

/** As `patiently`, for all that `run` begins and goes on with after it has waited for something; whoever waits for that gets `Unfinished`. */
export function patientlyThroughout<T>(patience: Patience, run: () => T): T {
  return throughout.run(patience, run)
}

/** Runs `ask` so that work in steps is not done at once, but thrown as `Unfinished` until its steps are done. Holds until `ask` returns. */
export function patiently<T>(patience: Patience, ask: () => T): T {
  const before = present
  present = patience
  try {
    return ask()
  } finally {
    present = before
  }
}

/**
 * What the steps come to, kept under the key while the data stands. Done at once, unless asked `patiently`: then `Unfinished`
 * is thrown until the steps are done. One key has one T.
 */
export function inSteps<T>(store: ReaderStore, key: string, work: () => Steps<T>, bytes?: (value: T) => number): T {
  return store.remember(
    key,
    () => {
      const patience = present ?? throughout.getStore()
      return patience === undefined ? doAll(work()) : finishedOf(patience, `${store.era()}\n${key}`, work)
    },
    bytes,
  )
}

/** What `ask` gives, its work in steps being done with the thread free for others after each. */
export async function inTurns<T>(ask: () => T): Promise<T> {
  const patience: Patience = { underWay: new Map(), finished: new Map() }
  for (;;) {
    try {
      return patiently(patience, ask)
    } catch (error) {
      if (!(error instanceof Unfinished)) throw error
      while (!error.step()) await setImmediate()
    }
  }
}

/** Does all steps at once. */
export function doAll<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

function finishedOf<T>({ underWay, finished }: Patience, key: string, work: () => Steps<T>): T {
  // Only this function writes under this key, always a T.
  if (finished.has(key)) return finished.get(key) as T
  const steps = underWay.get(key) ?? work()
  underWay.set(key, steps)
  throw new Unfinished(() => {
    if (finished.has(key)) return true
    const { done, value } = steps.next()
    if (done === true) finished.set(key, value)
    return done === true
  })
}

/**
 * Calls `each` on all numbers from 1 to `last` in ranges as long as a step allows: rows that cost more make shorter ranges,
 * but none of fewer than `least`, where a range has a price of its own. The first is of `first` or more.
 */
export function* eachRange(
  last: number,
  each: (from: number, to: number) => void,
  least = 1,
  first = FIRST_ROWS,
): Steps<void> {
  let rows = Math.max(least, first)
  for (let from = 1; from <= last;) {
    const to = Math.min(last, from + rows - 1)
    const start = performance.now()
    each(from, to)
    rows = Math.max(least, nextLength(rows, performance.now() - start))
    from = to + 1
    yield
  }
}

/** As many rows as would have filled a step, at most eight times as many as before: the next rows may cost more. */
function nextLength(rows: number, tookMs: number): number {
  const factor = Math.min(8, STEP_MS / Math.max(tookMs, 0.01))
  return Math.min(MOST_ROWS, Math.max(1, Math.floor(rows * factor)))
}
