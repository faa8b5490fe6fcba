import { WalkFailed } from './errors/walk-failed.ts'
import type { ListReader, ReadPage } from './fetch-and-read.ts'
import type { WalkResult } from './feed-reader.ts'
import type { PassFigures } from './list-pass.ts'
import { walkOnce } from './walk-once.ts'

export interface WalkOptions {
  /** Records asked for per page. */
  readonly pageSize: number
  /** In one pass; 5,000 unless set otherwise. */
  readonly maxPages?: number
  /** Time the feed may take for one pass, waiting for its budget not counted; 15 minutes unless set otherwise. */
  readonly maxMs?: number
  /** The number the feed gives its first page; 1 unless set otherwise. */
  readonly startPage?: number
  readonly signal?: AbortSignal
  /** Of the walks over this list before; changed by this one. */
  readonly memory?: WalkMemory
  /** Called after each page that was read. */
  readonly onPage?: (progress: WalkProgress) => void
}

/** What one walk over a list hands to the next. */
export interface WalkMemory {
  /** Ids that stood on several pages at both looks: theirs is not a list that shifted, and needs no second look again. */
  settledRepeats: ReadonlySet<string>
}

/** How far a walk has come. */
export interface WalkProgress {
  readonly pass: number
  /** Pages of this pass. */
  readonly pages: number
  /** Ids seen in any pass. */
  readonly distinctIds: number
  readonly totalItemsStated?: number
}

const MAX_PAGES = 5000
const MAX_MS = 15 * 60 * 1000
/** Fewer distinct ids than this share of the total stated is a list not read to its end (F55). */
const COMPLETE_SHARE = 0.9

/**
 * Walks a feed's whole list of services by the stop rules of docs/dialects.md 4.1. The list is read a second time where it
 * shifted under us, changed its dialect or gave less than 90 % of its own total; not for repeats that `memory` knows. Rejects with PAGING_ENDLESS, PAGING_STUCK
 * or INCOMPLETE (`cause`: the page's fault), with the first page's own `FeedError`, with the signal's reason, or with
 * whatever `readPage` threw that is no `UnreadableBody`.
 */
export async function walkList(reader: ListReader, readPage: ReadPage, options: WalkOptions): Promise<WalkResult> {
  const { maxPages = MAX_PAGES, maxMs = MAX_MS, startPage = 1, pageSize, signal } = options
  const { memory = { settledRepeats: new Set() } } = options
  const seen = new Set<string>()
  const plan = { reader, readPage, pageSize, startPage, maxPages, maxMs, seen, ...(signal && { signal }) }

  function walk(pass: number) {
    return walkOnce({ ...plan, pass, onPage: (figures) => options.onPage?.(progressOf(pass, figures, seen)) })
  }

  const first = await walk(1)
  const seenFirst = seen.size
  const isSettled = first.stoppedBy && !hasShifted(first.figures, memory) && isComplete(first.figures, seen)
  const last = isSettled ? first : await walk(2)
  if (!last.stoppedBy || !isComplete(last.figures, seen)) throw new WalkFailed('INCOMPLETE', { feed: reader.slug })

  memory.settledRepeats = first.figures.repeatedAcrossPages.intersection(last.figures.repeatedAcrossPages)
  const { repeatedIds, setAside, hasMovedTotal, dialect, listIsDetail, totalItemsStated } = last.figures
  return {
    pages: isSettled ? first.figures.pages : first.figures.pages + last.figures.pages,
    passes: isSettled ? 1 : 2,
    distinctIds: seen.size,
    repeatedIds,
    setAside,
    isShifting: hasMovedTotal || seen.size > seenFirst,
    dialect,
    listIsDetail,
    stoppedBy: last.stoppedBy,
    ...(totalItemsStated !== undefined && { totalItemsStated }),
  }
}

function hasShifted({ hasMovedTotal, repeatedAcrossPages }: PassFigures, { settledRepeats }: WalkMemory): boolean {
  return hasMovedTotal || !repeatedAcrossPages.isSubsetOf(settledRepeats)
}

/** A total counts rows, so a row that repeats an id is one of those it promised. */
function isComplete({ setAside, repeatedIds, totalItemsStated = 0 }: PassFigures, seen: ReadonlySet<string>): boolean {
  return seen.size + setAside + repeatedIds >= COMPLETE_SHARE * totalItemsStated
}

function progressOf(pass: number, { pages, totalItemsStated }: PassFigures, seen: ReadonlySet<string>): WalkProgress {
  return { pass, pages, distinctIds: seen.size, ...(totalItemsStated !== undefined && { totalItemsStated }) }
}
