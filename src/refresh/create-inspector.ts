import type { FeedReader } from '../feeds/feed-reader.ts'
import type { FeedConfig } from '../model/feed.ts'
import type { Log } from '../model/log.ts'
import type { CatalogueWriter } from '../intake/catalogue-writer.ts'
import { inspectFeed, sightFeed } from './inspect-feed.ts'
import { type FeedInspection, isAdmitted } from '../model/inspection.ts'
import type { FeedSighting } from '../model/feed-observations.ts'
import { present } from '../model/present.ts'

export interface InspectorParts {
  readonly feed: FeedConfig
  readonly reader: FeedReader
  readonly writer: Pick<CatalogueWriter, 'writeInspection'>
  /** What is kept of earlier inspections. */
  inspection(): FeedInspection
  /** The feed may count from now on. */
  admit(): Promise<void>
  now(): number
  random(): number
  readonly log: Log
}

/** Looks at one feed from time to time. A feed's fault is part of what is seen, never thrown. */
export interface FeedInspector {
  /** Whether the feed counts; one that must pass and never did is verified first, at most hourly. */
  admits(signal: AbortSignal): Promise<boolean>
  /** Verifies it and tries its filters; joins an inspection under way. */
  inspect(): Promise<void>
  /** Inspects where that was not done for a day, without being waited for. */
  startIfDue(): void
  /** Ends what is under way. */
  stop(): Promise<void>
}

/** Twenty services of five thousand values each: what the thread that serves may read of an answer without being held up. */
const MAX_VALUES = 100_000
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** The inspector of one feed; asks nothing before it is asked to. */
export function createInspector(parts: InspectorParts): FeedInspector {
  const { feed, writer, now, log } = parts
  const stopping = new AbortController()
  let running: Promise<void> | undefined

  function lookParts(signal: AbortSignal) {
    const { slug, quirks, dialect } = feed
    const context = { feed: slug, quirks, maxValues: MAX_VALUES, now: now(), ...present({ dialect }) }
    return { ...parts, baseUrl: feed.url, context, signal }
  }

  function ageMs(): number {
    const { verification } = parts.inspection()
    const ms = verification === undefined ? Number.NaN : now() - Date.parse(verification.at)
    // Done in the future: a clock was set back, so nobody knows how long ago.
    return ms >= 0 ? ms : Number.POSITIVE_INFINITY
  }

  async function keep(sighting: FeedSighting | undefined): Promise<void> {
    if (sighting === undefined) return
    const { verification } = await writer.writeInspection(feed.slug, sighting)
    const failing = verification?.checks.filter(({ outcome }) => outcome === 'FAIL').map(({ id }) => id)
    log.info({ feed: feed.slug, outcome: verification?.outcome, failing }, 'feed verified')
  }

  function inspect(): Promise<void> {
    running ??= run().finally(() => (running = undefined))
    return running
  }

  async function run(): Promise<void> {
    try {
      await keep(await inspectFeed(lookParts(stopping.signal)))
    } catch (error) {
      if (stopping.signal.aborted) return
      throw error
    }
  }

  return {
    inspect,
    async admits(signal) {
      if (isAdmitted(feed, parts.inspection())) return true
      if (ageMs() < HOUR_MS) return false
      await keep(await sightFeed(lookParts(AbortSignal.any([signal, stopping.signal]))))
      if (!isAdmitted(feed, parts.inspection())) return false
      await parts.admit()
      return true
    },
    startIfDue() {
      if (ageMs() < DAY_MS || stopping.signal.aborted) return
      inspect().catch((error: unknown) =>
        log.error({ feed: feed.slug, err: error }, 'an inspection failed on our side'),
      )
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}
