import { lookup as dnsLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { BLOCKED_ADDRESS, hostName, isPublicAddress } from './connect-guard.ts'

/** Rejects, with code ERR_BLOCKED_ADDRESS, where a feed's own host is private or reserved. */
export type MayAsk = (url: URL) => Promise<void>

/**
 * The guard for feeds behind a proxy, where the proxy opens the connection: a literal address, and a name as this machine
 * resolves it, must be public unless the configuration names the host. Of a name that only the proxy can resolve, or that this
 * machine does not resolve within a second, the proxy decides.
 */
export function createProxiedGuard(allowPrivateHosts: readonly string[], lookup: LookupFunction = dnsLookup): MayAsk {
  const named = new Set(allowPrivateHosts.map((host) => hostName(host)))
  return async (url) => {
    const host = hostName(url.hostname)
    if (named.has(host) || named.has(`${host}:${url.port}`)) return
    const addresses = isIP(host) === 0 ? await resolve(host, lookup) : [host]
    if (addresses.length > 0 && !addresses.some((address) => isPublicAddress(address)))
      throw Object.assign(new Error('The address is private or reserved'), { code: BLOCKED_ADDRESS })
  }
}

/** Behind a proxy a machine often reaches no resolver at all: waiting for one would take the time that the feed has to answer. */
const RESOLVE_MS = 1_000

/** Empty where this machine can't resolve the name in time, as is usual behind a proxy. */
function resolve(host: string, lookup: LookupFunction): Promise<readonly string[]> {
  return new Promise((settle) => {
    const timer = setTimeout(() => settle([]), RESOLVE_MS)
    lookup(host, { all: true }, (error, found) => {
      clearTimeout(timer)
      if (error) settle([])
      else settle(typeof found === 'string' ? [found] : found.map(({ address }) => address))
    })
  })
}
