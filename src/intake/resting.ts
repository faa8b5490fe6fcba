import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Pages of a list and details come closer together than this. */
const QUIET_MS = 4_000

/** Notices when a thread has nothing more to do. */
export interface Resting {
  /** After each call; four seconds after the last of them `rest` is called, once. */
  afterCall(): void
  stop(): void
}

/** Creates the resting of one thread; it keeps no process alive. */
export function createResting(rest: () => void): Resting {
  let timer: NodeJS.Timeout | undefined
  return {
    afterCall() {
      timer ??= setTimeout(rest, QUIET_MS).unref()
      timer.refresh()
    },
    stop: () => clearTimeout(timer),
  }
}

/**
 * Has V8 collect all that this thread has let go of and give the pages back: by itself it does so when it needs room, which after
 * a reading may be hours later. Some 50 ms of a thread that nobody waits for.
 */
export function collectGarbage(): void {
  // Only contexts made from now on have it.
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' })
}
