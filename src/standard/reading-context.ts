// The room of the standard: bytes of a feed → canonical model and issues, in any dialect. The only room that knows
// snake_case; it must not know of the network, the database or the clock.
import type { FeedFaultCode } from '../model/feed.ts'
import type { Reading, RecordIssue, SetAside } from '../model/issue.ts'
import type { Service } from '../model/service.ts'
import type { ListedTerms } from './listed-terms.ts'

/** What a reader must know of the feed besides the bytes. */
export interface ReadingContext {
  readonly feed: string
  /** Dialect named by the configuration; absent: recognised by shape. */
  readonly dialect?: string
  /** Names of quirks to correct, besides those the dialect brings (`standard/quirks`). */
  readonly quirks: readonly string[]
  /** GSS codes of the publisher's own areas. */
  readonly areas?: readonly string[]
  /** What the feed's own lists say of terms; absent or empty: nothing. */
  readonly listedTerms?: ListedTerms
  /** Values that a body may hold, where fewer than `parseJson` takes are wanted; a longer one is TOO_MANY_VALUES. */
  readonly maxValues?: number
  /** Milliseconds since 1970: dates after it are reported; absent, none is. */
  readonly now?: number
}

/** Bytes as they came, decoded of transfer encodings only. */
export interface FetchedBody {
  readonly bytes: Uint8Array
  readonly contentType?: string
  /** Where it was asked, for provenance. */
  readonly url: string
}

/** One page of a feed's list of services, still raw. */
export interface PageReading {
  /** Dialect recognised, as shown to clients: "HSDS-UK-3.0", "HSDS-3.0", "ORUK-1.0" … */
  readonly dialect: string
  /** What the page looks like by itself, whatever the context named: another family here is a feed that changed. */
  readonly recognised: string
  /** In the order sent; ids may repeat. */
  readonly items: readonly RawService[]
  /** Items without a usable id, or no objects at all. */
  readonly setAside: readonly SetAside[]
  readonly paging: Paging
  /** The list's items are the whole records: no detail calls needed. */
  readonly listIsDetail: boolean
  /** Of the page as a whole (duplicate keys, wrong totals, no content type …). */
  readonly issues: readonly RecordIssue[]
}

/** A service as received: parsed JSON with its id, not yet understood. */
export interface RawService {
  readonly originId: string
  readonly raw: RawObject
  /** When the publisher says it last changed, wherever it says so; RFC 3339. Decides between repeats of an id. */
  readonly modified?: string
  /** RPDE `state: deleted`, the only deletion a page can state. */
  readonly deleted?: boolean
}

/** A parsed JSON object; the symbols are of those that an upgrade made. */
export type RawObject = Readonly<Record<string | symbol, unknown>>

/** What a page says of paging; all hints, none trusted alone. */
export interface Paging {
  readonly totalItems?: number
  readonly totalPages?: number
  readonly pageNumber?: number
  readonly isLast?: boolean
  readonly nextUrl?: string
}

/** What reading one raw service gives: a record, or the reason there is none. */
export type ServiceReading = Reading<Service> | SetAside

/** The body is not a page or record that can be read at all; `code` as in `FeedFaultCode`, the message a plain sentence without content of the body. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody'
  readonly code: FeedFaultCode

  constructor(code: FeedFaultCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** What the walk over a list needs to know of a page; the reading itself happens elsewhere (a worker). */
export interface PageSummary extends Pick<PageReading, 'dialect' | 'paging' | 'listIsDetail'> {
  readonly originIds: readonly string[]
  readonly setAside: number
}
