import { LRUCache } from 'lru-cache'

/** How long a warning that comes again is not said again. */
const HOUR_MS = 3_600_000
const SUBJECTS = 1_000

interface Said {
  readonly atMs: number
  repeats: number
}

/**
 * Decides of each warning and error whether it is said: the first of its message, feed and code, then one an hour, which counts those that came between
 * (`repeats`). Undefined: it is not said now.
 */
export function createSaidOnce(
  monotonicNow: () => number,
): (message: string, details: Readonly<Record<string, unknown>>) => { readonly repeats?: number } | undefined {
  const said = new LRUCache<string, Said>({ max: SUBJECTS })
  return (message, details) => {
    const { feed, code, err } = details
    const subject = JSON.stringify([message, feed, code, err instanceof Error ? err.message : undefined])
    const last = said.get(subject)
    if (last !== undefined && monotonicNow() - last.atMs < HOUR_MS) {
      last.repeats += 1
      return undefined
    }
    said.set(subject, { atMs: monotonicNow(), repeats: 0 })
    return last === undefined || last.repeats === 0 ? {} : { repeats: last.repeats }
  }
}
