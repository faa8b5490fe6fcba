import type { FeedFaultCode, FeedConfig } from '../model/feed.ts'
import type { SettleOrder } from './clusters/settle-clusters.ts'
import type { NewInspection } from '../model/inspection.ts'
import type { FetchedBody, PageSummary } from '../standard/reading-context.ts'
import type { Poll } from '../store/poll.ts'
import type { TaxonomySet } from '../taxonomy/files/taxonomy-set.ts'
import type { FeedSighting } from '../model/feed-observations.ts'

/** The writing side of the catalogue: one at a time, in a worker. Instants are RFC 3339. */
export interface CatalogueWriter {
  /**
   * Says which feeds count and how each is read. A feed that no longer counts is taken out of sight, its raw records kept;
   * one that counts again, or is to be read otherwise, is read anew from them; with `at`, what then reads otherwise is noted as changed.
   * With `taxonomies`, all that files state of terms and mappings, geography is taken up as it is imported now; terms are made
   * anew where that changes how they are read. Absent: what was given last stands.
   */
  setFeeds(feeds: readonly FeedConfig[], at?: string, taxonomies?: TaxonomySet): Promise<void>
  /** A pass over a feed's list begins; an earlier one that did not end is forgotten. */
  beginSweep(slug: string, at: string): Promise<void>
  /**
   * Reads a page of the sweep, in its first or a further pass over the list. Until a first list was read to its end its records are visible at once; later ones wait for
   * `endSweep`. Rejects with an `UnreadableBody` where it is no page.
   */
  readPage(slug: string, body: FetchedBody, pass: number, at: string): Promise<PageSummary>
  /** The list was read to its end, from `readFrom` on: makes it visible in one transaction, deletions included, or holds it back and says why. */
  endSweep(slug: string, readFrom: string, at: string): Promise<SweepOutcome>
  /** The list could not be read to its end: what was good stays. */
  failSweep(slug: string, fault: Fault, at: string): Promise<void>
  /** Reads details and makes them visible together; `body` absent: the feed has none. */
  writeDetails(slug: string, details: readonly ArrivedDetail[], at: string): Promise<readonly DetailFault[]>
  /** Judges what looking at a feed showed and keeps that; what it does not bring stays. */
  writeInspection(slug: string, sighting: FeedSighting): Promise<NewInspection>
  /**
   * Places some of the records anew where geography has changed since they were placed; to be called again until it resolves
   * with false. The changed geography is taken up by `setFeeds`.
   */
  placeAnew(): Promise<boolean>
  /** Keeps how a refresh went. */
  notePoll(slug: string, poll: Poll): Promise<void>
  /** Brings clusters and scores up to date with what was written, a step at a time; to be called again until it resolves with false. */
  settleClusters(order: Omit<SettleOrder, 'feeds'>): Promise<boolean>
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
