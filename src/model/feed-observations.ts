import type { RootStatement } from './inspection.ts'

/**
 * What was seen of a feed, for `judgeVerification`: plain data that whoever asks the feed collects. Nothing here is trusted
 * to be right; what could not be tried is absent or an empty list.
 */
export interface VerificationObservations {
  /** The standard the feed is held to: what its root names, else what its pages look like. */
  readonly standard: 'ORUK_3' | 'ORUK_1'
  /** The base address, for its scheme. */
  readonly baseUrl: string
  /** `GET /`; absent where not tried. */
  readonly root?: ObservedAnswer
  /** What its root document states; absent where it has none. */
  readonly stated?: RootStatement
  /** Pages of `GET /services`: the first, one from the middle and the last, in that order, each once. */
  readonly pages: readonly ObservedPage[]
  /** `GET /services/{id}` for up to ten ids drawn from the pages. */
  readonly details: readonly (ObservedAnswer & { readonly originId: string })[]
  /** The endpoints that only warn: `/taxonomies`, `/taxonomy_terms`, `/service_at_locations`. */
  readonly optionalEndpoints: readonly (ObservedAnswer & { readonly path: string })[]
}

/** One answer. */
export interface ObservedAnswer {
  /** HTTP status; absent where no answer came. */
  readonly status?: number
  readonly ms?: number
  /** Parsed JSON; absent where the body was none. */
  readonly body?: unknown
  /** It holds more than an inspection reads, and was not judged. */
  readonly isTooLarge?: boolean
  /** Value of `Access-Control-Allow-Origin`. */
  readonly allowOrigin?: string
}

/** A page of the list in the feed's dialect; figures that it does not state are absent. */
export interface ObservedPage extends ObservedAnswer {
  /** The number asked for, from 1. */
  readonly asked: number
  /** Ids of its items in order. */
  readonly originIds: readonly string[]
  readonly totalItems?: number
  readonly totalPages?: number
  readonly pageNumber?: number
  readonly size?: number
  readonly isFirst?: boolean
  readonly isLast?: boolean
  readonly isEmpty?: boolean
}

/** What asking a feed by one parameter showed: plain data that whoever asks the feed collects, ten records at most. */
export interface FilterObservation {
  readonly parameter: string
  /** One per record sampled: the list asked by the record's own value. */
  readonly probes: readonly FilterProbe[]
  /** The list asked by a value that nothing can have. */
  readonly impossible?: Pick<FilterProbe, 'status' | 'returned'>
  /** Items of the list asked without the parameter. */
  readonly unfiltered?: number
}

export interface FilterProbe {
  /** HTTP status; absent where no answer came. */
  readonly status?: number
  /** Items in all that the answer states; absent where it could not be read. */
  readonly returned?: number
  /** The record whose value was asked for is among them. */
  readonly found: boolean
}

/** What looking at a feed showed, for whoever judges it. */
export interface FeedSighting {
  /** RFC 3339: when. */
  readonly at: string
  readonly seen: VerificationObservations
  /** Absent where its filters were not tried, or it fell silent meanwhile. */
  readonly filters?: readonly FilterObservation[]
}
