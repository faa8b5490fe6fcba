import type { LookupFunction } from 'node:net'
import { rootCertificates, type SecureContextOptions } from 'node:tls'
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'
import type { ClientCertificate } from '../model/credentials.ts'
import { DIRECT, type Outbound } from '../model/outbound.ts'
import { createGuardedConnect } from './connect-guard.ts'
import { DEFAULT_FEED_LIMITS, type FeedLimits } from './feed-limits.ts'
import { createProxyPools } from './proxy-pools.ts'

export interface FeedDispatcherOptions {
  /** Hosts that may be private, with or without a port. */
  readonly allowPrivateHosts: readonly string[]
  readonly limits?: Partial<FeedLimits>
  readonly lookup?: LookupFunction
  /** Directly unless given. */
  readonly outbound?: Outbound
  /** What this machine shows of itself; for one feed alone. */
  readonly certificate?: ClientCertificate
}

/**
 * The way to the network: guarded, HTTP/1.1, without cookies, through the proxy where one is set (what the guard is then:
 * `proxied-guard.ts`). Shared by all feeds but those with a certificate of their own. Idle connections keep nothing alive.
 */
export function createFeedDispatcher(options: FeedDispatcherOptions): Dispatcher {
  const { allowPrivateHosts, lookup, outbound = DIRECT, certificate } = options
  const { connectMs, headerBytes, bodyBytes } = { ...DEFAULT_FEED_LIMITS, ...options.limits }
  const { httpProxy, httpsProxy, noProxy, authorities, sourceAddress } = outbound
  const trusted: SecureContextOptions = authorities === undefined ? {} : { ca: [...rootCertificates, authorities] }
  const tls = { ...trusted, ...certificate }
  const agent = {
    connect: createGuardedConnect({ connectMs, allowPrivateHosts, tls, ...(lookup && { lookup }) }),
    allowH2: false,
    pipelining: 1,
    maxHeaderSize: headerBytes,
    maxResponseSize: bodyBytes,
    ...(sourceAddress !== undefined && { localAddress: sourceAddress }),
  }
  if (httpProxy === undefined && httpsProxy === undefined) return new Agent(agent)
  // Both are said, for what is not said it would take from the process's own environment.
  const proxies = { httpProxy: httpProxy ?? '', httpsProxy: httpsProxy ?? '', noProxy }
  const pools = createProxyPools({ httpProxy, connectMs, tls: trusted, sourceAddress })
  return new EnvHttpProxyAgent({ ...agent, ...proxies, ...pools, connectTimeout: connectMs, requestTls: tls })
}

/** Whether feeds may be asked through a proxy. */
export function isProxied({ httpProxy, httpsProxy }: Outbound): boolean {
  return httpProxy !== undefined || httpsProxy !== undefined
}
