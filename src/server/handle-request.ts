import type { IncomingMessage, ServerResponse } from 'node:http'
import { context, propagation } from '@opentelemetry/api'
import type { GraphQLError } from 'graphql'

import { inSpan } from '../model/in-span.ts'
import type { Log } from '../model/log.ts'
import { present } from '../model/present.ts'
import { chooseCoding } from './accept.ts'
import { answerIfChanged, answerOfState, markKeepable } from './answer-caching.ts'
import type { Asker, OperationParts } from './answer-question.ts'
import { createAsk } from './ask-operation.ts'
import { answerError } from './answer-error.ts'
import { assertAccepted } from './choose-media-type.ts'
import { findClientAddress } from './client-address.ts'
import type { Answer, StreamedAnswer } from './exchange.ts'
import { keepPrivate, type KeyGate } from './key-gate.ts'
import type { Limits } from './limits.ts'
import type { LoadShedder } from './load-shedder.ts'
import { createPackedBody, LEAST_PACKED_BYTES, PACKED_BYTES_PER_MS } from './packing.ts'
import { readBody } from './read-body.ts'
import { assertJsonContentType, parseJson } from './read-params.ts'
import { createRefusal } from './refusals.ts'
import { identifyRequest } from './request-identity.ts'
import { type AnsweredRequest, logRequest, noteKey, type RequestNotes } from './request-notes.ts'
import type { Route, RouteTable, Visit } from './routes.ts'
import { markGeneration, untilSeen } from './seen-generation.ts'
import { sendAnswer } from './send-answer.ts'

/** All that a request may need on its way. */
export interface HandlerParts extends OperationParts {
  readonly log: Log
  /** Every way in. */
  readonly routes: RouteTable
  readonly shedder: LoadShedder
  readonly keys: KeyGate
  readonly trustedProxyHops: number
  /** What a proxy may leave before every path; empty: nothing. */
  readonly basePath: string
  /** What the log says of a client's address; undefined: nothing. */
  readonly nameClient: (address: string) => string | undefined
  /** Called for each answer but those that are asked for unadmitted. */
  readonly noteAnswered: (answered: AnsweredRequest) => void
  /** Resolves, or is undefined, when operations can be answered; throws a refusal where that takes long. */
  readonly untilOpen: () => Promise<void> | undefined
  /** While true, every answer asks its client to open a new connection next time. */
  readonly isDraining: () => boolean
  /** Whether other machines answer from the same catalogue: answers then state the generation, which a client may ask for elsewhere. */
  readonly isShared: boolean
}

/** What a route writes of its operations in a millisecond of a processor, about; measured on lists of the republished feed. */
const RENDERED_BYTES_PER_MS = 25_000

const PAGE_METHODS: readonly string[] = ['GET', 'HEAD']

/** Answers one request whatever it is, writes its log line, and never throws. */
export function handleRequest(request: IncomingMessage, response: ServerResponse, parts: HandlerParts): Promise<void> {
  // All that read it later read the same.
  request.url = withoutBase(request.url ?? '', parts.basePath)
  const address = splitAddress(request.url)
  const route = parts.routes(address.path)
  const arrival = { request, response, ...address, route }
  // Asked by machines every few seconds: they would fill the log.
  if (route?.isAdmitted === false) return answerRequest(arrival, parts).then(() => {})
  const parent = propagation.extract(context.active(), request.headers)
  return inSpan({ name: nameOf(route), kind: 'server', parent }, async (span) => {
    const answered = await answerRequest(arrival, parts)
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

/** A request as it came in. */
interface Arrival extends Pick<Visit, 'request' | 'response' | 'path' | 'search'> {
  /** Undefined: nothing is there. */
  readonly route: Route | undefined
}

/** The address below the base path, which is taken off once; one that lies elsewhere stays as it is. */
function withoutBase(url: string, basePath: string): string {
  return url.startsWith(`${basePath}/`) ? url.slice(basePath.length) : url
}

function splitAddress(url: string): Pick<Visit, 'path' | 'search'> {
  const at = url.indexOf('?')
  return at < 0 ? { path: url, search: '' } : { path: url.slice(0, at), search: url.slice(at + 1) }
}

/** Of few, whatever clients ask for. */
function nameOf(route: Route | undefined): string {
  return route?.path ?? 'other'
}

async function answerRequest(arrival: Arrival, parts: HandlerParts): Promise<AnsweredRequest> {
  const { request, response, route } = arrival
  const notes: RequestNotes = {
    ...identifyRequest(request),
    route: nameOf(route),
    startedAtMs: performance.now(),
    ...present({ client: parts.nameClient(findClientAddress(request, parts.trustedProxyHops)) }),
  }
  const answer = await answerRoute(arrival, notes, parts)
    .then((whole) => (notes.key === undefined ? whole : keepPrivate(whole)))
    .then((whole) => (parts.isShared && route?.isAdmitted !== false ? markGeneration(whole, parts.generation) : whole))
    .then(async (whole) => ('send' in whole ? whole : packAnswer(answerIfChanged(whole, request), request, parts)))
    .catch((error: unknown) => answerError(error, { request, route, notes, log: parts.log }))
  const isLast = parts.isDraining()
  const isOpenToAll = route?.isOpenToAll === true
  const { limits, log } = parts
  await sendAnswer({ request, response, answer, isOpenToAll, notes, limits, isLast, log })
  const { startedAtMs, ...learnt } = notes
  const status = response.destroyed && !response.writableFinished ? 499 : answer.status
  return { ...learnt, status, ms: performance.now() - startedAtMs }
}

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

async function answerRoute(
  arrival: Arrival,
  notes: RequestNotes,
  parts: HandlerParts,
): Promise<Answer | StreamedAnswer> {
  const { request, response, path, search, route } = arrival
  assertWire(request, parts.limits)
  if (route === undefined) throw createRefusal('NOT_FOUND')
  const { methods = PAGE_METHODS, mediaType, isAdmitted = true, isOfCatalogue = true, isKept = false } = route
  if (!methods.includes(request.method ?? '')) throw createMethodRefusal(methods)
  // What a browser asks by itself before it may ask: it costs nothing and says nothing.
  const isPreflight = request.method === 'OPTIONS'
  const address = isAdmitted && !isPreflight ? admit(request, parts) : ''
  if (mediaType !== undefined) assertAccepted(request.headers.accept, mediaType)
  const opening = isOfCatalogue && !isPreflight ? parts.untilOpen() : undefined
  if (opening !== undefined) await opening
  if (parts.isShared && isAdmitted && !isPreflight) await untilSeen(request, parts.generation)
  const asker: Asker = { response, address, notes }
  const admitCost = (cost: number): void => noteKey(notes, parts.keys.admitOperation(request.headers, cost))
  const visit = {
    ...{ request, response, path, search, address, notes },
    readJson: () => readJsonBody(request, response, parts.limits),
    ask: createAsk(asker, parts, route.isKeyed === true ? admitCost : undefined),
  }
  return isKept ? answerKept(route, visit, asker, parts) : route.answer(visit)
}

async function readJsonBody(request: IncomingMessage, response: ServerResponse, limits: Limits): Promise<unknown> {
  assertJsonContentType(request.headers['content-type'])
  return parseJson(await readBody(request, response, limits), limits)
}

/** The answer that is kept for this address of ours, or a new one, which is kept where others may have it too. */
async function answerKept(
  route: Route,
  visit: Visit,
  asker: Asker,
  { cache, generation, stateOf, keys, rateLimiter }: HandlerParts,
): Promise<Answer | StreamedAnswer> {
  const generationBefore = generation()
  const state = stateOf(`page ${visit.path}?${visit.search}`)
  const isOpen = route.isKeyed !== true || keys.isOpen()
  const held = isOpen ? answerOfState(state, visit.request.headers['if-none-match'], 'GET') : undefined
  if (held !== undefined) {
    visit.notes.isFromCache = true
    return held
  }
  const kept = state === undefined ? undefined : cache.find(generationBefore, state)
  if (kept !== undefined) {
    visit.notes.isFromCache = true
    return kept.answer
  }
  const answer = await route.answer(visit)
  if ('body' in answer) rateLimiter.spend(visit.address, Buffer.byteLength(answer.body) / RENDERED_BYTES_PER_MS)
  if ('send' in answer || answer.status !== 200 || 'cache-control' in answer.headers) return answer
  const isDecided = generation() === generationBefore && asker.hasCountedSearch !== true
  const marked = markKeepable(answer, 'GET', isDecided ? state : undefined)
  if (isDecided && state !== undefined) cache.keep(generationBefore, state, { answer: marked })
  return marked
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

function createMethodRefusal(methods: readonly string[]): GraphQLError {
  const allow = methods.join(', ')
  return createRefusal('METHOD_NOT_ALLOWED', {
    message: `This method is not supported here: use ${allow}.`,
    headers: { allow },
  })
}

/** Throws a refusal where the request line or its headers are not what one server and its proxies understand alike. */
function assertWire(request: IncomingMessage, limits: Pick<Limits, 'urlBytes'>): void {
  if (Buffer.byteLength(request.url ?? '') > limits.urlBytes) throw createRefusal('URI_TOO_LONG')
  // RFC 9112 §3.2: of two hosts a proxy may believe the other one.
  if ((request.headersDistinct['host'] ?? []).length > 1)
    throw createRefusal('BAD_REQUEST', { message: 'Send one Host header.' })
}
