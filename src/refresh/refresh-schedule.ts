import type { FeedConfig } from '../model/feed.ts'
import { msUntilOpen } from './crawl-window.ts'

/** The steady round of one feed's refreshes. */
export interface RefreshSchedule {
  /** RFC 3339; absent while one is under way. */
  nextAttempt(): string | undefined
  /** Resolves when the refresh under way, or one begun now, has ended. */
  refreshNow(): Promise<void>
  /** Ends the round; resolves when what was under way has stopped. */
  stop(): Promise<void>
}

export interface ScheduleParts {
  readonly feed: FeedConfig
  /** One pass; when its list was confirmed, by `monotonicNow`, undefined where that failed. */
  refresh(signal: AbortSignal): Promise<number | undefined>
  /** When its list was last confirmed, in milliseconds since 1970; undefined where it is to be read at once. */
  readonly confirmedMs: number | undefined
  /** Does what a pass does besides reading the list, where that was just confirmed. */
  complete(signal: AbortSignal): Promise<void>
  /** Milliseconds since 1970: a crawl window is one of the day. */
  now(): number
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
  /** Between 0 and 1. */
  random(): number
}

const FIRST_RETRY_MS = 30_000

/**
 * Refreshes at once, or when the interval since the list was confirmed is over, and then at the feed's interval, give or take a tenth; after a failure sooner, with doubling pauses; by
 * itself only while the feed's crawl window is open.
 */
export function startSchedule(parts: ScheduleParts): RefreshSchedule {
  const { feed, refresh, confirmedMs, complete, now, monotonicNow, random } = parts
  const stopping = new AbortController()
  let failures = 0
  let nextMs: number | undefined
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let completing: Promise<void> | undefined

  function run(): Promise<void> {
    clearTimeout(timer)
    nextMs = undefined
    running ??= runOnce().finally(() => (running = undefined))
    return running
  }

  async function runOnce(): Promise<void> {
    await completing
    const takenMs = await refresh(stopping.signal)
    failures = takenMs === undefined ? failures + 1 : 0
    if (!stopping.signal.aborted) plan(takenMs === undefined ? 0 : monotonicNow() - takenMs)
  }

  function plan(sinceMs = 0): void {
    const pauseMs =
      failures === 0 ? feed.refreshIntervalMs : Math.min(feed.refreshIntervalMs, FIRST_RETRY_MS * 2 ** (failures - 1))
    wake(Math.max(0, pauseMs * (0.9 + 0.2 * random()) - sinceMs))
  }

  function begin(): void {
    const sinceMs = confirmedMs === undefined ? Number.NaN : now() - confirmedMs
    if (sinceMs >= 0 && sinceMs < feed.refreshIntervalMs) {
      plan(sinceMs)
      if (msUntilOpen(feed.crawlWindow, now()) === 0) completing = complete(stopping.signal)
    } else if (msUntilOpen(feed.crawlWindow, now()) > 0) wake(0)
    else void run()
  }

  function wake(pauseMs: number): void {
    const dueMs = pauseMs + msUntilOpen(feed.crawlWindow, now() + pauseMs)
    nextMs = monotonicNow() + dueMs
    timer = setTimeout(() => (msUntilOpen(feed.crawlWindow, now()) > 0 ? wake(0) : void run()), dueMs).unref()
  }

  begin()
  return {
    nextAttempt: () => (nextMs === undefined ? undefined : new Date(now() + nextMs - monotonicNow()).toISOString()),
    refreshNow: run,
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      await running
      await completing
    },
  }
}
