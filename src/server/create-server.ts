// Turns HTTP into operations on the schema handed in, and their results into HTTP, within limits. The room must not know
// what a feed, a record or the catalogue is.
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { GraphQLSchema } from 'graphql'

import { createOperationParts, withSchema } from './create-operation-parts.ts'
import type { OperationContext } from './create-operation-runner.ts'
import { drainServer } from './drain-server.ts'
import type { RequestFacts } from './exchange.ts'
import { createDocumentStore, type DocumentStoreOptions } from './document-store.ts'
import { createHttpServer } from './create-http-server.ts'
import type { Access } from '../model/access.ts'
import { createExportSlots } from './exports/export-slots.ts'
import { handleRequest } from './handle-request.ts'
import { type Operation, readOperations } from '../graphql/operations/read-operations.ts'
import type { Readiness } from '../model/readiness.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { type Listening, type ListeningAt, listenOn } from './listen-on.ts'
import { createLoadShedder } from './load-shedder.ts'
import { createKeyGate } from './key-gate.ts'
import { type ClientMode, createClientNames, createDailyKey } from './request-identity.ts'
import type { Log } from '../model/log.ts'
import { present } from '../model/present.ts'
import type { MetricsPage } from './metrics-page.ts'
import type { AnsweredRequest } from './request-notes.ts'
import { createOwnRoutes } from './own-routes.ts'
import { createRouteTable, type Route } from './routes.ts'
import { createRefusal } from './refusals.ts'
import type { SharedLimits } from './shared-limits.ts'

/** What a server is made of. */
export interface ServerParts {
  readonly schema: GraphQLSchema
  /** The schema as one subgraph of a federation, which has a way in of its own; absent: there is none. */
  readonly subgraph?: GraphQLSchema
  /** Called once per operation that is run, after it is found valid and within its limits. */
  readonly createContext: (facts: RequestFacts) => OperationContext
  /** Equal generation: the same answers. */
  readonly generation: () => string
  /** What decides answers besides: equal, with an equal generation, the same answers. Absent: nothing does. */
  readonly standing?: () => string
  /** How many services there are, about: what counting them costs. Absent: few. */
  readonly services?: () => number
  readonly readiness: () => Readiness
  /** Resolves when operations can be answered; absent: they can now. */
  readonly opened?: Promise<void>
  readonly log: Log
  /** Milliseconds on a clock that nobody sets. */
  readonly monotonicNow: () => number
  /** Proxies of ours in front; their word on the client's address is believed. */
  readonly trustedProxyHops: number
  /** What a proxy may leave before every path, such as `/directory`; absent: nothing. */
  readonly basePath?: string
  /** How clients stand in the log; absent: hashed. */
  readonly logClients?: ClientMode
  /** Requests per address; 0: unlimited. */
  readonly requestsPerSecond: number
  /** Who may ask for what, as the configuration has it now; absent: everybody for all. */
  readonly access?: () => Access | undefined
  /** Called for each answer but those of health and metrics; absent: nobody counts. */
  readonly noteAnswered?: (answered: AnsweredRequest) => void
  /** Where the numbers stand on this port; absent: nowhere. */
  readonly metrics?: MetricsPage
  readonly limits?: Partial<Limits>
  /** The named operations that all ways in offer; absent: the project's own. */
  readonly operations?: readonly Operation[]
  /** Which documents clients may send; absent: any, and none by a hash that is not known already. */
  readonly documents?: Partial<Omit<DocumentStoreOptions, 'operations'>>
  /** Ways in besides the server's own. */
  readonly routes?: readonly Route[]
  /** What it shares with servers of other processes that answer the same clients; absent: it is alone. */
  readonly shared?: SharedLimits
  /** Whether other machines answer from the same catalogue; absent: none does. */
  readonly isShared?: boolean
}

/** A server, not yet listening. */
export interface GatewayServer {
  /** Resolves to the address it answers on; port 0 picks a free one. Rejects with a `StartError` that says what to do. */
  listen(port: number, host: string): Promise<Listening>
  /** Serves a socket that whoever started the process holds (a supervisor, systemd), by its file descriptor. */
  takeUp(fd: number): Promise<Listening>
  /** Begins to serve connections that another process takes and hands over: each is given to the answer. */
  receive(): (connection: Socket) => void
  /** Stops taking connections, answers what is under way, and resolves when the last connection is gone, 11 s at most. */
  drain(): Promise<void>
}

/** Creates the server: a front that sets every limit, header and status itself, before what runs operations. */
export function createServer(parts: ServerParts): GatewayServer {
  const limits = { ...DEFAULT_LIMITS, ...parts.limits }
  const { schema, createContext, generation, standing, readiness, log, monotonicNow, trustedProxyHops } = parts
  const shedder = createLoadShedder(limits.lagMs)
  const { shared } = parts
  const access = parts.access ?? (() => {})
  let draining = false
  const received = new Set<Socket>()
  const untilOpen = createOpening(parts, limits.startingMs)
  const { requestsPerSecond, services = () => 0 } = parts
  const { operations: named = readOperations() } = parts
  const source = { schema, createContext, generation, services, log, monotonicNow, requestsPerSecond }
  const operations = {
    ...createOperationParts(
      { ...source, named, rates: () => access()?.rates, ...present({ standing, noteSpent: shared?.noteSpent }) },
      limits,
    ),
    documents: createDocumentStore({ isTrustedOnly: false, automaticBytes: 0, ...parts.documents, operations: named }),
    keys: createKeyGate(access),
  }
  const subgraph = parts.subgraph && withSchema(operations, parts.subgraph, source)
  const { rateLimiter, turns } = operations
  shared?.onSpentElsewhere(rateLimiter.spendElsewhere)
  const slots = shared?.slots ?? createExportSlots(limits.exportsPerAddress, limits.exports)
  const { stateOf } = operations
  const exports = {
    ...{ schema, createContext, log, rateLimiter, turns, slots, stateOf },
    stallMs: limits.exportStallMs,
  }
  const isDraining = (): boolean => draining
  const own = createOwnRoutes({
    ...{ operations, named, subgraph, exports, readiness, isDraining, untilOpen },
    metrics: parts.metrics,
  })
  const handler = {
    ...operations,
    routes: createRouteTable([...own, ...(parts.routes ?? [])]),
    isDraining,
    untilOpen,
    log,
    shedder,
    trustedProxyHops,
    basePath: parts.basePath ?? '',
    isShared: parts.isShared === true,
    noteAnswered: parts.noteAnswered ?? (() => {}),
    nameClient: createClientNames(parts.logClients ?? 'hashed', shared?.clientKey ?? createDailyKey(monotonicNow)),
  }
  const server = createHttpServer(limits, (request, response) => handleRequest(request, response, handler))
  async function begin(at: ListeningAt): Promise<Listening> {
    const listening = await listenOn(server, at)
    shedder.start()
    return listening
  }
  return {
    listen: (port, host) => begin({ port, host }),
    takeUp: (fd) => begin({ fd }),
    receive() {
      // It listens nowhere itself; from then on Node watches how long connections take.
      server.emit('listening')
      shedder.start()
      return (connection) => {
        received.add(connection)
        connection.once('close', () => received.delete(connection))
        // As its own connections are: a client may end its side and wait for the answer.
        connection.allowHalfOpen = true
        server.emit('connection', connection)
      }
    },
    async drain() {
      draining = true
      await drainServer(server, limits, received)
      shedder.stop()
    },
  }
}

/** Waits until operations can be answered, but no longer than so; throws the refusal STARTING, with the reason, after that. */
function createOpening({ opened, readiness }: ServerParts, mostMs: number): () => Promise<void> | undefined {
  let isOpen = opened === undefined
  void opened?.then(() => (isOpen = true))
  async function wait(): Promise<void> {
    const patience = new AbortController()
    await Promise.race([opened, pause(mostMs, undefined, { signal: patience.signal })])
    patience.abort()
    if (isOpen) return
    const { reason } = readiness()
    throw createRefusal('STARTING', {
      ...(reason !== undefined && { message: reason }),
      headers: { 'retry-after': '5' },
    })
  }
  return () => (isOpen ? undefined : wait())
}
