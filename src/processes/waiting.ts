/** Those who wait for something to be so. */
export interface Waiting {
  /** Resolves with true once that is so, with false where it takes longer than so many milliseconds; absent: as long as it takes. */
  until(isSo: () => boolean, mostMs?: number): Promise<boolean>
  /** Has whoever waits look again. */
  look(): void
}

/** Nobody waits yet. */
export function createWaiting(): Waiting {
  const waiting = new Set<() => void>()
  return {
    until: (isSo, mostMs) =>
      new Promise((resolve) => {
        const timer = mostMs === undefined ? undefined : setTimeout(() => end(false), mostMs)
        function end(outcome: boolean): void {
          clearTimeout(timer)
          waiting.delete(look)
          resolve(outcome)
        }
        const look = (): void => {
          if (isSo()) end(true)
        }
        waiting.add(look)
        look()
      }),
    look() {
      for (const look of waiting) look()
    },
  }
}
