import type { Paging } from '../standard/reading-context.ts'
import type { WalkResult } from './feed-reader.ts'

export type StopReason = WalkResult['stoppedBy']

/** A page of the list just read, and the pass up to and with it. */
export interface PageInPass {
  readonly paging: Paging
  /** Records of this page, with or without an id. */
  readonly pageRows: number
  readonly ids: number
  readonly unseenIds: number
  /** The page before had no record with an id either. */
  readonly isSecondBarren: boolean
  /** The feed gave a next address on this page or an earlier one. */
  readonly isByNextAddress: boolean
  /** The next address is there and was not asked yet. */
  readonly hasFreshNextAddress: boolean
  /** Pages and records of this pass, this page included. */
  readonly pages: number
  readonly rows: number
  /** Records of the largest page before this one: the real page size, whatever was asked for. */
  readonly realSize: number
  readonly askedSize: number
}

/**
 * Why the list ends with this page; undefined where the next one must be asked (docs/dialects.md 4.1). Ids decide; what the
 * feed says about its totals can only make us ask once more, or spare the last request where everything agrees.
 */
export function whyStop(page: PageInPass): StopReason | undefined {
  if (page.pageRows === 0 && (page.isSecondBarren || !page.hasFreshNextAddress)) return 'empty page'
  if (page.pageRows > 0 && page.unseenIds === 0 && (page.ids > 0 || page.isSecondBarren)) return 'no unseen id'
  if (page.isByNextAddress) return page.hasFreshNextAddress ? undefined : 'no next address'
  if (isLastStated(page) && isTotalReached(page)) return 'last page stated'
  return isShort(page) && !isMoreStated(page) ? 'short page' : undefined
}

/** Whether the totals, if any are stated, leave records to come after so many rows and pages. */
export function isMoreByTotals({ totalItems, totalPages }: Paging, rows: number, pages: number): boolean {
  if (totalItems !== undefined) return rows < totalItems
  return totalPages !== undefined && pages < totalPages
}

function isLastStated({ paging, pages }: PageInPass): boolean {
  return paging.isLast ?? (paging.totalPages !== undefined && pages >= paging.totalPages)
}

function isTotalReached({ paging, rows }: PageInPass): boolean {
  return paging.totalItems !== undefined && rows >= paging.totalItems
}

/** The first page may be short because the feed caps its pages, so only a total that agrees makes it the last. */
function isShort(page: PageInPass): boolean {
  return page.pages === 1 ? page.pageRows < page.askedSize && isTotalReached(page) : page.pageRows < page.realSize
}

function isMoreStated({ paging, rows, pages }: PageInPass): boolean {
  const isUnfinished = paging.isLast === false && paging.totalItems === undefined && paging.totalPages === undefined
  return isUnfinished || isMoreByTotals(paging, rows, pages)
}
