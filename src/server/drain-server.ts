import type { Server } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'

import type { Limits } from './limits.ts'

const CLOSE_EVERY_MS = 50

/**
 * Closes a server without resetting anybody: it stops listening, lets answers under way end and idle clients find out
 * by `Connection: close`, closes what is still idle after `drainIdleMs`, and everything after `drainMs`; connections `received`
 * from another process too, which the server itself does not count.
 */
export async function drainServer(
  server: Server,
  limits: Pick<Limits, 'drainIdleMs' | 'drainMs'>,
  received: ReadonlySet<Socket>,
): Promise<void> {
  const handedOver = Promise.all([...received].map(untilClosed))
  await new Promise<void>((resolve) => {
    let closing: NodeJS.Timeout | undefined
    const idle = setTimeout(() => {
      server.closeIdleConnections()
      // One whose answer was begun before the end was near is kept, and would be cut off with its next request.
      closing = setInterval(() => server.closeIdleConnections(), CLOSE_EVERY_MS)
    }, limits.drainIdleMs)
    const all = setTimeout(() => server.closeAllConnections(), limits.drainMs)
    // The HTTP server's own close ends idle connections at once, and races with the requests just sent on them.
    NetServer.prototype.close.call(server, () => {
      void handedOver.then(() => {
        clearTimeout(idle)
        clearInterval(closing)
        clearTimeout(all)
        resolve()
      })
    })
  })
}

function untilClosed(connection: Socket): Promise<void> {
  return new Promise((resolve) => connection.once('close', () => resolve()))
}
