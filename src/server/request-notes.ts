import type { Log } from '../model/log.ts'

/** What is learnt of a request on its way, for its one log line; nothing in it is the client's own text. */
export interface RequestNotes {
  readonly route: string
  readonly startedAtMs: number
  operationName?: string
  generation?: string
  upstreamCalls?: number
  isFromCache?: boolean
  /** Code of the first error answered. */
  code?: string
}

/** Writes the request's line: route, operation, status, milliseconds, generation, upstream calls. */
export function logRequest(log: Log, notes: RequestNotes, status: number): void {
  const { startedAtMs, ...stated } = notes
  log.info({ ...stated, status, ms: Math.round((performance.now() - startedAtMs) * 10) / 10 }, 'request')
}
