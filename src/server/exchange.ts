import type { ServerResponse } from 'node:http'

import type { PackedBody } from './packing.ts'
import type { RequestPace } from './pace.ts'
import type { ReaderClock } from './reader-clock.ts'

/** What a client sent to be run; read and checked for shape, not yet for meaning. */
export interface OperationParams {
  readonly query: string
  readonly operationName?: string
  readonly variables?: Record<string, unknown>
  readonly extensions?: Record<string, unknown>
}

export type MediaType = 'application/json' | 'application/graphql-response+json'

/** What the context of one operation is made from. */
export interface RequestFacts {
  /** The request's own header of this name, which may say how fresh single records must be. */
  readonly cacheControl?: string
  /** Aborted when the client goes away or the deadline passes. */
  readonly signal: AbortSignal
  /** Absent: all work is done at once. */
  readonly pace?: RequestPace
  /** The client's address, by which searches are counted where they are; kept nowhere. */
  readonly asker?: string
  /** Takes what is to be done once the request is answered, however it ends. */
  readonly whenEnded: (done: () => void) => void
}

/** One operation on its way: what was asked, and what running it learns of it for the log and the cache. */
export interface Exchange {
  readonly method: 'GET' | 'POST'
  readonly mediaType: MediaType
  readonly params: OperationParams
  readonly facts: RequestFacts
  readonly pace: RequestPace
  /** True: what is held is answered, and no council is asked. */
  readonly isOfHeldOnly: boolean
  /** Name of the operation run, as the document has it; a GraphQL name, so safe to log. */
  operationName?: string
  isQuery: boolean
  /** Estimated (`estimate-cost.ts`); absent before that. */
  cost?: number
  /** Throws the refusal of an operation of this cost where it needs a key that was not sent; absent: none needs one. */
  readonly admitCost?: (cost: number) => void
  /** Code of the first error answered. */
  code?: string
  /** Calls to feeds made so far on its behalf; absent before it is executed. */
  countUpstreamCalls?: () => number
  /** Whether a search of it was counted: then it is not kept, for whoever asks it again is to be counted too. */
  hasCountedSearch?: () => boolean
  /** Generation that the answer is made of; undefined where it may be of several. */
  generationRead?: () => string | undefined
}

/** A whole HTTP answer, ready to be written. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** Where the body is kept: the same, packed once for all who take it so. */
  readonly packed?: PackedBody
}

/** An answer whose body is made as the client takes it. */
export interface StreamedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Writes the body but for its last part, which it gives; where it can not, it destroys the response or its last part says so. */
  readonly send: (reader: ReaderClock, response: ServerResponse) => Promise<string>
}
