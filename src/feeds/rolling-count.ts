/** Counts events of the recent past. */
export interface RollingCount {
  add(): void
  /** Events of the last `spanMs`, exact to a hundredth of the span. */
  count(): number
}

const BUCKETS = 100

/** A count over the last `spanMs`, in constant memory. */
export function createRollingCount(spanMs: number, monotonicNow: () => number): RollingCount {
  const bucketMs = spanMs / BUCKETS
  let buckets: { readonly index: number; events: number }[] = []

  return {
    add() {
      const index = Math.floor(monotonicNow() / bucketMs)
      const current = buckets.at(-1)
      if (current && current.index >= index) current.events += 1
      else buckets.push({ index, events: 1 })
      buckets = buckets.slice(-BUCKETS)
    },
    count() {
      const oldest = Math.floor(monotonicNow() / bucketMs) - BUCKETS
      return buckets.filter(({ index }) => index > oldest).reduce((sum, { events }) => sum + events, 0)
    },
  }
}
