import type { AttendingType } from '../model/schedule.ts'
import type { ServiceStatus } from '../model/service.ts'

/**
 * Which services are meant; conditions side by side are ANDed. Names and meaning are those of the GraphQL input
 * `ServiceFilter`. Values come from a client and are checked when the filter is compiled (`InputError`).
 */
export interface ServiceFilter {
  readonly and?: readonly ServiceFilter[]
  readonly or?: readonly ServiceFilter[]
  readonly not?: ServiceFilter
  /** Words, with `"quoted phrases"`; never a query syntax. */
  readonly text?: string
  readonly taxonomyTerms?: TermMatch
  /** Slugs. */
  readonly feeds?: readonly string[]
  readonly near?: Near
  readonly within?: BoundingBox
  /** Years. */
  readonly age?: number
  readonly openAt?: OpenAt
  readonly free?: boolean
  /** ISO 639 codes or English names. */
  readonly languages?: readonly string[]
  readonly attending?: readonly AttendingType[]
  readonly status?: readonly ServiceStatus[]
  /** Lifts the default by which a filter that mentions no status means ACTIVE; not part of the GraphQL input. */
  readonly anyStatus?: boolean
  readonly organization?: RecordRef
  /** Services at that location record; not part of the GraphQL input, set for `Location.services`. */
  readonly location?: RecordRef
  /** RFC 3339. */
  readonly modifiedSince?: string
  /** `YYYY-MM-DD`. */
  readonly assuredSince?: string
}

/** URIs, CURIEs or, for a feed's own terms, their gateway URIs. */
export interface TermMatch {
  readonly anyOf?: readonly string[]
  readonly allOf?: readonly string[]
  readonly noneOf?: readonly string[]
  readonly descendants: boolean
}

export interface Near {
  readonly latitude: number
  readonly longitude: number
  /** Absent: however far. */
  readonly withinMetres?: number
}

export interface BoundingBox {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

export type Weekday = 'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY'

/** `at` alone: open then; `on`: that day; `days`: an occurrence on any of them in the next 35 days; `from`–`to` (`HH:MM`, London) within the day. */
export interface OpenAt {
  /** RFC 3339 instant. */
  readonly at?: string
  readonly on?: string
  readonly days?: readonly Weekday[]
  readonly from?: string
  readonly to?: string
}

/** A record by feed and publisher's id. */
export interface RecordRef {
  readonly feed: string
  readonly originId: string
}

export type Unknowns = 'INCLUDE' | 'EXCLUDE'
export type ServiceOrder = 'RELEVANCE' | 'NAME' | 'DISTANCE' | 'LAST_MODIFIED_DESC' | 'ASSURED_DATE_DESC'

/** A slice of an ordered list: after or before a position told by `Anchor`, at most `limit` long. */
export interface Slice {
  readonly limit: number
  /** From the end: the last `limit` items before `before`. */
  readonly backward: boolean
  readonly after?: Anchor
  readonly before?: Anchor
}

/** Where a cursor stands: the record it was cut at, and the value it was ordered by, so that it holds when the record moves or goes. */
export interface Anchor {
  readonly value: string | number | null
  readonly uid: string
}

export interface ServiceQuery {
  readonly filter: ServiceFilter
  readonly unknowns: Unknowns
  /** Absent: text → RELEVANCE, else near → DISTANCE, else NAME. */
  readonly order?: ServiceOrder
  readonly slice: Slice
}

/** One hit in order. */
export interface ServiceHit extends RecordRef {
  readonly anchor: Anchor
  readonly distanceMetres?: number
  /** Position, within the service's own places, of the nearest. */
  readonly nearestPlace?: number
  /** Filter names that kept it only because the record does not state the fact. */
  readonly unknownOn: readonly string[]
}

export interface ServicePage {
  readonly hits: readonly ServiceHit[]
  readonly hasNext: boolean
  readonly hasPrevious: boolean
}

/** What facets count by. */
export type FacetDimension =
  | { readonly by: 'taxonomyTerms'; readonly scheme?: string; readonly level?: number; readonly first: number }
  | { readonly by: 'feeds' }
  | { readonly by: 'organizations'; readonly first: number }
  | { readonly by: 'languages'; readonly first: number }
  | { readonly by: 'attending' }
  | { readonly by: 'status' }
  | { readonly by: 'free' }

/** `key` is a term URI, a feed slug, `slug\torigin id` of an organization, a language code, an enum value, `free` or `charged`; null for unknown. */
export interface FacetCount {
  readonly key: string | null
  readonly count: number
}
