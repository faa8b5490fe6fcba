import type { Log } from '../model/log.ts'
import type { RequestIdentity } from './request-identity.ts'

/** What is learnt of a request on its way, for its one log line; nothing in it is the client's own text but for plain ids and GraphQL names. */
export interface RequestNotes extends RequestIdentity {
  readonly route: string
  readonly startedAtMs: number
  /** Who asked, as the setting has it; absent where it says nothing of clients. */
  readonly client?: string
  operationName?: string
  generation?: string
  upstreamCalls?: number
  isFromCache?: boolean
  /** Code of the first error answered. */
  code?: string
}

/** Writes the request's line: its ids, client, route, operation, status, milliseconds, generation, upstream calls. */
export function logRequest(log: Log, notes: RequestNotes, status: number): void {
  const { startedAtMs, ...stated } = notes
  log.info({ ...stated, status, ms: Math.round((performance.now() - startedAtMs) * 10) / 10 }, 'request')
}
