import type { GraphQLSchema } from 'graphql'
import type { Logger } from 'pino'

import type { Settings } from '../config/settings.ts'
import type { Access } from '../model/access.ts'
import type { Door } from '../wiring/door.ts'
import { present } from '../model/present.ts'
import { createServer, type GatewayServer, type ServerParts } from '../server/create-server.ts'
import { createWaysIn, type WaysInParts } from '../wiring/ways-in.ts'
import { openMetrics } from './open-metrics.ts'
import { readAllOperations } from './read-all-operations.ts'
import { startTracing } from './start-tracing.ts'

/** A listening server. */
export interface RunningServer {
  readonly url: string
  /** Drains the server, then closes the gateway where there is one. */
  stop(gateway?: { close(): Promise<void> }): Promise<void>
}

/** How a server is run, besides the settings. */
interface RunOptions {
  /** Of the socket to serve; absent: it listens as the settings say. */
  readonly fd?: number | undefined
  /** Who may ask for what, at each request; absent: everybody for all. */
  readonly access?: () => Access | undefined
}

/** A server of what is behind the door, as the settings say, that listens nowhere yet. */
export function createDoorServer(
  door: Door,
  { operations, ...settings }: Settings & Required<Pick<WaysInParts, 'operations'>>,
  log: Logger,
  more: Partial<ServerParts> = {},
): GatewayServer {
  const { schema, createContext, generation, standing, services, readiness, opened } = door
  return createServer({
    ...{ schema, createContext, generation, standing, services, readiness, opened, log },
    monotonicNow: () => performance.now(),
    trustedProxyHops: settings.trustedProxyHops,
    basePath: settings.basePath,
    logClients: settings.logClients,
    requestsPerSecond: settings.rateLimitPerSecond,
    documents: {
      isTrustedOnly: settings.trustedOnly,
      automaticBytes: settings.automaticDocumentsMb * 1_000_000,
    },
    operations,
    isShared: settings.ship !== undefined,
    routes: createWaysIn({
      site: () => door.site(),
      log,
      mcpHosts: settings.mcpHosts,
      operations,
      bulkDir: settings.bulkDir,
    }),
    ...more,
  })
}

/** Serves what is behind the door as the settings say, or on the socket of this file descriptor. StartError where that can not be had. */
export async function runServer(
  door: Door,
  settings: Settings,
  log: Logger,
  { fd, access = () => undefined }: RunOptions = {},
): Promise<RunningServer> {
  const operations = readAllOperations(settings, door.schema)
  const stopTracing = await startTracing(log)
  const { close: closeMetrics, ...metrics } = await openMetrics(door, settings, operations, log)
  const subgraph = settings.federation ? await loadSubgraph() : undefined
  const server = createDoorServer(door, { ...settings, operations }, log, {
    ...metrics,
    access,
    ...present({ subgraph }),
  })
  async function end(gateway?: { close(): Promise<void> }): Promise<void> {
    closeMetrics()
    await gateway?.close()
    await stopTracing()
  }
  try {
    const { url } = await (fd === undefined ? server.listen(settings.port, settings.host) : server.takeUp(fd))
    return { url, stop: (gateway) => server.drain().then(() => end(gateway)) }
  } catch (error) {
    await end()
    throw error
  }
}

/** Types of its own for the same schema: megabytes that most gateways need not hold. */
async function loadSubgraph(): Promise<GraphQLSchema> {
  return (await import('../graphql/federation/subgraph-schema.ts')).createSubgraphSchema()
}
