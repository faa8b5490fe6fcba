import { besideList } from '../feeds/beside-list.ts'
import { FeedError } from '../feeds/errors/feed-error.ts'
import { walkList } from '../feeds/walk-list.ts'
import type { RefreshParts } from './refresh-feed.ts'

/** Lists of terms are short; one without end is not worth more. */
const MOST_PAGES = 200

type TermListParts = Pick<RefreshParts, 'feed' | 'reader' | 'writer' | 'now' | 'log' | 'signal'>

/**
 * Reads what a feed calls its terms, where its records name some by id alone: `/taxonomy_terms`, and `/taxonomies` where
 * those name their schemes so. At most once a day. A feed without such lists is none the worse for it.
 */
export async function readTermLists(parts: TermListParts): Promise<void> {
  const { feed, writer, now, log, signal } = parts
  const instant = (): string => new Date(now()).toISOString()
  if (!(await writer.wantsTermLists(feed.slug, instant()))) return
  const isWhole = await readList(parts, 'taxonomy_terms')
  if (isWhole && (await writer.lacksSchemes(feed.slug))) await readList(parts, 'taxonomies')
  if (signal.aborted) return
  await writer.endTermLists(feed.slug, isWhole, instant())
  log.info({ feed: feed.slug, isWhole }, 'asked for the list of terms')
}

/** Whether it was read to its end. */
async function readList(
  { feed, reader, writer, now, log, signal }: TermListParts,
  list: 'taxonomy_terms' | 'taxonomies',
): Promise<boolean> {
  try {
    await walkList(
      besideList(reader, list, now),
      ({ bytes, url, contentType }) =>
        writer.readTermPage(feed.slug, list, { bytes, url, ...(contentType !== undefined && { contentType }) }),
      { pageSize: feed.pageSize, maxPages: MOST_PAGES, signal },
    )
    return true
  } catch (error) {
    if (signal.aborted) return false
    if (!(error instanceof FeedError)) throw error
    log.info({ feed: feed.slug, list, code: error.code }, error.message)
    return false
  }
}
