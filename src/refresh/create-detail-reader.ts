import { FeedError } from '../feeds/errors/feed-error.ts'
import type { FeedReader } from '../feeds/feed-reader.ts'
import type { Log } from '../model/log.ts'
import type { DetailFailure, DetailReader } from '../model/keeper.ts'
import type { RecordRef } from '../model/record.ts'
import type { ArrivedDetail, CatalogueWriter } from '../intake/catalogue-writer.ts'
import { uidOf } from '../model/record-uid.ts'
import { isDetailWanted } from '../store/detail-state.ts'

export interface DetailReaderParts {
  reader(slug: string): FeedReader | undefined
  readonly writer: CatalogueWriter
  /** When the detail of a service was last confirmed; `asListed` where it is held as a list item; undefined where not held. */
  detailAge(ref: RecordRef): { readonly isFull: boolean; readonly confirmedMs: number } | undefined
  now(): number
  readonly log: Log
}

/** Reads details for clients that wait, once for all requests that want the same. */
export function createDetailReader(parts: DetailReaderParts): DetailReader {
  const underWay = new Map<string, Promise<DetailFailure | undefined>>()

  /** Joins a call under way, which costs the request nothing. */
  function fetchOnce(
    ref: RecordRef,
    gathered: (slug: string, detail: ArrivedDetail) => Promise<void>,
  ): Promise<DetailFailure | undefined> {
    const key = uidOf(ref)
    const known = underWay.get(key)
    if (known !== undefined) return known
    const call = fetchDetail(parts, ref, gathered).finally(() => underWay.delete(key))
    underWay.set(key, call)
    return call
  }

  return {
    async readThrough(refs, wish, allowance) {
      const wanted = refs.filter((ref) => isDetailWanted(parts.detailAge(ref), wish, parts.now()))
      const gather = createGatherer(parts)
      const refused = new Set<string>()
      const calls = wanted.flatMap((ref) => {
        if (!underWay.has(uidOf(ref))) {
          if (allowance.calls <= 0) {
            refused.add(ref.feed)
            return []
          }
          allowance.calls -= 1
        }
        return [fetchOnce(ref, gather)]
      })
      const failures = (await Promise.all(calls)).filter((failure) => failure !== undefined)
      return { hasAsked: calls.length > 0, failures: [...failures, ...[...refused].map(overAllowance)] }
    },
  }
}

function overAllowance(feed: string): DetailFailure {
  return {
    feed,
    code: 'BUDGET_SPENT',
    message:
      'One request may ask councils for 20 details; the rest is answered from the list. Ask for fewer, or again later.',
  }
}

async function fetchDetail(
  { reader, log }: DetailReaderParts,
  ref: RecordRef,
  gather: (slug: string, detail: ArrivedDetail) => Promise<void>,
): Promise<DetailFailure | undefined> {
  const feed = reader(ref.feed)
  if (feed === undefined) return undefined

  async function keep(detail: ArrivedDetail): Promise<DetailFailure | undefined> {
    try {
      await gather(ref.feed, detail)
      return undefined
    } catch (error) {
      // What is held can still be answered, whatever ails the file (F65).
      log.error({ feed: ref.feed, err: error }, 'a detail could not be kept')
      const message = 'The gateway could not keep what it read just now: what was held is shown. Ask again later.'
      return { feed: ref.feed, code: 'SNAPSHOT_WRITE', message }
    }
  }

  try {
    const body = await feed.fetchDetail(ref.originId, 'query')
    return await keep(body === undefined ? { originId: ref.originId } : { originId: ref.originId, body })
  } catch (error) {
    if (!(error instanceof FeedError)) throw error
    return { feed: ref.feed, code: error.code, message: error.message }
  }
}

/** Details that arrive in one turn of the event loop are written together. */
function createGatherer({ writer, now }: DetailReaderParts): (slug: string, detail: ArrivedDetail) => Promise<void> {
  const waiting = new Map<string, { readonly details: ArrivedDetail[]; readonly written: Promise<unknown> }>()
  return async (slug, detail) => {
    const batch = waiting.get(slug)
    if (batch !== undefined) {
      batch.details.push(detail)
      await batch.written
      return
    }
    const details = [detail]
    const written = new Promise((resolve) => setImmediate(resolve)).then(() => {
      waiting.delete(slug)
      return writer.writeDetails(slug, details, new Date(now()).toISOString(), true)
    })
    waiting.set(slug, { details, written })
    await written
  }
}
