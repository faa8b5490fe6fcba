import { createFeedReader } from '../feeds/create-feed-reader.ts'
import type { FeedReader } from '../feeds/feed-reader.ts'
import type { HostBudgets } from '../feeds/host-budgets.ts'
import type { PostcodeProvider } from '../feeds/postcode-provider.ts'
import type { WalkMemory } from '../feeds/walk-list.ts'
import type { CatalogueWriter } from '../intake/catalogue-writer.ts'
import type { FeedConfig, FeedFault } from '../model/feed.ts'
import { type FeedInspection, isAdmitted } from '../model/inspection.ts'
import type { FeedTraffic, ReadingProgress } from '../model/keeper.ts'
import { createInspector } from './create-inspector.ts'
import { hydrate } from './hydrate.ts'
import { refreshFeed, type RefreshParts } from './refresh-feed.ts'
import { startSchedule } from './refresh-schedule.ts'
import { present } from '../model/present.ts'

/** How feeds are reached, all of them together. */
export interface FeedNetwork extends Omit<
  Parameters<typeof createFeedReader>[1],
  'now' | 'monotonicNow' | 'random' | 'hosts'
> {
  readonly hosts: HostBudgets
  /** Knows postcodes that nothing here does; absent where none is configured. */
  readonly postcodeProvider?: PostcodeProvider
}

/** A feed that is refreshed from time to time. */
export interface LiveFeed {
  readonly network: FeedNetwork
  readonly config: FeedConfig
  readonly reader: FeedReader
  traffic(): FeedTraffic
  reading(): ReadingProgress | undefined
  /** It is being read for the first time, and has been for less than five minutes: what is written of it is soon written again. */
  isUnfinished(): boolean
  unwrittenFault(): FeedFault | undefined
  /** Refreshes it now; resolves when that has ended. */
  refresh(): Promise<void>
  /** Verifies it and tries its filters now; resolves when that has ended. */
  inspect(): Promise<void>
  /** Ends its round; resolves when what was under way has stopped. */
  stop(): Promise<void>
}

/** What a feed's round works with. */
export interface LiveFeedParts extends Pick<
  RefreshParts,
  'feed' | 'mostDetails' | 'pendingDetails' | 'now' | 'monotonicNow' | 'log'
> {
  readonly network: FeedNetwork
  readonly writer: CatalogueWriter
  /** Between 0 and 1. */
  random(): number
  /** False: it is refreshed only when asked to. */
  readonly isScheduled: boolean
  /** When its list was last read to its end from this very address, in milliseconds since 1970; undefined: never. */
  confirmedMs(): number | undefined
  /** What is kept of earlier inspections. */
  inspection(): FeedInspection
  /** The feed may count from now on. */
  admit(): Promise<void>
  /** Matches what a refresh wrote; resolves when that is done. */
  settle(): Promise<void>
}

const FIRST_READ_MS = 300_000

/** Begins a feed's round of refreshes and inspections. */
export function startLiveFeed(parts: LiveFeedParts): LiveFeed {
  const { feed, network, now, monotonicNow, random, log, isScheduled } = parts
  const walkMemory: WalkMemory = { settledRepeats: new Set() }
  const reader = createFeedReader(feed, { ...network, now, monotonicNow, random })
  const inspector = createInspector({ ...parts, reader })
  let unwritten: FeedFault | undefined
  let reading: ReadingProgress | undefined
  let firstReadMs = Number.NEGATIVE_INFINITY

  async function refresh(signal: AbortSignal): Promise<number | undefined> {
    try {
      if (!(await inspector.admits(signal))) return undefined
      if (parts.confirmedMs() === undefined) firstReadMs = monotonicNow()
      const takenMs = await refreshFeed({
        ...parts,
        reader,
        walkMemory,
        signal,
        noteReading: (progress) => void (reading = progress),
        noteUnwritten: (fault) => void (unwritten = fault),
        readAgain: parts.admit,
      })
      firstReadMs = Number.NEGATIVE_INFINITY
      if (!signal.aborted) await parts.settle()
      if (takenMs !== undefined && isScheduled) inspector.startIfDue()
      return takenMs
    } catch (error) {
      // What went wrong must not end the round of refreshes: it is tried again like any failure.
      if (!signal.aborted) log.error({ feed: feed.slug, err: error }, 'a refresh failed on our side')
      return undefined
    }
  }

  /** What is left of a pass whose list a gateway before this one read. */
  async function complete(signal: AbortSignal): Promise<void> {
    try {
      await hydrate({ ...parts, reader, signal }, feed.refreshIntervalMs)
      await parts.writer.show()
      if (!signal.aborted) inspector.startIfDue()
    } catch (error) {
      if (!signal.aborted) log.error({ feed: feed.slug, err: error }, 'a refresh failed on our side')
    }
  }

  const confirmedMs = isAdmitted(feed, parts.inspection()) ? parts.confirmedMs() : undefined
  const timing = { feed, refresh, complete, confirmedMs, now, monotonicNow, random }
  const schedule = isScheduled ? startSchedule(timing) : undefined
  return {
    network,
    config: feed,
    reader,
    traffic() {
      const nextAttempt = schedule?.nextAttempt()
      return { ...reader.health(), ...present({ nextAttempt }) }
    },
    reading: () => reading,
    isUnfinished: () => monotonicNow() - firstReadMs < FIRST_READ_MS,
    unwrittenFault: () => unwritten,
    async refresh() {
      if (schedule === undefined) await refresh(new AbortController().signal)
      else await schedule.refreshNow()
    },
    inspect: () => inspector.inspect(),
    async stop() {
      await Promise.all([inspector.stop(), schedule?.stop()])
    },
  }
}
