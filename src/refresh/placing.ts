import type { Log } from '../model/log.ts'

/** Placing all records anew, step by step beside everything else. */
export interface Placing {
  /** Goes on until nothing is left to place. */
  start(): void
  /** Resolves when no step is under way; what is left waits for the next start. */
  pause(): Promise<void>
  /** Resolves when nothing is left to place, or it was paused or failed. */
  done(): Promise<void>
}

/** `step` places some and resolves with whether any are left. A fault is told; the next start tries again. */
export function createPlacing(step: () => Promise<boolean>, log: Log): Placing {
  let isWanted = false
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    try {
      while (isWanted && (await step()));
    } catch (error) {
      log.error({ err: error }, 'placing the records anew failed; a reload tries again')
    }
    running = undefined
  }

  return {
    start() {
      isWanted = true
      running ??= run()
    },
    async pause() {
      isWanted = false
      await running
    },
    done: async () => running,
  }
}
