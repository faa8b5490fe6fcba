import type { IncomingMessage } from 'node:http'

import type { Limits } from './limits.ts'
import { createRefusal } from './refusals.ts'

/** Throws a refusal where the request line or its headers are not what one server and its proxies understand alike. */
export function assertWire(request: IncomingMessage, limits: Pick<Limits, 'urlBytes'>): void {
  if (Buffer.byteLength(request.url ?? '') > limits.urlBytes) throw createRefusal('URI_TOO_LONG')
  // RFC 9112 §3.2: of two hosts a proxy may believe the other one.
  if ((request.headersDistinct['host'] ?? []).length > 1)
    throw createRefusal('BAD_REQUEST', { message: 'Send one Host header.' })
}
