import type { Server } from 'node:http'
import { Server as NetServer } from 'node:net'

import type { Limits } from './limits.ts'

const CLOSE_EVERY_MS = 50

/**
 * Closes a server without resetting anybody: it stops listening, lets answers under way end and idle clients find out
 * by `Connection: close`, closes what is still idle after `drainIdleMs`, and everything after `drainMs`.
 */
export function drainServer(server: Server, limits: Pick<Limits, 'drainIdleMs' | 'drainMs'>): Promise<void> {
  return new Promise((resolve) => {
    let closing: NodeJS.Timeout | undefined
    const idle = setTimeout(() => {
      server.closeIdleConnections()
      // One whose answer was begun before the end was near is kept, and would be cut off with its next request.
      closing = setInterval(() => server.closeIdleConnections(), CLOSE_EVERY_MS)
    }, limits.drainIdleMs)
    const all = setTimeout(() => server.closeAllConnections(), limits.drainMs)
    // The HTTP server's own close ends idle connections at once, and races with the requests just sent on them.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(idle)
      clearInterval(closing)
      clearTimeout(all)
      resolve()
    })
  })
}
