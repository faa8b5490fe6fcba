import { FeedError } from './errors/feed-error.ts'
import { TooSlow } from './errors/too-slow.ts'
import { WalkFailed } from './errors/walk-failed.ts'
import { fetchAndRead, type ListReader, type ReadPage, type ReadPageResult } from './fetch-and-read.ts'
import type { PageAddress } from './feed-reader.ts'
import { createListPass, type PassFigures } from './list-pass.ts'
import type { StopReason } from './stop-rules.ts'

/** One pass over a list: what to read, how, and within which bounds. */
export interface PassPlan {
  readonly reader: ListReader
  readonly readPage: ReadPage
  readonly pageSize: number
  readonly startPage: number
  readonly maxPages: number
  readonly maxMs: number
  /** 1, or 2 on the second look. */
  readonly pass: number
  /** Ids of all passes; added to. */
  readonly seen: Set<string>
  readonly signal?: AbortSignal
  readonly onPage: (figures: PassFigures) => void
}

export interface PassEnd {
  readonly figures: PassFigures
  /** Undefined where the feed changed its dialect on the way, so that all must be read again (F64). */
  readonly stoppedBy: StopReason | undefined
}

/** Walks the list once, to its end or to a change of dialect. Rejects as `walkList` does. */
export async function walkOnce(plan: PassPlan): Promise<PassEnd> {
  const pass = createListPass(plan.pageSize, plan.seen)
  let activeMs = 0
  for (;;) {
    assertWithinBounds(pass.figures, activeMs, plan)
    const page = await nextPage(pass.figures, plan)
    if (!page) return { figures: pass.figures, stoppedBy: 'empty page' }
    activeMs += page.activeMs
    // Only once: pages that look different for good must not keep the list from being read.
    if (plan.pass === 1 && hasOtherDialect(page, pass.figures)) return { figures: pass.figures, stoppedBy: undefined }
    const stoppedBy = pass.add(page.summary)
    plan.onPage(pass.figures)
    if (pass.figures.isStuck) throw new WalkFailed('PAGING_STUCK', { feed: plan.reader.slug })
    if (stoppedBy) return { figures: pass.figures, stoppedBy }
  }
}

/** Undefined where the feed says 404 to a page that it never promised: some end their lists so. */
async function nextPage(figures: PassFigures, plan: PassPlan): Promise<ReadPageResult | undefined> {
  const { reader, readPage, pass, pageSize, signal } = plan
  try {
    return await fetchAndRead(reader, readPage, { address: nextAddress(figures, plan), pass }, pageSize, signal)
  } catch (error) {
    // Of a list that can't be read at all the page's own fault explains more than "incomplete".
    if (!(error instanceof FeedError) || figures.pages === 0) throw error
    if (error.code === 'NOT_FOUND' && !figures.isMoreStated) return undefined
    throw new WalkFailed('INCOMPLETE', { feed: reader.slug, cause: error })
  }
}

function nextAddress({ nextUrl, pages }: PassFigures, { startPage }: PassPlan): PageAddress {
  return nextUrl === undefined ? startPage + pages : { nextUrl }
}

function hasOtherDialect({ summary }: ReadPageResult, { pages, dialect }: PassFigures): boolean {
  return pages > 0 && summary.originIds.length > 0 && summary.dialect !== dialect
}

function assertWithinBounds(
  { pages, rows, totalItemsStated, realSize }: PassFigures,
  activeMs: number,
  plan: PassPlan,
): void {
  const feed = plan.reader.slug
  // A total no larger than a page counts that page (HSDS 3.2 words it so), not the list.
  const isTotalOfList = totalItemsStated !== undefined && totalItemsStated > realSize
  if (pages >= plan.maxPages || (isTotalOfList && rows > 2 * totalItemsStated))
    throw new WalkFailed('PAGING_ENDLESS', { feed })
  if (activeMs > plan.maxMs) throw new WalkFailed('INCOMPLETE', { feed, cause: new TooSlow('TOTAL_TIMEOUT', { feed }) })
}
