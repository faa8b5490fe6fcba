import type { LookupFunction } from 'node:net'
import { Agent } from 'undici'
import { createGuardedConnect } from './connect-guard.ts'
import { DEFAULT_FEED_LIMITS, type FeedLimits } from './feed-limits.ts'

export interface FeedDispatcherOptions {
  /** Hosts that may be private, with or without a port. */
  readonly allowPrivateHosts: readonly string[]
  readonly limits?: Partial<FeedLimits>
  readonly lookup?: LookupFunction
}

/** The one way to the network, shared by all feeds: guarded, HTTP/1.1, without cookies or a proxy. Idle connections keep nothing alive. */
export function createFeedDispatcher({ allowPrivateHosts, limits, lookup }: FeedDispatcherOptions): Agent {
  const { connectMs, headerBytes, bodyBytes } = { ...DEFAULT_FEED_LIMITS, ...limits }
  return new Agent({
    connect: createGuardedConnect({ connectMs, allowPrivateHosts, ...(lookup && { lookup }) }),
    allowH2: false,
    pipelining: 1,
    maxHeaderSize: headerBytes,
    maxResponseSize: bodyBytes,
  })
}
