import type { WalkProgress } from '../feeds/walk-list.ts'
import type { FeedConfig } from '../model/feed.ts'
import type { ReadingProgress } from '../model/keeper.ts'

/** What an estimate rests on. */
export interface ReadingSoFar {
  readonly feed: Pick<FeedConfig, 'budget' | 'pageSize'>
  readonly progress: WalkProgress
  /** Milliseconds since the reading began. */
  readonly elapsedMs: number
  /** Milliseconds since 1970. */
  readonly nowMs: number
  /** Milliseconds until the feed may be asked again. */
  readonly waitMs: number
}

/** The progress, and when it will be done: at the pace so far, or at the pace that the feed's budget allows where that is slower. */
export function estimateReading({ feed, progress, elapsedMs, nowMs, waitMs }: ReadingSoFar): ReadingProgress {
  const { pages, distinctIds: services, totalItemsStated: of } = progress
  if (of === undefined || services === 0 || of < services) return { services }
  const pagesLeft = Math.ceil((of - services) / (services / pages))
  const paceMs = elapsedMs / pages
  const allowedMs = feed.budget === undefined ? 0 : feed.budget.perMs / feed.budget.requests
  return { services, of, doneByMs: nowMs + waitMs + pagesLeft * Math.max(paceMs, allowedMs) }
}
