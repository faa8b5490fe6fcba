import type { FeedFault, FeedIdentity } from '../model/feed.ts'
import type { RootStatement } from '../model/inspection.ts'
import type { FeedReprocessing } from './reprocessing-state.ts'

/** How the catalogue stands with one feed; kept in its file, so that ages and faults survive a restart. Instants are RFC 3339. */
export interface SyncState {
  readonly dialect?: string
  /** The list's items are whole records. */
  readonly listIsDetail?: boolean
  /** When the last list that was read to its end was confirmed. */
  readonly lastComplete?: string
  /** Fingerprint of the address that it was read from: another address was not asked yet. */
  readonly source?: string
  /** Distinct services on that list. */
  readonly lastCompleteCount?: number
  /** The dialect that the list last taken over was read in. */
  readonly readAs?: string
  /** How the records were read (dialect named, quirks, areas, schemes): where that changes they are read again. */
  readonly readWith?: string
  /** What the configuration last said of it, the address without its keys: for changes of a feed that is no longer configured. */
  readonly identity?: FeedIdentity
  /** By which versions of the rules, and which geography, they were read and placed. */
  readonly readUnder?: string
  /** They are being made again; what was made before stands until then, record by record. */
  readonly reprocessing?: FeedReprocessing
  /** When its root document was last asked for, and what it then stated; what it stated before stands where it could not be read. */
  readonly root?: { readonly at: string; readonly stated?: RootStatement }
  readonly lastAttempt?: string
  readonly lastSuccess?: string
  readonly fault?: FeedFault
  readonly consecutiveFailures: number
  /** A list so much shorter than the last that it is held back until it is listed three times. */
  readonly heldBack?: { readonly count: number; readonly times: number }
}

export const NEVER_READ: SyncState = { consecutiveFailures: 0 }
