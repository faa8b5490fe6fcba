import { lookup as dnsLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { BLOCKED_ADDRESS, hostName, isPublicAddress } from './connect-guard.ts'

/** Rejects, with code ERR_BLOCKED_ADDRESS, where a feed's own host is private or reserved. */
export type MayAsk = (url: URL) => Promise<void>

/**
 * The guard for feeds behind a proxy, where the proxy opens the connection: a literal address, and a name as this machine
 * resolves it, must be public unless the configuration names the host. Of a name that only the proxy can resolve, the proxy decides.
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

/** Empty where this machine can't resolve the name, as is usual behind a proxy. */
function resolve(host: string, lookup: LookupFunction): Promise<readonly string[]> {
  return new Promise((settle) => {
    lookup(host, { all: true }, (error, found) => {
      if (error) settle([])
      else settle(typeof found === 'string' ? [found] : found.map(({ address }) => address))
    })
  })
}
