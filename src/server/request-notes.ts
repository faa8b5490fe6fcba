import type { Log } from '../model/log.ts'
import type { RequestIdentity } from './request-identity.ts'

/** What is learnt of a request on its way, for its one log line; nothing in it is the client's own text but for plain ids and GraphQL names. */
export interface RequestNotes extends RequestIdentity {
  readonly route: string
  readonly startedAtMs: number
  /** Who asked, as the setting has it; absent where it says nothing of clients. */
  readonly client?: string
  /** Name of the key that it needed, as the operator calls it; never its value. */
  key?: string
  operationName?: string
  generation?: string
  upstreamCalls?: number
  isFromCache?: boolean
  /** Code of the first error answered. */
  code?: string
}

/** Notes the key that a request needed, where it needed one. */
export function noteKey(notes: RequestNotes, key: string | undefined): void {
  if (key !== undefined) notes.key = key
}

/** A request that was answered. */
export interface AnsweredRequest extends Omit<RequestNotes, 'startedAtMs'> {
  /** 499 where its client went away before. */
  readonly status: number
  /** From its head to the end of its answer. */
  readonly ms: number
}

/** Writes the request's line: its ids, client, route, operation, status, milliseconds, generation, upstream calls. */
export function logRequest(log: Log, answered: AnsweredRequest): void {
  log.info({ ...answered, ms: Math.round(answered.ms * 10) / 10 }, 'request')
}
