import { besideList } from '../feeds/beside-list.ts'
import { FeedError } from '../feeds/errors/feed-error.ts'
import { walkList } from '../feeds/walk-list.ts'
import type { RefreshParts } from './refresh-feed.ts'

/** Lists of terms are short; one without end is not worth more. */
const MOST_PAGES = 200

type TermListParts = Pick<RefreshParts, 'feed' | 'reader' | 'writer' | 'now' | 'log' | 'signal'>

/**
 * Reads what a feed calls its terms, where its records name some by id alone: `/taxonomy_terms`, and `/taxonomies` where
 * those name their schemes so; a feed of ORUK 1.0 has its terms under `/taxonomies`. At most once a day. A feed without such
 * lists is none the worse for it.
 */
export async function readTermLists(parts: TermListParts): Promise<void> {
  const { feed, writer, now, log, signal } = parts
  const instant = (): string => new Date(now()).toISOString()
  const lists = await writer.wantedTermLists(feed.slug, instant())
  if (lists.length === 0) return
  let isWhole = false
  for (const list of lists) {
    isWhole = ((await readList(parts, list)) ?? 0) > 0
    if (isWhole || signal.aborted) break
  }
  if (isWhole && (await writer.lacksSchemes(feed.slug))) await readList(parts, 'taxonomies')
  if (signal.aborted) return
  await writer.endTermLists(feed.slug, isWhole, instant())
  log.info({ feed: feed.slug, isWhole }, 'asked for the list of terms')
}

/** How many terms or schemes it has; undefined where it was not read to its end. */
async function readList(
  { feed, reader, writer, now, log, signal }: TermListParts,
  list: 'taxonomy_terms' | 'taxonomies',
): Promise<number | undefined> {
  let count = 0
  try {
    await walkList(
      besideList(reader, list, now),
      async ({ bytes, url, contentType }) => {
        const body = { bytes, url, ...(contentType !== undefined && { contentType }) }
        const page = await writer.readTermPage(feed.slug, list, body)
        count += page.originIds.length
        return page
      },
      { pageSize: feed.pageSize, maxPages: MOST_PAGES, signal },
    )
    return count
  } catch (error) {
    if (signal.aborted) return undefined
    if (!(error instanceof FeedError)) throw error
    log.info({ feed: feed.slug, list, code: error.code }, error.message)
    return undefined
  }
}
