import { CircuitOpen } from '../feeds/errors/circuit-open.ts'
import { FeedError } from '../feeds/errors/feed-error.ts'
import type { FeedReader } from '../feeds/feed-reader.ts'
import { walkList, type WalkMemory, type WalkProgress } from '../feeds/walk-list.ts'
import type { Log } from '../model/log.ts'
import type { FeedConfig, FeedFault } from '../model/feed.ts'
import type { PollWalk } from '../store/poll.ts'
import type { CatalogueWriter } from '../intake/catalogue-writer.ts'
import { hydrate } from './hydrate.ts'
import { refreshRoot } from './refresh-root.ts'
import { readTermLists } from './read-term-lists.ts'
import { estimateReading } from './reading-progress.ts'
import type { ReadingProgress } from '../model/keeper.ts'
import { present } from '../model/present.ts'

/** What a pass has written. */
type RefreshWriter = Pick<
  CatalogueWriter,
  | 'beginSweep'
  | 'readPage'
  | 'endSweep'
  | 'failSweep'
  | 'notePoll'
  | 'wantedTermLists'
  | 'readTermPage'
  | 'lacksSchemes'
  | 'endTermLists'
  | 'writeDetails'
  | 'wantsRoot'
  | 'keepRoot'
  | 'show'
>

/** What one pass over a feed works with. */
export interface RefreshParts {
  readonly feed: FeedConfig
  readonly reader: FeedReader
  readonly writer: RefreshWriter
  /** Of the walks over the feed's list since the start. */
  readonly walkMemory: WalkMemory
  /** Origin ids that lack their detail, the most urgent first, without those named. */
  pendingDetails(slug: string, limit: number, without: ReadonlySet<string>): readonly string[]
  /** Details read in one pass at most; absent: all that are lacking. */
  readonly mostDetails?: number
  /** Milliseconds since 1970, for dates alone. */
  now(): number
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
  readonly log: Log
  readonly signal: AbortSignal
  /** How far the reading of the list has come. */
  noteReading(progress: ReadingProgress): void
  /** A fault that even the catalogue's file could not take (F65); undefined: it takes them again. */
  noteUnwritten(fault: FeedFault | undefined): void
  /** Has the records that are held read again, as the feed is read now. */
  readAgain(): Promise<void>
}

const DETAILS_FOR_LIST = 3
const DAY_MS = 86_400_000

/** What is said where the gateway itself failed to keep what it read. */
const NOT_KEPT = {
  code: 'SNAPSHOT_WRITE',
  message: 'The gateway could not keep what it read: its operator should look at the log. What was held is served.',
} as const

/**
 * One pass over a feed: its list, which becomes visible when it was read to its end, then the details that are lacking, as far as they
 * are had before the list is to be confirmed again. Resolves with when the list was taken over, by `monotonicNow`, undefined where it was
 * not; a feed's fault is kept as its state and reported, never thrown.
 */
export async function refreshFeed(parts: RefreshParts): Promise<number | undefined> {
  const { feed, writer, now, monotonicNow, log, signal } = parts
  const startedMs = monotonicNow()
  const instant = (): string => new Date(now()).toISOString()
  try {
    const { readFrom, ...walk } = await sweepList(parts)
    const outcome = await writer.endSweep(feed.slug, readFrom, instant())
    await notePoll(parts, startedMs, { ...walk, removed: outcome.removed })
    parts.noteUnwritten(undefined)
    if (outcome.heldBack !== undefined) {
      log.warn({ feed: feed.slug, code: outcome.heldBack.code }, outcome.heldBack.message)
      return undefined
    }
    const takenMs = monotonicNow()
    if (outcome.isReadOtherwise) await parts.readAgain()
    log.info(
      {
        feed: feed.slug,
        changed: outcome.changed,
        removed: outcome.removed,
        setAside: outcome.setAside,
        ms: monotonicNow() - startedMs,
      },
      'list read to its end',
    )
    await readTermLists(parts)
    await hydrate(parts, msForDetails(feed, takenMs - startedMs))
    // Details may name terms that no list item does.
    await readTermLists(parts)
    // Nobody waits for it.
    await refreshRoot(parts)
    await writer.show()
    return takenMs
  } catch (error) {
    if (signal.aborted) return undefined
    await keepFault(parts, error)
    await notePoll(parts, startedMs)
    return undefined
  }
}

/** Details have the feed's interval, and three times as long as its list took where a host allows so little; but every list is to be confirmed once a day. */
function msForDetails({ refreshIntervalMs }: FeedConfig, listMs: number): number {
  return Math.max(refreshIntervalMs, Math.min(listMs * DETAILS_FOR_LIST, DAY_MS - listMs))
}

/** Keeps how the refresh went, for the measures of the feed; without a walk it failed. */
async function notePoll(
  { feed, writer, now, monotonicNow }: RefreshParts,
  startedMs: number,
  walk?: PollWalk,
): Promise<void> {
  const at = new Date(now()).toISOString()
  const ms = monotonicNow() - startedMs
  await writer.notePoll(feed.slug, { at, succeeded: walk !== undefined, ms, ...(walk && { walk }) })
}

async function sweepList({
  feed,
  reader,
  writer,
  walkMemory,
  now,
  monotonicNow,
  log,
  signal,
  noteReading,
}: RefreshParts): Promise<Omit<PollWalk, 'removed'> & { readonly readFrom: string }> {
  const instant = (): string => new Date(now()).toISOString()
  const startedMs = monotonicNow()
  const report = createProgressLog(feed.slug, log)
  await writer.beginSweep(feed.slug, instant())
  // The list is as old as the page that was sent for first: the writer, or the feed's budget, may have kept us waiting.
  let askedAtMs = Number.POSITIVE_INFINITY
  log.info({ feed: feed.slug }, 'reading the list')
  const { distinctIds, repeatedIds, isShifting, totalItemsStated } = await walkList(
    reader,
    (body, { pass }) => {
      askedAtMs = Math.min(askedAtMs, body.askedAtMs)
      return writer.readPage(feed.slug, bytesAlone(body), pass, instant())
    },
    {
      pageSize: feed.pageSize,
      signal,
      memory: walkMemory,
      onPage(progress) {
        report(progress)
        const waitMs = reader.health().waitMs ?? 0
        const elapsedMs = monotonicNow() - startedMs
        noteReading(estimateReading({ feed, progress, elapsedMs, nowMs: now(), waitMs }))
      },
    },
  )
  return {
    readFrom: new Date(askedAtMs).toISOString(),
    distinctIds,
    repeatedIds,
    isShifting,
    ...(totalItemsStated !== undefined && { totalItemsStated }),
  }
}

/** What crosses to the writer's thread: nothing but the body as it came. */
function bytesAlone<T extends { readonly bytes: Uint8Array; readonly contentType?: string; readonly url: string }>({
  bytes,
  contentType,
  url,
}: T) {
  return { bytes, url, ...present({ contentType }) }
}

/** A line at each tenth page, so that a long read shows that it moves. */
function createProgressLog(slug: string, log: Log): (progress: WalkProgress) => void {
  return ({ pages, distinctIds, totalItemsStated }) => {
    if (pages % 10 === 0)
      log.info(
        {
          feed: slug,
          pages,
          services: distinctIds,
          ...present({ of: totalItemsStated }),
        },
        'reading the list',
      )
  }
}

async function keepFault({ feed, writer, now, log, noteUnwritten }: RefreshParts, thrown: unknown): Promise<void> {
  const at = new Date(now()).toISOString()
  // That it is left in peace for a while says nothing of why.
  const error = thrown instanceof CircuitOpen && thrown.cause instanceof FeedError ? thrown.cause : thrown
  if (error instanceof FeedError) log.warn({ feed: feed.slug, code: error.code, url: error.url }, error.message)
  else log.error({ feed: feed.slug, err: error }, 'a refresh failed on our side')
  const fault = error instanceof FeedError ? { code: error.code, message: error.message } : NOT_KEPT
  try {
    await writer.failSweep(feed.slug, fault, at)
    noteUnwritten(undefined)
  } catch (cause) {
    log.error({ feed: feed.slug, err: cause }, 'the catalogue can not be written: what it holds is served')
    noteUnwritten({ ...NOT_KEPT, at })
  }
}
