import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { SecureContextOptions } from 'node:tls'
import ipaddr from 'ipaddr.js'
import { buildConnector } from 'undici'

/** Error code of a connection that was not opened because its address is private or reserved. */
export const BLOCKED_ADDRESS = 'ERR_BLOCKED_ADDRESS'

export interface ConnectGuardOptions {
  readonly connectMs: number
  /** Host names or addresses, with or without a port, that may be private. */
  readonly allowPrivateHosts: readonly string[]
  /** Name resolution; the system's unless given. */
  readonly lookup?: LookupFunction
  /** Trusted besides the usual ones, and what this machine shows of itself. */
  readonly tls?: SecureContextOptions
}

/** Whether an address belongs to the public internet: not loopback, private, link-local, shared, multicast, reserved, nor one of these in IPv6 dress. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  // `process` turns an IPv4-mapped address into the IPv4 address it stands for.
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast'
  if (parsed.match(NAT64, 96)) return isPublicAddress(parsed.toByteArray().slice(12).join('.'))
  return parsed.match(GLOBAL_UNICAST, 3) && parsed.range() === 'unicast'
}

const NAT64 = ipaddr.IPv6.parse('64:ff9b::')
const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::')

/**
 * Opens connections to public addresses only, unless the configuration names the host. Checked when connecting, for names
 * and for literal addresses, so an answer of the DNS that turns private later changes nothing (F03, F25).
 */
export function createGuardedConnect(options: ConnectGuardOptions): buildConnector.connector {
  const lookup = options.lookup ?? dnsLookup
  const named = new Set(options.allowPrivateHosts.map((host) => hostName(host)))
  const connectAnywhere = buildConnector({ timeout: options.connectMs, allowH2: false, lookup, ...options.tls })
  const connectPublic = buildConnector({
    timeout: options.connectMs,
    allowH2: false,
    lookup: publicOnly(lookup),
    ...options.tls,
  })

  return (target, callback) => {
    const host = hostName(target.hostname)
    if (named.has(host) || named.has(`${host}:${target.port}`)) connectAnywhere(target, callback)
    else if (isIP(host) !== 0 && !isPublicAddress(host)) queueMicrotask(() => callback(blocked(), null))
    else connectPublic(target, callback)
  }
}

/** As hosts are compared: lower case, without brackets or a dot at its end. */
export function hostName(host: string): string {
  return host.toLowerCase().replace(/^\[|\]$|\.$/g, '')
}

function publicOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error) return callback(error, [])
      const all: LookupAddress[] =
        typeof found === 'string' ? [{ address: found, family: family ?? isIP(found) }] : found
      const allowed = all.filter(({ address }) => isPublicAddress(address))
      const first = allowed[0]
      if (!first) return callback(blocked(), [])
      if (options.all) callback(null, allowed)
      else callback(null, first.address, first.family)
    })
  }
}

function blocked(): NodeJS.ErrnoException {
  return Object.assign(new Error('The address is private or reserved'), { code: BLOCKED_ADDRESS })
}
