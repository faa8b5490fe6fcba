import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

import { cachedByText } from '../model/cached-by-text.ts'

/**
 * The address a request is counted under: the socket's, or, behind `trustedHops` proxies of ours, the one the outermost
 * of them saw. What stands further left in X-Forwarded-For is the client's own word and never used. IPv6 counts by /64,
 * whose first address stands for it.
 */
export function findClientAddress(request: IncomingMessage, trustedHops: number): string {
  const socket = request.socket.remoteAddress ?? 'unknown'
  if (trustedHops === 0) return groupAddress(socket)
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',')
  const chain = forwarded.split(',').flatMap((part) => part.trim() || [])
  return groupAddress(chain.at(-trustedHops) ?? socket)
}

const groupAddress = cachedByText((text): string => {
  if (!ipaddr.isValid(text)) return 'unknown'
  const address = ipaddr.process(text)
  if (address.kind() === 'ipv4') return address.toString()
  return new ipaddr.IPv6([...address.toByteArray().slice(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]).toString()
})
