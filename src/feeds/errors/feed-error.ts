import type { FeedFaultCode } from '../../model/feed.ts'
import { redactAll } from '../../model/redact.ts'

/** Where a fault happened. `url` is for logs only and never reaches a client. */
export interface FaultPlace {
  readonly feed: string
  readonly url?: string
  readonly cause?: unknown
}

/** What a fault is: its code, a sentence for people, and whether asking again soon could help. */
export interface Fault {
  readonly code: FeedFaultCode
  /** At most 200 characters: what happened and what to do; nothing of the upstream's body, headers or address. */
  readonly message: string
  readonly retryable: boolean
}

/** A feed failed us: theirs, not ours and not the caller's. What was good before is kept (docs/house.md, Errors). */
export class FeedError extends Error {
  override readonly name: string = 'FeedError'
  readonly code: FeedFaultCode
  readonly feed: string
  /** What was asked, without what could be a key; for logs only. */
  readonly url: string | undefined
  /** Whether the same request could succeed soon. */
  readonly retryable: boolean

  constructor(fault: Fault, place: FaultPlace) {
    super(fault.message, place.cause === undefined ? undefined : { cause: place.cause })
    this.code = fault.code
    this.feed = place.feed
    this.url = place.url === undefined ? undefined : redactAll(place.url)
    this.retryable = fault.retryable
  }
}
