import type { IncomingMessage } from 'node:http'

import type { Operation } from '../graphql/operations/read-operations.ts'
import type { Readiness } from '../model/readiness.ts'
import { CSV_TYPE } from '../model/csv-lines.ts'
import { answerOperation, type EndpointParts } from './answer-operation.ts'
import { createChangeFeeds } from './change-feeds/create-change-feeds.ts'
import { CSV, renderProblem } from './api/answer-api.ts'
import { createApiRoutes } from './api/create-api-routes.ts'
import type { Answer } from './exchange.ts'
import { answerExport, EXPORT_ADDRESSES, type ExportAddress, type ExportParts } from './exports/answer-export.ts'
import { answerGraphiql, GRAPHIQL_PATHS, PAGE_PATH } from './graphiql/answer-graphiql.ts'
import { answerLiveness, answerReadiness } from './health.ts'
import type { KeyGate } from './key-gate.ts'
import { answerMetrics, type MetricsPage } from './metrics-page.ts'
import { createManifestRoute } from './operations-manifest.ts'
import { noteKey } from './request-notes.ts'
import type { Route } from './routes.ts'

/** What the server's own ways in take. */
export interface OwnRouteParts {
  readonly operations: EndpointParts
  /** The named operations that all ways in offer. */
  readonly named: readonly Operation[]
  /** What runs operations on the schema as a subgraph; undefined: nothing does. */
  readonly subgraph: EndpointParts | undefined
  readonly exports: ExportParts
  readonly readiness: () => Readiness
  readonly isDraining: () => boolean
  readonly untilOpen: () => Promise<void> | undefined
  /** Where the numbers stand on this port; undefined: nowhere. */
  readonly metrics: MetricsPage | undefined
}

const GRAPHQL_METHODS = ['GET', 'POST', 'OPTIONS']
const PAGE = { mediaType: 'text/html', isOfCatalogue: false }

/** The ways in that every gateway has: the endpoint, exports, pages about it, health, and numbers where they stand here. */
export function createOwnRoutes(parts: OwnRouteParts): readonly Route[] {
  return [
    createEndpoint('/graphql', parts.operations, parts),
    ...(parts.subgraph === undefined ? [] : [createEndpoint('/subgraph', parts.subgraph, parts)]),
    ...EXPORT_ADDRESSES.map((file) => createExportRoute(file, parts.exports, parts.operations.keys)),
    createManifestRoute(parts.named),
    ...createChangeFeeds(),
    ...createApiRoutes({ ...parts.exports, keys: parts.operations.keys, operations: parts.named }),
    ...GRAPHIQL_PATHS.map((path): Route => ({
      path,
      isOfCatalogue: false,
      ...(path === PAGE_PATH && PAGE),
      answer: ({ request }) => answerGraphiql(request, path, parts.named),
    })),
    ...createMachineRoutes(parts),
  ]
}

function createEndpoint(
  path: string,
  operations: OwnRouteParts['operations'],
  { untilOpen }: Pick<OwnRouteParts, 'untilOpen'>,
): Route {
  return {
    path,
    methods: GRAPHQL_METHODS,
    isOpenToAll: true,
    // It waits by itself: a visit needs no catalogue.
    isOfCatalogue: false,
    async answer({ request, response, address, notes }) {
      if (request.method === 'OPTIONS') return answerPreflight()
      if (isPageVisit(request)) return { status: 302, headers: { location: 'graphiql' }, body: '' }
      const opening = untilOpen()
      if (opening !== undefined) await opening
      return answerOperation(request, { response, address, notes }, operations)
    },
  }
}

/** A person who opened the endpoint in a browser. */
function isPageVisit(request: IncomingMessage): boolean {
  return request.method === 'GET' && request.url === '/graphql' && (request.headers.accept ?? '').includes('text/html')
}

function answerPreflight(): Answer {
  const headers = {
    'access-control-allow-methods': GRAPHQL_METHODS.join(', '),
    // A browser takes `*` for all but this one.
    'access-control-allow-headers': '*, Authorization',
    'access-control-max-age': '86400',
  }
  return { status: 204, headers, body: '' }
}

function createExportRoute({ path, mediaType }: ExportAddress, parts: ExportParts, keys: KeyGate): Route {
  return {
    path,
    isOpenToAll: true,
    renderError: mediaType === CSV_TYPE ? CSV.renderError : renderProblem,
    answer({ request, response, address, notes }) {
      noteKey(notes, keys.admitExport(request.headers))
      return answerExport(request, response, address, notes, parts)
    },
  }
}

function createMachineRoutes({ readiness, isDraining, metrics }: OwnRouteParts): readonly Route[] {
  const machine = { isAdmitted: false, isOfCatalogue: false }
  return [
    { path: '/health/live', ...machine, answer: answerLiveness },
    {
      path: '/health/ready',
      ...machine,
      answer: () => answerReadiness(isDraining() ? { ready: false, reason: 'The gateway is stopping.' } : readiness()),
    },
    ...(metrics === undefined ? [] : [{ path: metrics.path, ...machine, answer: () => answerMetrics(metrics) }]),
  ]
}
