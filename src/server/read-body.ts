import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Limits } from './limits.ts'
import { createRefusal } from './refusals.ts'

/** The body as text. Refuses compressed, oversized and badly encoded ones as early as each shows; rejects if the client goes away. */
export async function readBody(request: IncomingMessage, response: ServerResponse, limits: Limits): Promise<string> {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw createRefusal('UNSUPPORTED_CONTENT_ENCODING')
  if (Number(request.headers['content-length'] ?? 0) > limits.bodyBytes) throw createRefusal('BODY_TOO_LARGE')
  if (request.headers.expect !== undefined) response.writeContinue()
  return decode(await collect(request, limits.bodyBytes))
}

function collect(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maxBytes) reject(createRefusal('BODY_TOO_LARGE'))
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', reject)
    // Making an error that nobody sees takes as long as reading a short body.
    request.on('close', () => {
      if (!request.readableEnded) reject(new Error('The client went away before its request was read.'))
    })
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    if (cause instanceof TypeError) throw createRefusal('BAD_UTF8')
    throw cause
  }
}

/** Whether a body is on its way that nobody will read and that may be long. */
export function hasLongUnreadBody(request: IncomingMessage, limits: Limits): boolean {
  if (request.complete) return false
  return 'transfer-encoding' in request.headers || Number(request.headers['content-length'] ?? 0) > limits.bodyBytes
}

/**
 * Reads on after a refusal, a bounded while, then resolves. An answer ended while its sender still writes reaches some
 * clients as a broken pipe instead of a 413.
 */
export function drainBody(request: IncomingMessage, limits: Limits): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0
    const timer = setTimeout(finish, limits.refusedBodyMs)
    function finish(): void {
      clearTimeout(timer)
      resolve()
    }
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > limits.refusedBodyBytes) finish()
    })
    request.on('end', finish)
    request.on('close', finish)
    request.resume()
  })
}
