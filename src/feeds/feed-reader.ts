// feeds: HTTP to one council's feed at a time, polite, bounded and guarded, and the walk over its list of services.
// Must not know what a record means, nor the database, nor GraphQL.

import type { FetchedBody } from '../standard/reading-context.ts'
import type { BadBodyCode } from './errors/bad-body.ts'

/** A page as it came. */
export interface FetchedPage extends FetchedBody {
  /** Milliseconds since 1970 at which it was sent for. */
  readonly askedAtMs: number
  /** Milliseconds the feed took, without our waiting for its budget. */
  readonly activeMs: number
}

/** HTTP to one feed: polite, bounded, guarded. Every method rejects with a `FeedError` and nothing else (or the signal's reason). */
export interface FeedReader {
  readonly slug: string
  /** The info document at the base URL; undefined where there is none (404). */
  fetchRoot(signal?: AbortSignal): Promise<FetchedBody | undefined>
  /** One page of the list of services by its number, or a `next` address the feed gave (same host only). */
  fetchPage(page: PageAddress, size: number, signal?: AbortSignal): Promise<FetchedPage>
  /**
   * One service's detail; undefined where the feed has none (404), which counts against nobody.
   * `background`: retried within budget, waits its turn. `query`: a client waits: 3 s, no retry, and only a fifth of the feed's budget.
   */
  fetchDetail(originId: string, purpose: 'background' | 'query', signal?: AbortSignal): Promise<FetchedBody | undefined>
  /** Counts a body that could not be read against the feed. True where asking once more may help and is allowed. */
  reportBadBody(code: BadBodyCode): boolean
  health(): FeedHealthFigures
  /**
   * Asks once to see how the feed behaves, within its budget and counting against it in nothing; whatever the status, it is reported.
   * Rejects only with CIRCUIT_OPEN, or the signal's reason.
   */
  observe(what: ObservedAddress, signal?: AbortSignal): Promise<Observation>
}

/** Where to look. `parameters` are laid over those of paging. */
export type ObservedAddress =
  | { readonly kind: 'root' }
  | {
      readonly kind: 'page'
      readonly page: number
      readonly size: number
      readonly parameters?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'detail'; readonly originId: string }
  | { readonly kind: 'beside'; readonly list: string; readonly page?: number; readonly size?: number }

/** What was seen; without a status, no answer came. */
export interface Observation {
  readonly status?: number
  /** Milliseconds the feed took. */
  readonly ms?: number
  /** Value of `Access-Control-Allow-Origin`. */
  readonly allowOrigin?: string
  /** Only of a success that has any. */
  readonly body?: FetchedBody
}

/** Most dialects count pages from 1. */
export type PageAddress = number | { readonly nextUrl: string }

interface FeedHealthFigures {
  readonly circuit: 'CLOSED' | 'OPEN' | 'HALF_OPEN'
  readonly consecutiveFailures: number
  readonly requestsLastDay: number
  /** Milliseconds until the feed may be asked next, where its budget, its Retry-After or its circuit holds us back. */
  readonly waitMs?: number
  /** Of the last 200 requests answered; absent before any. */
  readonly p50Ms?: number
  readonly p95Ms?: number
  /** The https origin the feed redirects to, which belongs into the configuration. For operators only. */
  readonly movedTo?: string
}

/** How a walk over the whole list ended. */
export interface WalkResult {
  /** Over all passes. */
  readonly pages: number
  /** 2 where the list was read again because it had shifted, was short of its own total, or changed its dialect. */
  readonly passes: number
  /** Ids seen in any pass. */
  readonly distinctIds: number
  /** Rows of the last pass whose id had come before in that pass. */
  readonly repeatedIds: number
  /** Rows of the last pass that have no usable id. */
  readonly setAside: number
  readonly totalItemsStated?: number
  /** The list changed while it was read: its total moved within the last pass, or the second look found ids that the first had missed. */
  readonly isShifting: boolean
  readonly dialect: string
  readonly listIsDetail: boolean
  readonly stoppedBy: 'last page stated' | 'empty page' | 'short page' | 'no unseen id' | 'no next address'
}
