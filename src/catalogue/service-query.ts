import type { CountedFact, FactFilter, FactName } from '../facts/service-facts.ts'
import type { SearchedText } from './search/text-search.ts'
import type { AreaBasis } from '../geography/placement-rows.ts'
import type { TermMapping } from '../model/term-mapping.ts'
import type { ServiceStatus } from '../model/service.ts'
import type { AreaDimension } from './areas/count-areas.ts'
import type { RecordRef } from '../model/record.ts'

/**
 * Which services are meant; conditions side by side are ANDed. Names and meaning are those of the GraphQL input
 * `ServiceFilter`. Values come from a client and are checked when the filter is compiled (`InputError`).
 */
export interface ServiceFilter extends FactFilter {
  readonly and?: readonly ServiceFilter[]
  readonly or?: readonly ServiceFilter[]
  readonly not?: ServiceFilter
  /** Words, with `"quoted phrases"`; never a query syntax. */
  readonly text?: string
  /** False: the words are searched as typed, and nothing instead of them. Absent: true. */
  readonly correctText?: boolean
  readonly taxonomyTerms?: TermMatch
  /** Slugs. */
  readonly feeds?: readonly string[]
  readonly areas?: AreaMatch
  readonly near?: Near
  readonly within?: BoundingBox
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
  /** 0 to 100. */
  readonly minQuality?: number
  /** States a minimum age of so many years or more. */
  readonly minimumAgeFrom?: number
  /** States a maximum age of so many years or less. */
  readonly maximumAgeTo?: number
  readonly scheduled?: ScheduleMatch
  /** Keys, URIs, UUIDs or names. */
  readonly taxonomies?: readonly string[]
}

/** What one of the schedules states; all of what is given. Times are `HH:MM`. */
export interface ScheduleMatch {
  readonly day?: Weekday
  readonly opensFrom?: string
  readonly closesTo?: string
}

/** GSS codes; an abolished one means its successors. */
export interface AreaMatch {
  readonly anyOf: readonly string[]
  readonly basis: AreaBasis
}

/** LOCATED: a place is near; SERVES: declared to serve an area that the point lies in. */
export type NearBasis = 'LOCATED' | 'SERVES'

/** URIs, CURIEs or, for a feed's own terms, their gateway URIs. */
export interface TermMatch {
  readonly anyOf?: readonly string[]
  readonly allOf?: readonly string[]
  readonly noneOf?: readonly string[]
  readonly descendants: boolean
  /** Whether mappings to the terms are followed; absent: not. */
  readonly mapped?: boolean
}

export interface Near {
  readonly latitude: number
  readonly longitude: number
  /** Absent: however far. */
  readonly withinMetres?: number
  /** Absent: LOCATED alone. */
  readonly by?: readonly NearBasis[]
  /** Codes of the areas that hold the point, for SERVES. */
  readonly areaCodes?: readonly string[]
  /** The postcode that the point stands for, as the client gave it. */
  readonly postcode?: string
  /** The point is the middle of a postcode's sector or district. */
  readonly isApproximate?: boolean
}

export interface BoundingBox {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

export type OpenAt = NonNullable<ServiceFilter['openAt']>
export type Weekday = NonNullable<OpenAt['days']>[number]

export type Unknowns = 'INCLUDE' | 'EXCLUDE'
export type ServiceOrder =
  | 'RELEVANCE'
  | 'NAME'
  | 'DISTANCE'
  | 'LAST_MODIFIED_DESC'
  | 'ASSURED_DATE_DESC'
  | 'QUALITY_DESC'

/** COLLAPSE: of records held to be one service the preferred among those that pass; KEEP: all of them. */
export type Duplicates = 'COLLAPSE' | 'KEEP'

/** A slice of an ordered list: after or before a position given by `Anchor`, at most `limit` long. */
export interface Slice {
  readonly limit: number
  /** From the end: the last `limit` items before `before`. */
  readonly backward: boolean
  readonly after?: Anchor
  readonly before?: Anchor
  /** How many items from the start are passed over, where neither cursor is given; lists that are not asked so leave it out. */
  readonly offset?: number
}

/** Where a cursor stands: the record it was cut at, and the value it was ordered by, so that it holds when the record moves or goes. */
export interface Anchor {
  readonly value: string | number | null
  readonly uid: string
}

export interface ServiceQuery {
  readonly filter: ServiceFilter
  readonly unknowns: Unknowns
  /** Absent: COLLAPSE. */
  readonly duplicates?: Duplicates
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
  /** The distance is from the middle of a postcode's sector or district; absent without a distance. */
  readonly distanceApproximate?: boolean
  /** By which of the bases asked for it is near; absent without `near`. */
  readonly nearBasis?: readonly NearBasis[]
  /** Words of the text that it does not have, where no record has all. */
  readonly missingWords?: readonly string[]
  /** Filter names that kept it only because the record does not state the fact. */
  readonly unknownOn: readonly FactName[]
  /** Mappings without which it would not be here; absent or empty where there are none. */
  readonly matchedVia?: readonly TermMapping[]
  /** The text as it was searched, where one was. */
  readonly searched?: SearchedText
}

/** A service at one of its places, in order. */
export interface PlaceHit {
  readonly service: RecordRef
  /** Of the service at that location. */
  readonly originId: string
  readonly anchor: Anchor
}

export interface PlacePage {
  readonly hits: readonly PlaceHit[]
  readonly hasNext: boolean
  readonly hasPrevious: boolean
}

export interface ServicePage {
  /** The words searched instead of the text, where nothing matched as typed. */
  readonly textCorrected?: string
  /** No record has all words of the text: those with most of them are found. */
  readonly textRelaxed?: boolean
  readonly hits: readonly ServiceHit[]
  readonly hasNext: boolean
  readonly hasPrevious: boolean
}

/** What facets count by. */
export type FacetDimension =
  | { readonly by: 'taxonomyTerms'; readonly scheme?: string; readonly level?: number; readonly first: number }
  | AreaDimension
  | { readonly by: 'organizations'; readonly first: number }
  | { readonly by: 'feeds' | 'status' | CountedFact; readonly first?: number }

/** `key` is a term URI, the code of an area, a feed slug, `slug\torigin id` of an organization, a language code, an enum value, `free` or `charged`, `accessible` or `notAccessible`; null for unknown. */
export interface FacetCount {
  readonly key: string | null
  readonly count: number
}
