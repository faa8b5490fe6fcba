import { isIP } from 'node:net'

/**
 * Whether a request may be made by this Host, or a page of this Origin: an address, this machine's own name, or one of `hosts`.
 * A page elsewhere could have its own name lead here, and ask with the reach of whoever opened it (DNS rebinding).
 */
export function mayAsk(origin: string, hosts: readonly string[]): boolean {
  const name = URL.parse(origin)?.hostname.replace(/^\[|\]$/g, '')
  return name !== undefined && (isIP(name) !== 0 || name === 'localhost' || hosts.includes(name))
}
