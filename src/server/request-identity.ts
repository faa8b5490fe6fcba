import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { LRUCache } from 'lru-cache'

/** By what a request is known in the log and to whoever sent it. */
export interface RequestIdentity {
  /** The client's own `X-Request-Id` where it is a plain word, else one made here; the answer's header names it. */
  readonly requestId: string
  /** Of the client's `traceparent` (W3C Trace Context); absent where it sent none that can be read. */
  readonly traceId?: string
}

const PLAIN_ID = /^[\w.:-]{1,128}$/
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/

/** Reads or makes what a request is known by; a header that is not understood counts as not sent. */
export function identifyRequest({ headers }: Pick<IncomingMessage, 'headers'>): RequestIdentity {
  const stated = [headers['x-request-id']].flat().join(',')
  const traceId = TRACEPARENT.exec([headers['traceparent']].flat().join(','))?.[1]
  return {
    requestId: PLAIN_ID.test(stated) ? stated : randomUUID(),
    ...(traceId !== undefined && { traceId }),
  }
}

/** How a client's address stands in the log. */
export type ClientMode = 'hashed' | 'address' | 'off'

const DAY_MS = 86_400_000
const CLIENTS = 2_000

/** A random key that is kept nowhere and changes daily: asked for whenever an address is to be disguised. */
export function createDailyKey(monotonicNow: () => number): () => Buffer {
  let key = randomBytes(32)
  let sinceMs = monotonicNow()
  return () => {
    if (monotonicNow() - sinceMs < DAY_MS) return key
    key = randomBytes(32)
    sinceMs = monotonicNow()
    return key
  }
}

/**
 * Creates what the log says of a client's address; undefined: nothing. Hashed, the lines of one client belong together for a
 * day and one gateway: under a key that is kept nowhere and changes, so that no address can be found by trying all.
 */
export function createClientNames(mode: ClientMode, currentKey: () => Buffer): (address: string) => string | undefined {
  if (mode === 'off') return () => undefined
  if (mode === 'address') return (address) => address
  const names = new LRUCache<string, string>({ max: CLIENTS })
  let key = currentKey()
  return (address) => {
    const now = currentKey()
    if (now !== key) names.clear()
    key = now
    const known = names.get(address)
    if (known !== undefined) return known
    const name = createHmac('sha256', key).update(address).digest('hex').slice(0, 12)
    names.set(address, name)
    return name
  }
}
