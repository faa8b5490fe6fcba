import type { Paging, PageSummary } from '../standard/reading-context.ts'
import { isMoreByTotals, type StopReason, whyStop } from './stop-rules.ts'

/** What one pass over the list has seen so far. */
export interface PassFigures {
  readonly pages: number
  /** Records, with or without an id, of all pages but a last one that only repeats. */
  readonly rows: number
  readonly setAside: number
  readonly repeatedIds: number
  /** The last total stated on the first page or on one that had records. */
  readonly totalItemsStated: number | undefined
  /** The total changed from one page to the next. */
  readonly hasMovedTotal: boolean
  /** Ids that came on more than one page. */
  readonly repeatedAcrossPages: ReadonlySet<string>
  /** The last page was the first one again, though the totals promise more (F53). */
  readonly isStuck: boolean
  /** Of the first page; empty before it. */
  readonly dialect: string
  readonly listIsDetail: boolean
  /** As the last page stated. */
  readonly nextUrl: string | undefined
  /** The last page's totals promise more. */
  readonly isMoreStated: boolean
  /** Records of the largest page: the real page size, whatever was asked for. */
  readonly realSize: number
}

/** One pass over the list, page after page. */
export interface ListPass {
  readonly figures: PassFigures
  /** Takes in the next page and says why the list ends with it; undefined: go on. */
  add(summary: PageSummary): StopReason | undefined
}

const NOTHING_YET: PassFigures = {
  pages: 0,
  rows: 0,
  setAside: 0,
  repeatedIds: 0,
  totalItemsStated: undefined,
  hasMovedTotal: false,
  repeatedAcrossPages: new Set(),
  isStuck: false,
  dialect: '',
  listIsDetail: false,
  nextUrl: undefined,
  isMoreStated: false,
  realSize: 0,
}

/** A pass that has seen nothing yet. Adds every id it sees to `seen`, which outlives it. */
export function createListPass(askedSize: number, seen: Set<string>): ListPass {
  let figures = NOTHING_YET
  const own = new Set<string>()
  const nextUrls = new Set<string>()
  let firstIds: readonly string[] = []
  let isBarren = false

  function begin({ originIds, dialect, listIsDetail }: PageSummary): void {
    firstIds = originIds
    figures = { ...figures, dialect, listIsDetail }
  }

  function count(
    { originIds, setAside }: PageSummary,
    unseen: ReadonlySet<string>,
    totalItems: number | undefined,
  ): void {
    const stated = figures.totalItemsStated
    const rows = figures.rows + originIds.length + setAside
    // A total below what has come already counts something else, such as the page (HSDS 3.2 words it so).
    const hasMoved = stated !== undefined && totalItems !== undefined && totalItems !== stated && totalItems >= rows
    // A feed by next address repeats what changed meanwhile: that is its way, and misses nothing.
    const isByNumber = nextUrls.size === 0
    figures = {
      ...figures,
      rows,
      setAside: figures.setAside + setAside,
      repeatedIds: figures.repeatedIds + originIds.length - unseen.size,
      totalItemsStated: totalItems ?? stated,
      hasMovedTotal: figures.hasMovedTotal || (isByNumber && hasMoved),
      repeatedAcrossPages: isByNumber
        ? figures.repeatedAcrossPages.union(new Set(originIds).intersection(own))
        : figures.repeatedAcrossPages,
    }
    for (const id of unseen) {
      own.add(id)
      seen.add(id)
    }
  }

  return {
    get figures() {
      return figures
    },
    add(summary) {
      const { originIds, setAside } = summary
      const paging = credible(summary.paging)
      const unseen = new Set(originIds).difference(own)
      const pageRows = originIds.length + setAside
      if (figures.pages === 0) begin(summary)
      if (originIds.length > 0 && unseen.size === 0) {
        const isFirstAgain = figures.pages === 1 && originIds.join('\n') === firstIds.join('\n')
        figures = { ...figures, isStuck: isFirstAgain && isMoreByTotals(paging, figures.rows, 1) }
      } else if (pageRows > 0 || figures.pages === 0) count(summary, unseen, paging.totalItems)

      const hasFreshNextAddress = paging.nextUrl !== undefined && !nextUrls.has(paging.nextUrl)
      if (paging.nextUrl !== undefined) nextUrls.add(paging.nextUrl)
      const { rows, realSize } = figures
      const pages = figures.pages + 1
      const page = { paging, pageRows, ids: originIds.length, unseenIds: unseen.size, pages, rows, realSize, askedSize }
      const stop = whyStop({
        ...page,
        isSecondBarren: isBarren,
        isByNextAddress: nextUrls.size > 0,
        hasFreshNextAddress,
      })
      isBarren = originIds.length === 0
      figures = {
        ...figures,
        pages,
        nextUrl: paging.nextUrl,
        isMoreStated: isMoreByTotals(paging, rows, pages),
        realSize: Math.max(realSize, pageRows),
      }
      return stop
    },
  }
}

/** Without totals that can't be counts. */
function credible({ totalItems, totalPages, ...rest }: Paging): Paging {
  return {
    ...rest,
    ...(isCount(totalItems) && { totalItems }),
    ...(isCount(totalPages) && { totalPages }),
  }
}

function isCount(stated: number | undefined): stated is number {
  return stated !== undefined && Number.isInteger(stated) && stated >= 0
}
