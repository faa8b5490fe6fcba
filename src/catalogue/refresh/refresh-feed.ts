import { FeedError } from '../../feeds/errors/feed-error.ts'
import type { FeedReader } from '../../feeds/feed-reader.ts'
import { walkList, type WalkProgress } from '../../feeds/walk-list.ts'
import type { FeedConfig } from '../../model/feed.ts'
import type { Log } from '../../model/log.ts'
import type { CatalogueWriter } from '../write/catalogue-writer.ts'
import { hydrate } from './hydrate.ts'

/** What one pass over a feed works with. */
export interface RefreshParts {
  readonly feed: FeedConfig
  readonly reader: FeedReader
  readonly writer: CatalogueWriter
  /** Origin ids that lack their detail, the most urgent first, without those named. */
  pendingDetails(slug: string, limit: number, without: ReadonlySet<string>): readonly string[]
  /** Milliseconds since 1970. */
  now(): number
  readonly log: Log
  readonly signal: AbortSignal
}

/**
 * One pass over a feed: its list, which becomes visible when it was read to its end, then the details that are lacking.
 * Resolves with whether the list was taken over; a feed's fault is kept as its state and told, never thrown.
 */
export async function refreshFeed(parts: RefreshParts): Promise<boolean> {
  const { feed, writer, now, log, signal } = parts
  const startedMs = now()
  const instant = (): string => new Date(now()).toISOString()
  try {
    await sweepList(parts)
    const outcome = await writer.endSweep(feed.slug, instant())
    if (outcome.heldBack !== undefined) {
      log.warn({ feed: feed.slug, code: outcome.heldBack.code }, outcome.heldBack.message)
      return false
    }
    log.info(
      {
        feed: feed.slug,
        changed: outcome.changed,
        removed: outcome.removed,
        setAside: outcome.setAside,
        ms: now() - startedMs,
      },
      'list read to its end',
    )
  } catch (error) {
    if (signal.aborted) return false
    await keepFault(parts, error)
    return false
  }
  await hydrate(parts)
  return true
}

async function sweepList({ feed, reader, writer, now, log, signal }: RefreshParts): Promise<void> {
  const instant = (): string => new Date(now()).toISOString()
  await writer.beginSweep(feed.slug, instant())
  log.info({ feed: feed.slug }, 'reading the list')
  await walkList(reader, (body, { pass }) => writer.readPage(feed.slug, bytesAlone(body), pass, instant()), {
    pageSize: feed.pageSize,
    signal,
    onPage: createProgressTeller(feed.slug, log),
  })
}

/** What crosses to the writer's thread: nothing but the body as it came. */
function bytesAlone<T extends { readonly bytes: Uint8Array; readonly contentType?: string; readonly url: string }>({
  bytes,
  contentType,
  url,
}: T) {
  return { bytes, url, ...(contentType === undefined ? {} : { contentType }) }
}

/** A line at each tenth page, so that a long read shows that it moves. */
function createProgressTeller(slug: string, log: Log): (progress: WalkProgress) => void {
  return ({ pages, distinctIds, totalItemsTold }) => {
    if (pages % 10 === 0)
      log.info(
        { feed: slug, pages, services: distinctIds, ...(totalItemsTold === undefined ? {} : { of: totalItemsTold }) },
        'reading the list',
      )
  }
}

async function keepFault({ feed, writer, now, log }: RefreshParts, error: unknown): Promise<void> {
  const at = new Date(now()).toISOString()
  if (error instanceof FeedError) {
    log.warn({ feed: feed.slug, code: error.code, url: error.url }, error.message)
    await writer.failSweep(feed.slug, { code: error.code, message: error.message }, at)
    return
  }
  log.error({ feed: feed.slug, err: error }, 'a refresh failed on our side')
  await writer.failSweep(
    feed.slug,
    {
      code: 'SNAPSHOT_WRITE',
      message: 'The gateway could not keep what it read: its operator should look at the log. What was held is served.',
    },
    at,
  )
}
