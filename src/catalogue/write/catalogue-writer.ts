import type { FeedFaultCode } from '../../model/feed.ts'
import type { PageSummary } from '../../feeds/feed-reader.ts'
import type { FetchedBody, ReadingContext } from '../../standard/reading-context.ts'

/** The writing side of the catalogue: one at a time, in a worker. Instants are RFC 3339. */
export interface CatalogueWriter {
  /**
   * Says which feeds count and how each is read. A feed that no longer counts is taken out of sight, its raw records kept;
   * one that counts again, or is to be read otherwise, is read anew from them.
   */
  setFeeds(feeds: readonly ReadingContext[]): Promise<void>
  /** A pass over a feed's list begins; an earlier one that did not end is forgotten. */
  beginSweep(slug: string, at: string): Promise<void>
  /**
   * Reads a page of the sweep, in its first or a further pass over the list. Until a first list was read to its end its records are visible at once; later ones wait for
   * `endSweep`. Rejects with an `UnreadableBody` where it is no page.
   */
  readPage(slug: string, body: FetchedBody, pass: number, at: string): Promise<PageSummary>
  /** The list was read to its end: makes it visible in one transaction, deletions included, or holds it back and says why. */
  endSweep(slug: string, at: string): Promise<SweepOutcome>
  /** The list could not be read to its end: what was good stays. */
  failSweep(slug: string, fault: Fault, at: string): Promise<void>
  /** Reads details and makes them visible together; `body` absent: the feed has none. */
  writeDetails(slug: string, details: readonly ArrivedDetail[], at: string): Promise<readonly DetailFault[]>
  close(): Promise<void>
}

export interface Fault {
  readonly code: FeedFaultCode
  readonly message: string
}

export interface ArrivedDetail {
  readonly originId: string
  readonly body?: FetchedBody
}

export interface DetailFault extends Fault {
  readonly originId: string
}

export interface SweepOutcome {
  /** Records whose visible content changed, new ones included. */
  readonly changed: number
  readonly removed: number
  readonly setAside: number
  /** Why the list was not taken over. */
  readonly heldBack?: Fault
}
