import { FeedError } from '../feeds/errors/feed-error.ts'
import type { ArrivedDetail } from '../intake/catalogue-writer.ts'
import type { RefreshParts } from './refresh-feed.ts'

const AT_ONCE = 4
const WRITTEN_TOGETHER = 50
/** Looking for what is pending passes over all that was asked for in this pass and is not written yet. */
const LOOKED_UP_TOGETHER = 1_000
/** A pause this long between writes shows what has arrived, however slow the feed. */
const SHOW_EVERY_MS = 1_000
/** After so many details in a row that can't be had, the rest waits for the next refresh. */
const FAULTS_TO_STOP = 5

/** What reading details works with. */
export interface HydrateParts extends Pick<
  RefreshParts,
  'feed' | 'pendingDetails' | 'mostDetails' | 'now' | 'monotonicNow' | 'log' | 'signal'
> {
  readonly reader: Pick<RefreshParts['reader'], 'fetchDetail'>
  readonly writer: Pick<RefreshParts['writer'], 'writeDetails'>
}

/**
 * Fetches the details that are lacking, within the feed's budget, and makes them visible as they come. Can be broken off
 * at any moment, as it is after `mostMs`, and goes on at the next refresh: what is still lacking stands in the catalogue.
 * Settles once all that it began has ended, and rejects with the first failure that was not the feed's.
 */
export async function hydrate(parts: HydrateParts, mostMs = Number.POSITIVE_INFINITY): Promise<void> {
  const { feed, log, now, monotonicNow } = parts
  const { signal, attempt, end } = createPass(parts)
  const startedMs = monotonicNow()
  const given = new Set<string>()
  let faultsInRow = 0
  let fetched = 0
  let shownMs = monotonicNow()
  let arrived: ArrivedDetail[] = []
  let pending: string[] = []

  function write(): Promise<void> {
    const batch = arrived
    arrived = []
    shownMs = monotonicNow()
    return attempt(async () => {
      if (batch.length > 0) await parts.writer.writeDetails(feed.slug, batch, new Date(now()).toISOString())
    })
  }

  function lookUp(): void {
    const room = (parts.mostDetails ?? Number.POSITIVE_INFINITY) - given.size
    if (room > 0) pending = [...parts.pendingDetails(feed.slug, Math.min(room, LOOKED_UP_TOGETHER), given)]
    for (const originId of pending) given.add(originId)
  }

  async function fetchOne(originId: string): Promise<void> {
    try {
      const body = await parts.reader.fetchDetail(originId, 'background', signal)
      arrived.push(body === undefined ? { originId } : { originId, body })
      fetched += 1
      faultsInRow = 0
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof FeedError)) throw error
      faultsInRow += 1
      log.warn({ feed: feed.slug, code: error.code, service: originId }, error.message)
    }
  }

  const isOver = (): boolean => signal.aborted || faultsInRow >= FAULTS_TO_STOP || monotonicNow() - startedMs >= mostMs
  let written = Promise.resolve()
  await attempt(async () => {
    while (!isOver()) {
      if (pending.length === 0) lookUp()
      const batch = pending.splice(0, WRITTEN_TOGETHER)
      if (batch.length === 0) break
      await inParallel(batch, AT_ONCE, (originId) =>
        attempt(async () => {
          if (isOver()) return
          await fetchOne(originId)
          if (monotonicNow() - shownMs > SHOW_EVERY_MS) await write()
        }),
      )
      // Those before were written meanwhile.
      await written
      written = write()
      if (fetched % 500 < WRITTEN_TOGETHER && fetched >= 500)
        log.info({ feed: feed.slug, details: fetched }, 'reading details')
    }
  })
  await written
  await write()
  end()
  if (fetched > 0) log.info({ feed: feed.slug, details: fetched, ms: monotonicNow() - startedMs }, 'details read')
}

/** Work side by side that never rejects: what fails first ends all of it by `signal` and is thrown by `end`, what fails after it is logged unless the feed is being stopped. */
function createPass({ feed, log, signal }: Pick<HydrateParts, 'feed' | 'log' | 'signal'>) {
  const failed = new AbortController()
  return {
    signal: AbortSignal.any([signal, failed.signal]),
    async attempt(work: () => Promise<void>): Promise<void> {
      try {
        await work()
      } catch (error) {
        if (!failed.signal.aborted) failed.abort(error)
        else if (!signal.aborted) log.error({ feed: feed.slug, err: error }, 'a refresh failed on our side')
      }
    },
    end: () => failed.signal.throwIfAborted(),
  }
}

async function inParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values()
  // Each lane takes from the one iterator, so no item is taken twice.
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await work(item)
    }),
  )
}
