import type { CrawlWindow } from '../model/feed.ts'
import { toLondon } from '../model/london-time.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

/** Milliseconds until the window opens in London; 0 while it is open. On the days when clocks change it may be an hour early, so ask again then. */
export function msUntilOpen(window: CrawlWindow | undefined, atMs: number): number {
  if (window === undefined) return 0
  const [from, to] = [minutesOf(window.from), minutesOf(window.to)]
  const sinceFrom = (minutesOf(toLondon(atMs).time) - from + DAY_MINUTES) % DAY_MINUTES
  const length = (to - from + DAY_MINUTES) % DAY_MINUTES
  return sinceFrom < length ? 0 : (DAY_MINUTES - sinceFrom) * MINUTE_MS - (atMs % MINUTE_MS)
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
