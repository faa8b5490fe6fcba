import ipaddr from 'ipaddr.js'
import { isPublicAddress } from './connect-guard.ts'
import { BadRedirect } from './errors/bad-redirect.ts'
import { BlockedAddress } from './errors/blocked-address.ts'
import type { FaultPlace } from './errors/feed-error.ts'

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Whether a status sends us elsewhere. */
export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status)
}

/** Where a redirect leads. Throws a `FeedError` where it leads nowhere, or where we may not go. */
export function redirectTarget(location: string | undefined, from: URL, place: FaultPlace): URL {
  if (location === undefined) throw new BadRedirect('REDIRECT', place)
  return resolveWithinHost(location, from, place)
}

/**
 * Resolves the address a feed gives for its next page, which must stay on its host. A feed read over https that names
 * itself by http, as many behind a proxy do, is taken to mean https. Throws as `redirectTarget` does.
 */
export function nextPageUrl(address: string, from: URL, place: FaultPlace): URL {
  const isDowngrade = from.protocol === 'https:' && /^http:/i.test(address)
  return resolveWithinHost(isDowngrade ? address.replace(/^http:/i, 'https:') : address, from, place)
}

/**
 * Resolves an address the feed gave, which must stay on its host: same protocol and port, or from http to https.
 * Throws REDIRECT_HOST, or BLOCKED_ADDRESS where it names a private address of another host.
 */
function resolveWithinHost(address: string, from: URL, place: FaultPlace): URL {
  if (!URL.canParse(address, from)) throw new BadRedirect('REDIRECT', place)
  const url = new URL(address, from)
  url.hash = ''
  if (isSameHost(url, from) && url.username === '' && url.password === '') return url
  const isBlocked = url.hostname !== from.hostname && isPrivateLiteral(url.hostname)
  throw isBlocked ? new BlockedAddress(place) : new BadRedirect('REDIRECT_HOST', place)
}

function isSameHost(to: URL, from: URL): boolean {
  if (to.hostname !== from.hostname) return false
  return to.protocol === from.protocol ? to.port === from.port : from.protocol === 'http:' && to.protocol === 'https:'
}

function isPrivateLiteral(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return host === 'localhost' || (ipaddr.isValid(host) && !isPublicAddress(host))
}
