import type { Server } from 'node:http'
import { Server as NetServer } from 'node:net'

import type { Limits } from './limits.ts'

/**
 * Closes a server without resetting anybody: it stops listening, lets answers under way end and idle clients find out
 * by `Connection: close`, closes what is still idle after `drainIdleMs`, and everything after `drainMs`.
 */
export function drainServer(server: Server, limits: Pick<Limits, 'drainIdleMs' | 'drainMs'>): Promise<void> {
  return new Promise((resolve) => {
    const idle = setTimeout(() => server.closeIdleConnections(), limits.drainIdleMs)
    const all = setTimeout(() => server.closeAllConnections(), limits.drainMs)
    // The HTTP server's own close ends idle connections at once, and races with the requests just sent on them.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(idle)
      clearTimeout(all)
      resolve()
    })
  })
}
