import type { NoteSpent } from '../server/rate-limiter.ts'
import type { Spent } from './parties.ts'

/** The others hear of an address at once when it has cost so much that they do not know of, and of all others a little later. */
const REQUESTS_AT_ONCE = 5
const WORK_AT_ONCE_MS = 100
const LATER_MS = 50

/**
 * Says to the others what addresses cost here: each reader decides by itself, without waiting, so that together they let an
 * address have only so many requests more than one would as the others do not know of yet.
 */
export function shareRates(post: (spent: readonly Spent[]) => void): NoteSpent {
  const unsaid = new Map<string, { requests: number; workMs: number }>()
  let timer: NodeJS.Timeout | undefined
  function say(): void {
    clearTimeout(timer)
    timer = undefined
    post([...unsaid].map(([address, { requests, workMs }]) => [address, requests, workMs]))
    unsaid.clear()
  }
  return (address, requests, ms) => {
    const cost = unsaid.get(address) ?? { requests: 0, workMs: 0 }
    cost.requests += requests
    cost.workMs += ms
    unsaid.set(address, cost)
    if (cost.requests >= REQUESTS_AT_ONCE || Math.abs(cost.workMs) >= WORK_AT_ONCE_MS) say()
    else timer ??= setTimeout(say, LATER_MS).unref()
  }
}
