import type { Line } from '../../src/processes/line.ts'

/** Both ends of a line within one process; messages are copied and arrive later, as between two. */
export function createLinePair(): readonly [Line, Line] {
  const listeners: ((message: unknown) => void)[] = [() => {}, () => {}]
  const end = (own: number, other: number): Line => ({
    send(message) {
      const copy: unknown = structuredClone(message)
      setImmediate(() => listeners[other]?.(copy))
    },
    listen: (listener) => void (listeners[own] = listener),
  })
  return [end(0, 1), end(1, 0)]
}
