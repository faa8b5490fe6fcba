import type { IncomingMessage, ServerResponse } from 'node:http'
import { GraphQLError } from 'graphql'

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
}

const OPEN_TO_ALL = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'content-disposition, etag, link, oruk-generation, retry-after, x-request-id',
  'cache-control': 'no-store',
  vary: 'Accept, Accept-Encoding',
}

/** Sends an answer as fast as its client takes it; resolves when it is out, or its client gone or given up. Never rejects for a client. */
export async function sendAnswer(sending: Sending): Promise<void> {
  const { request, response, answer, isOpenToAll, isLast, notes, limits } = sending
  if (response.destroyed) return
  const isUnread = hasLongUnreadBody(request, limits)
  response.writeHead(answer.status, {
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
  try {
    await sendBody(sending, reader, isUnread)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    // Its connection is closed already; the log says why.
    notes.code = String(error.extensions['code'])
  }
}

async function sendBody({ request, response, answer, limits }: Sending, reader: ReaderClock, isUnread: boolean) {
  if (request.method === 'HEAD') return reader.end()
  if ('send' in answer) return reader.end(await answer.send(reader, response))
  if (!isUnread) return reader.end(answer.body)
  await reader.write(answer.body)
  await drainBody(request, limits)
  return reader.end()
}
