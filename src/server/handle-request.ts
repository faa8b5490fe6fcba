import type { IncomingMessage, ServerResponse } from 'node:http'
import { context, propagation } from '@opentelemetry/api'
import { GraphQLError } from 'graphql'
import { chooseCoding } from './accept.ts'
import { answerIfChanged } from './answer-caching.ts'
import { answerOperation, type OperationParts } from './answer-operation.ts'
import { assertAccepted, chooseErrorType } from './choose-media-type.ts'
import { findClientAddress } from './client-address.ts'
import type { Answer, StreamedAnswer } from './exchange.ts'
import { answerExport, EXPORT_PATHS, type ExportParts } from './exports/answer-export.ts'
import { answerFigures } from './figures-page.ts'
import { answerGraphiql, GRAPHIQL_PATHS } from './graphiql/answer-graphiql.ts'
import { answerLiveness, answerReadiness } from './health.ts'
import type { Readiness } from '../model/readiness.ts'
import { renderLandingPage } from './landing-page.ts'
import type { LoadShedder } from './load-shedder.ts'
import { answerMetrics, type MetricsPage } from './metrics-page.ts'
import { createPackedBody, LEAST_PACKED_BYTES, PACKED_BYTES_PER_MS } from './packing.ts'
import { createRefusal } from './refusals.ts'
import { identifyRequest } from './request-identity.ts'
import { type AnsweredRequest, logRequest, type RequestNotes } from './request-notes.ts'
import { sendAnswer } from './send-answer.ts'
import { inSpan } from '../model/in-span.ts'
import type { Log } from '../model/log.ts'
import { present } from '../model/present.ts'
import type { Limits } from './limits.ts'

/** All that a request may need on its way. */
export interface HandlerParts extends OperationParts {
  readonly log: Log
  readonly readiness: () => Readiness
  readonly shedder: LoadShedder
  readonly exports: ExportParts
  readonly trustedProxyHops: number
  /** What the log says of a client's address; undefined: nothing. */
  readonly nameClient: (address: string) => string | undefined
  /** Called for each answer but those of health and metrics. */
  readonly noteAnswered: (answered: AnsweredRequest) => void
  /** Where the numbers stand on this port; undefined: nowhere. */
  readonly metrics: MetricsPage | undefined
  /** Resolves, or is undefined, when operations can be answered; throws a refusal where that takes long. */
  readonly untilOpen: () => Promise<void> | undefined
  /** While true, every answer asks its client to open a new connection next time. */
  readonly isDraining: () => boolean
}

const GRAPHQL_METHODS = 'GET, POST, OPTIONS'
const PAGE_METHODS = 'GET, HEAD'

/** Answers one request whatever it is, writes its log line, and never throws. */
export function handleRequest(request: IncomingMessage, response: ServerResponse, parts: HandlerParts): Promise<void> {
  const route = findRoute(request, parts.metrics)
  if (UNNOTED.has(route)) return answerRequest(route, request, response, parts).then(() => {})
  const parent = propagation.extract(context.active(), request.headers)
  return inSpan({ name: route, kind: 'server', parent }, async (span) => {
    const answered = await answerRequest(route, request, response, parts)
    logRequest(parts.log, answered)
    parts.noteAnswered(answered)
    const { status, code, operationName, requestId, isFromCache = false } = answered
    span.setAttributes({
      'http.response.status_code': status,
      'oruk.request_id': requestId,
      'oruk.kept': isFromCache,
      ...present({ 'graphql.operation.name': operationName, 'error.type': code }),
    })
  })
}

async function answerRequest(
  route: string,
  request: IncomingMessage,
  response: ServerResponse,
  parts: HandlerParts,
): Promise<AnsweredRequest> {
  const notes: RequestNotes = {
    ...identifyRequest(request),
    route,
    startedAtMs: performance.now(),
    ...present({ client: parts.nameClient(findClientAddress(request, parts.trustedProxyHops)) }),
  }
  const answer = await answerRoute(route, request, response, notes, parts)
    .then(async (whole) => ('send' in whole ? whole : packAnswer(answerIfChanged(whole, request), request, parts)))
    .catch((error: unknown) => answerError(error, request, notes, parts))
  const isOpenToAll = route === '/graphql' || isExport(route)
  const isLast = parts.isDraining()
  await sendAnswer({ request, response, answer, isOpenToAll, notes, limits: parts.limits, isLast })
  const { startedAtMs, ...learnt } = notes
  const status = response.destroyed && !response.writableFinished ? 499 : answer.status
  return { ...learnt, status, ms: performance.now() - startedAtMs }
}

/** Asked by machines every few seconds: they would fill the log. */
const UNNOTED: ReadonlySet<string> = new Set(['/health/live', '/health/ready', '/metrics'])

/** The answer in the coding that the client prefers, where that is worth it; the client's address pays for the work. */
async function packAnswer(answer: Answer, request: IncomingMessage, parts: HandlerParts): Promise<Answer> {
  const bytes = Buffer.byteLength(answer.body)
  if (bytes < LEAST_PACKED_BYTES || 'content-encoding' in answer.headers) return answer
  const headers = { vary: 'Accept, Accept-Encoding', ...answer.headers }
  const coding = chooseCoding(request.headers['accept-encoding'])
  if (coding === undefined) return { ...answer, headers }
  const packed = answer.packed ?? createPackedBody(answer.body)
  if (!packed.has(coding))
    parts.rateLimiter.spend(findClientAddress(request, parts.trustedProxyHops), bytes / PACKED_BYTES_PER_MS)
  return { ...answer, headers: { ...headers, 'content-encoding': coding }, body: await packed.in(coding) }
}

const ROUTES: ReadonlySet<string> = new Set([
  '/',
  '/figures',
  '/graphql',
  '/health/live',
  '/health/ready',
  ...EXPORT_PATHS,
  ...GRAPHIQL_PATHS,
])

/** The path, exactly one of the known, or `other`: nothing is decoded, joined or matched by its end. The numbers are `/metrics` wherever they stand. */
function findRoute(request: IncomingMessage, metrics: MetricsPage | undefined): string {
  const path = (request.url ?? '').split('?', 1)[0] ?? ''
  if (path === metrics?.path) return '/metrics'
  return ROUTES.has(path) ? path : 'other'
}

async function answerRoute(
  route: string,
  request: IncomingMessage,
  response: ServerResponse,
  notes: RequestNotes,
  parts: HandlerParts,
): Promise<Answer | StreamedAnswer> {
  assertWire(request, parts.limits)
  if (route === 'other') throw createRefusal('NOT_FOUND')
  if (route === '/graphql') return answerGraphql(request, response, notes, parts)
  if (request.method !== 'GET' && request.method !== 'HEAD') throw createMethodRefusal(PAGE_METHODS)
  if (route === '/metrics' && parts.metrics !== undefined) return answerMetrics(parts.metrics)
  if (isExport(route)) {
    const address = admit(request, parts)
    await parts.untilOpen()
    return answerExport(request, response, address, notes, parts.exports)
  }
  if (route === '/health/live') return answerLiveness()
  if (route === '/health/ready')
    return answerReadiness(
      parts.isDraining() ? { ready: false, reason: 'The gateway is stopping.' } : parts.readiness(),
    )
  admit(request, parts)
  if (route === '/' || route === '/figures' || route === '/graphiql')
    assertAccepted(request.headers.accept, 'text/html')
  if (route === '/figures') return answerFigures()
  return route === '/' ? renderLandingPage() : answerGraphiql(request, route)
}

async function answerGraphql(
  request: IncomingMessage,
  response: ServerResponse,
  notes: RequestNotes,
  parts: HandlerParts,
): Promise<Answer> {
  if (request.method === 'OPTIONS') return answerPreflight()
  if (request.method !== 'GET' && request.method !== 'POST') throw createMethodRefusal(GRAPHQL_METHODS)
  const address = admit(request, parts)
  if (isPageVisit(request)) return { status: 302, headers: { location: 'graphiql' }, body: '' }
  const opening = parts.untilOpen()
  if (opening !== undefined) await opening
  return answerOperation(request, response, address, notes, parts)
}

/** The client's address, where it may be answered now; throws a refusal where the gateway or the address has had too much. */
function admit(request: IncomingMessage, parts: HandlerParts): string {
  const address = findClientAddress(request, parts.trustedProxyHops)
  if (parts.shedder.isShedding(parts.rateLimiter.usedShare(address)))
    throw createRefusal('OVERLOADED', { headers: { 'retry-after': '1' } })
  const waitSeconds = parts.rateLimiter.take(address)
  if (waitSeconds > 0) throw createRefusal('RATE_LIMITED', { headers: { 'retry-after': String(waitSeconds) } })
  return address
}

function isExport(route: string): boolean {
  return route.startsWith('/export/')
}

/** A person who opened the endpoint in a browser. */
function isPageVisit(request: IncomingMessage): boolean {
  return request.method === 'GET' && request.url === '/graphql' && (request.headers.accept ?? '').includes('text/html')
}

function answerPreflight(): Answer {
  const headers = {
    'access-control-allow-methods': GRAPHQL_METHODS,
    'access-control-allow-headers': '*',
    'access-control-max-age': '86400',
  }
  return { status: 204, headers, body: '' }
}

function createMethodRefusal(allow: string): GraphQLError {
  return createRefusal('METHOD_NOT_ALLOWED', {
    message: `This method is not supported here: use ${allow}.`,
    headers: { allow },
  })
}

function answerError(error: unknown, request: IncomingMessage, notes: RequestNotes, { log }: HandlerParts): Answer {
  const refusal = error instanceof GraphQLError ? error : undefined
  if (!refusal && !request.destroyed) log.error({ err: error }, 'A request failed unexpectedly.')
  const { code, http } = refusal?.extensions ?? { code: 'INTERNAL_SERVER_ERROR' }
  notes.code = String(code)
  const message = refusal?.message ?? 'Something went wrong in the gateway; it has been noted.'
  const headers = {
    ...readHttpHeaders(http),
    'content-type': `${chooseErrorType(request.headers.accept)}; charset=utf-8`,
  }
  return { status: readStatus(http), headers, body: JSON.stringify({ errors: [{ message, extensions: { code } }] }) }
}

function readStatus(http: unknown): number {
  return isObject(http) && typeof http['status'] === 'number' ? http['status'] : 500
}

function readHttpHeaders(http: unknown): Record<string, string> {
  const headers = isObject(http) && isObject(http['headers']) ? Object.entries(http['headers']) : []
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Throws a refusal where the request line or its headers are not what one server and its proxies understand alike. */
function assertWire(request: IncomingMessage, limits: Pick<Limits, 'urlBytes'>): void {
  if (Buffer.byteLength(request.url ?? '') > limits.urlBytes) throw createRefusal('URI_TOO_LONG')
  // RFC 9112 §3.2: of two hosts a proxy may believe the other one.
  if ((request.headersDistinct['host'] ?? []).length > 1)
    throw createRefusal('BAD_REQUEST', { message: 'Send one Host header.' })
}
