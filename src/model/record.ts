export type RecordType = 'service' | 'organization' | 'location' | 'serviceAtLocation'

/** FULL: the publisher's detail is held. LIST_ITEM: only what its list says. */
export type RecordDetail = 'FULL' | 'LIST_ITEM'

/** Identity of a record: publishers' ids are unique at best within one feed and one type, so all three are needed. */
interface RecordKey {
  readonly feed: string
  readonly type: RecordType
  readonly originId: string
}

/** Where a record comes from and how fresh it is. */
export interface Provenance extends RecordKey {
  readonly sourceUrl?: string
  readonly detail: RecordDetail
  /** RFC 3339, as the publisher says. */
  readonly lastModified?: string
  /** RFC 3339: when the gateway last confirmed it with the feed. */
  readonly fetchedAt: string
}

/** A record by feed and publisher's id. */
export interface RecordRef {
  readonly feed: string
  readonly originId: string
}
