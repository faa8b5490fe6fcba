import { BadStatus } from './errors/bad-status.ts'
import { WalkFailed } from './errors/walk-failed.ts'
import type { FeedReader } from './feed-reader.ts'
import type { ListReader } from './fetch-and-read.ts'

/**
 * A list beside that of services, to be walked like it. Feeds need not have one, so its faults count against nobody: a page
 * is asked for once, within the feed's budget. `now` gives milliseconds since 1970.
 */
export function besideList(reader: FeedReader, list: string, now: () => number): ListReader {
  const { slug } = reader
  return {
    slug,
    async fetchPage(page, size, signal) {
      if (typeof page !== 'number') return reader.fetchPage(page, size, signal)
      const askedAtMs = now()
      const { status, body, ms = 0 } = await reader.observe({ kind: 'beside', list, page, size }, signal)
      if (body !== undefined) return { ...body, askedAtMs, activeMs: ms }
      throw status === 404 ? new BadStatus('NOT_FOUND', { feed: slug }) : new WalkFailed('INCOMPLETE', { feed: slug })
    },
    reportBadBody: () => false,
  }
}
