/** So many at a time, the others wait their turn. */
export interface Slots {
  /** Resolves with the function that gives the slot back; urgent ones go before the others. Rejects with the signal's reason. */
  acquire(isUrgent: boolean, signal?: AbortSignal): Promise<() => void>
}

/** Creates `limit` slots. */
export function createSlots(limit: number): Slots {
  let free = limit
  const waiting: (() => void)[] = []

  function release(): void {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }

  function wait(isUrgent: boolean, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      function giveUp(): void {
        waiting.splice(waiting.indexOf(begin), 1)
        reject(signal?.reason)
      }
      function begin(): void {
        signal?.removeEventListener('abort', giveUp)
        resolve()
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      if (isUrgent) waiting.unshift(begin)
      else waiting.push(begin)
    })
  }

  return {
    async acquire(isUrgent, signal) {
      signal?.throwIfAborted()
      if (free > 0) free -= 1
      else await wait(isUrgent, signal)
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        release()
      }
    },
  }
}
