import type { RecordType } from './record.ts'

/**
 * MERGED and SPLIT are of clusters, all others of single records of a feed. CONTACT_CHANGED comes beside UPDATED where other
 * feeds list the same service: how to reach it is what an impostor would change.
 */
export type ChangeKind = 'ADDED' | 'UPDATED' | 'REMOVED' | 'MERGED' | 'SPLIT' | 'CONTACT_CHANGED'

/** A change of what is visible, noted in the transaction that made it so; kept for 90 days. */
export interface Change {
  /** Rises with every change and is never used again: a place to go on from. */
  readonly seq: number
  readonly kind: ChangeKind
  /** RFC 3339 in UTC: when it became visible here. */
  readonly at: string
  /** Slug. */
  readonly feed: string
  readonly type: ChangedType
  readonly originId: string
  /** Of the record as it is after the change, or was before it went; of a record in it, where a cluster changed. Absent where it has none. */
  readonly name?: string
  /** Model names of the top-level fields that differ; empty unless UPDATED or CONTACT_CHANGED. */
  readonly fields: readonly string[]
  /** Ids of the clusters before and after; empty unless MERGED or SPLIT. */
  readonly from: readonly string[]
  readonly into: readonly string[]
}

/** A service at a location changes with its service. */
export type ChangedType = Exclude<RecordType, 'serviceAtLocation'> | 'cluster'

/** What may be gone: any record, or a feed that is no longer configured. */
export type GoneType = RecordType | 'feed'

/** Which changes are meant; what is absent is no condition. Instants are RFC 3339 with any offset. */
export interface ChangeQuery {
  readonly since: string
  /** Exclusive. */
  readonly until?: string
  /** Slugs. */
  readonly feeds?: readonly string[]
  readonly kinds?: readonly ChangeKind[]
  /** From the newest backwards, where it is true. */
  readonly isNewestFirst?: boolean
}

/** A page of changes in the order in which they became visible. */
export interface ChangePage {
  readonly changes: readonly Change[]
  readonly hasNext: boolean
}
