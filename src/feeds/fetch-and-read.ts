import { BadBody, isBadBodyCode } from './errors/bad-body.ts'
import type { FeedReader, FetchedPage, PageAddress } from './feed-reader.ts'
import type { PageSummary } from '../standard/reading-context.ts'

/** Which page of which pass over the list. */
export interface PageRequest {
  readonly address: PageAddress
  /** 1, or 2 on the second look: what is read again is the same record again. */
  readonly pass: number
}

/** Reads a page's bytes, elsewhere. Rejects with an `UnreadableBody` where they are no page. */
export type ReadPage = (body: FetchedPage, request: PageRequest) => Promise<PageSummary>

export interface ReadPageResult {
  readonly summary: PageSummary
  readonly activeMs: number
}

/** The parts of a reader that a walk needs. */
export type ListReader = Pick<FeedReader, 'slug' | 'fetchPage' | 'reportBadBody'>

const TRIES = 3

/** Fetches a page and has it read; a body that may have been cut is fetched again within the feed's retry budget. Rejects with a `FeedError`. */
export async function fetchAndRead(
  reader: ListReader,
  readPage: ReadPage,
  request: PageRequest,
  size: number,
  signal?: AbortSignal,
): Promise<ReadPageResult> {
  let activeMs = 0
  for (let tried = 1; ; tried += 1) {
    const body = await reader.fetchPage(request.address, size, signal)
    activeMs += body.activeMs
    try {
      return { summary: await readPage(body, request), activeMs }
    } catch (error) {
      const fault = unreadable(error, reader.slug, body.url)
      if (!fault) throw error
      const mayAskAgain = reader.reportBadBody(fault.code)
      if (!mayAskAgain || tried === TRIES) throw fault.error
    }
  }
}

/** Recognised by its name and code: an error that has crossed threads is of no class. */
function unreadable(error: unknown, feed: string, url: string) {
  if (typeof error !== 'object' || error === null || !('name' in error) || !('code' in error)) return undefined
  if (error.name !== 'UnreadableBody' || typeof error.code !== 'string' || !isBadBodyCode(error.code)) return undefined
  return { code: error.code, error: new BadBody(error.code, { feed, url, cause: error }) }
}
