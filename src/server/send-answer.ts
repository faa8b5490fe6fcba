import type { IncomingMessage, ServerResponse } from 'node:http'
import { GraphQLError } from 'graphql'

import type { Log } from '../model/log.ts'
import type { Answer, StreamedAnswer } from './exchange.ts'
import type { Limits } from './limits.ts'
import { drainBody, hasLongUnreadBody } from './read-body.ts'
import { createReaderClock, type ReaderClock } from './reader-clock.ts'
import type { RequestNotes } from './request-notes.ts'

/** An answer on its way to its client. */
export interface Sending {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly answer: Answer | StreamedAnswer
  /** Pages of other origins may read it. */
  readonly isOpenToAll: boolean
  /** The client is asked to open a new connection next time. */
  readonly isLast: boolean
  readonly notes: RequestNotes
  readonly limits: Limits
  /** Where it is noted that an answer could not be sent whole, for a fault of ours. */
  readonly log: Log
}

const OPEN_TO_ALL = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'content-disposition, etag, link, oruk-generation, retry-after, x-request-id',
}

/** Of every answer that states nothing else: a cache would give a browser the 404 that a program had (RFC 9110 §15.1, §12.5.5). */
const BY_DEFAULT = { 'cache-control': 'no-store', vary: 'Accept, Accept-Encoding' }

/**
 * Sends an answer as fast as its client takes it; resolves when it is out, or its client gone or given up. Never rejects: what
 * fails under way ends the connection, so that no half of an answer looks whole.
 */
export async function sendAnswer(sending: Sending): Promise<void> {
  const { response, notes, log } = sending
  if (response.destroyed) return
  try {
    await sendWhole(sending)
  } catch (error) {
    response.destroy()
    if (error instanceof GraphQLError) {
      notes.code = String(error.extensions['code'])
      return
    }
    notes.code = 'INTERNAL_SERVER_ERROR'
    log.error({ err: error }, 'An answer failed while it was sent.')
  }
}

async function sendWhole(sending: Sending): Promise<void> {
  const { request, response, answer, isOpenToAll, isLast, notes, limits } = sending
  const isUnread = hasLongUnreadBody(request, limits)
  response.writeHead(answer.status, {
    ...BY_DEFAULT,
    ...(isOpenToAll && OPEN_TO_ALL),
    'x-content-type-options': 'nosniff',
    'x-request-id': notes.requestId,
    ...answer.headers,
    ...('body' in answer &&
      answer.status !== 204 &&
      answer.status !== 304 && { 'content-length': Buffer.byteLength(answer.body) }),
    ...((isUnread || isLast) && { connection: 'close' }),
  })
  const { answerStallMs, exportStallMs, answerBytesPerSecond: bytesPerSecond } = limits
  const reader = createReaderClock(response, {
    stallMs: 'send' in answer ? exportStallMs : answerStallMs,
    bytesPerSecond,
  })
  await sendBody(sending, reader, isUnread)
}

async function sendBody({ request, response, answer, limits }: Sending, reader: ReaderClock, isUnread: boolean) {
  if (request.method === 'HEAD') return reader.end()
  if ('send' in answer) return reader.end(await answer.send(reader, response))
  if (!isUnread) return reader.end(answer.body)
  await reader.write(answer.body)
  await drainBody(request, limits)
  return reader.end()
}
