import type { FeedStanding } from '../catalogue/catalogue-reader.ts'
import type { WalkProgress } from '../feeds/walk-list.ts'
import type { FeedConfig } from '../model/feed.ts'

/** How far the reading of a feed's list has come. */
export interface ReadingProgress {
  readonly services: number
  /** Services the list promises; absent where it does not. */
  readonly of?: number
  /** Milliseconds since 1970 at which it will be done, about; absent where it can't be told. */
  readonly doneByMs?: number
}

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

/** The standing of a feed whose first list is being read, with how far that has come; any other as it is. */
export function withReading(
  standing: FeedStanding,
  progress: ReadingProgress | undefined,
  nowMs: number,
): FeedStanding {
  if (standing.state !== 'PARTIAL' || standing.code !== undefined || progress === undefined) return standing
  return { ...standing, reason: `${standing.reason ?? ''} ${describeReading(progress, nowMs)}`.trim() }
}

function describeReading({ services, of, doneByMs }: ReadingProgress, nowMs: number): string {
  const share = of === undefined ? `${services} services` : `${services} of ${of} services`
  if (doneByMs === undefined) return `${share} so far.`
  const minutes = Math.max(1, Math.ceil((doneByMs - nowMs) / 60_000))
  return `${share} so far, the rest in about ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`
}
