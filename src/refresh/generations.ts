import { DamagedDataError } from '../model/damaged-data-error.ts'

/** Who wants to hear of new generations. */
export interface Generations {
  /** Looks whether there is a new one, and says so to all who listen. */
  look(): void
  /** Calls back with each new one; the answer ends that. */
  listen(listener: (generation: string) => void): () => void
}

/** `current` reads the generation that is visible now. */
export function createGenerations(current: () => string): Generations {
  const listeners = new Set<(generation: string) => void>()
  let last = current()
  return {
    look() {
      try {
        const generation = current()
        if (generation === last) return
        last = generation
        for (const listener of listeners) listener(generation)
      } catch (error) {
        // Whoever met the damage has noted it; the file made again has another generation.
        if (!(error instanceof DamagedDataError)) throw error
      }
    },
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
