import ipaddr from 'ipaddr.js'

/** Whether a host is this machine itself, so that nothing said to it goes over a network: `localhost` and all below it (RFC 6761), and loopback addresses. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true
  return ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback'
}
