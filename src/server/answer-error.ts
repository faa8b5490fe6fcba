import type { IncomingMessage } from 'node:http'
import { GraphQLError } from 'graphql'

import type { Log } from '../model/log.ts'
import { chooseErrorType } from './choose-media-type.ts'
import type { Answer } from './exchange.ts'
import type { RequestNotes } from './request-notes.ts'
import type { Fault, Route } from './routes.ts'

/** Where an error arose. */
interface Failing {
  readonly request: IncomingMessage
  /** Undefined: nothing is there. */
  readonly route: Route | undefined
  readonly notes: RequestNotes
  readonly log: Log
}

/** The answer to a request that failed, as its route shows errors; notes its code, and what is no refusal in the log. Never throws. */
export function answerError(error: unknown, { request, route, notes, log }: Failing): Answer {
  const refusal = error instanceof GraphQLError ? error : undefined
  if (!refusal && !request.destroyed) log.error({ err: error }, 'A request failed unexpectedly.')
  const { code: stated = 'UNKNOWN', http } = refusal?.extensions ?? { code: 'INTERNAL_SERVER_ERROR' }
  const code = String(stated)
  notes.code = code
  const message = refusal?.message ?? 'Something went wrong in the gateway; it has been noted.'
  const status = readStatus(http)
  const shown = renderAsRoute(route, { status, code, message }, request, log) ?? renderError(code, message, request)
  return { status, headers: { ...readHttpHeaders(http), ...shown.headers }, body: shown.body }
}

/** What a route shows of an error. One that cannot show it must not take the process with it. */
function renderAsRoute(
  route: Route | undefined,
  fault: Fault,
  request: IncomingMessage,
  log: Log,
): Pick<Answer, 'headers' | 'body'> | undefined {
  try {
    return route?.renderError?.(fault, request)
  } catch (error) {
    log.error({ err: error }, 'An error could not be shown as its way in shows errors.')
    return undefined
  }
}

function renderError(code: string, message: string, request: IncomingMessage): Pick<Answer, 'headers' | 'body'> {
  return {
    headers: { 'content-type': `${chooseErrorType(request.headers.accept)}; charset=utf-8` },
    body: JSON.stringify({ errors: [{ message, extensions: { code } }] }),
  }
}

function readStatus(http: unknown): number {
  return isObject(http) && typeof http['status'] === 'number' ? http['status'] : 500
}

function readHttpHeaders(http: unknown): Record<string, string> {
  const headers = isObject(http) && isObject(http['headers']) ? Object.entries(http['headers']) : []
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
