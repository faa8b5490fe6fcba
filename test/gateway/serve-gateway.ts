import { onTestFinished } from 'vitest'
import type { Gateway } from '../../src/gateway.ts'
import { createWaysIn } from '../../src/wiring/ways-in.ts'
import { createServer, type GatewayServer, type ServerParts } from '../../src/server/create-server.ts'

const SILENT = { info() {}, warn() {}, error() {} }

/** Serves a gateway on a free port of this machine until the test ends, without a rate limit; `more` goes before. */
export async function serveGateway(
  gateway: Gateway,
  more: Partial<ServerParts> = {},
): Promise<{ readonly url: string; readonly server: GatewayServer }> {
  const server = createServerOver(gateway, more)
  const { url } = await server.listen(0, '127.0.0.1')
  onTestFinished(() => server.drain())
  return { url, server }
}

/** A server over a gateway, not yet listening, without a rate limit; `more` goes before. */
export function createServerOver(gateway: Gateway, more: Partial<ServerParts> = {}): GatewayServer {
  return createServer({
    schema: gateway.schema,
    createContext: (facts) => gateway.createContext(facts),
    generation: () => gateway.generation(),
    standing: () => gateway.standing(),
    readiness: () => gateway.readiness(),
    log: SILENT,
    monotonicNow: () => performance.now(),
    trustedProxyHops: 0,
    requestsPerSecond: 0,
    routes: createWaysIn({ site: () => gateway.site() }),
    ...more,
    limits: { drainIdleMs: 20, drainMs: 200, ...more.limits },
  })
}
