import type { Logger } from 'pino'

import type { Settings } from '../config/settings.ts'
import type { Gateway } from '../gateway.ts'
import { openMetrics } from './open-metrics.ts'
import { startTracing } from './start-tracing.ts'
import { createServer } from '../server/create-server.ts'

/** A gateway behind a listening server. */
export interface RunningServer {
  readonly url: string
  /** Drains the server, then closes the gateway. Later calls wait for the first. */
  stop(): Promise<void>
}

/** Serves a gateway as the settings say, or on the socket of this file descriptor; closes it again where that can not be had. */
export async function runServer(
  gateway: Gateway,
  settings: Settings,
  log: Logger,
  fd?: number,
): Promise<RunningServer> {
  const stopTracing = await startTracing(log)
  const { close: closeMetrics, ...metrics } = await openMetrics(gateway, settings, log)
  const server = createServer({
    ...metrics,
    schema: gateway.schema,
    createContext: (facts) => gateway.createContext(facts),
    generation: () => gateway.generation(),
    services: () => gateway.services(),
    readiness: () => gateway.readiness(),
    monotonicNow: () => performance.now(),
    log,
    trustedProxyHops: settings.trustedProxyHops,
    logClients: settings.logClients,
    requestsPerSecond: settings.rateLimitPerSecond,
  })
  async function end(): Promise<void> {
    closeMetrics()
    await gateway.close()
    await stopTracing()
  }
  try {
    const { url } = await (fd === undefined ? server.listen(settings.port, settings.host) : server.takeUp(fd))
    let stopping: Promise<void> | undefined
    return { url, stop: () => (stopping ??= server.drain().then(end)) }
  } catch (error) {
    await end()
    throw error
  }
}
