import type { IncomingMessage, ServerResponse } from 'node:http'

import { readFreshnessWish } from '../graphql/context.ts'
import type { AnswerCache } from './answer-cache.ts'
import { markKeepable } from './answer-caching.ts'
import { chooseMediaType } from './choose-media-type.ts'
import type { OperationRunner } from './create-operation-runner.ts'
import type { Answer, Exchange, RequestFacts } from './exchange.ts'
import type { Limits } from './limits.ts'
import { createPace } from './pace.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { readBody } from './read-body.ts'
import { assertJsonContentType, readGetParams, readPostParams } from './read-params.ts'
import { createRefusal } from './refusals.ts'
import type { RequestNotes } from './request-notes.ts'
import type { Turns } from './turns.ts'

/** What answering an operation takes. */
export interface OperationParts {
  readonly run: OperationRunner
  readonly cache: AnswerCache
  readonly generation: () => string
  readonly limits: Limits
  readonly rateLimiter: RateLimiter
  readonly turns: Turns
}

/** Answers GET and POST on the endpoint for `address`, from the kept answers where nothing can have changed; throws refusals. */
export async function answerOperation(
  request: IncomingMessage,
  response: ServerResponse,
  address: string,
  notes: RequestNotes,
  parts: OperationParts,
): Promise<Answer> {
  const method = request.method === 'GET' ? 'GET' : 'POST'
  if (method === 'POST') assertJsonContentType(request.headers['content-type'])
  const asked = method === 'GET' ? readSearch(request) : await readBody(request, response, parts.limits)
  const mediaType = chooseMediaType(request.headers.accept)
  const cacheControl = request.headers['cache-control']
  const isKeepable = readFreshnessWish(cacheControl).maxAgeMs === undefined
  const generation = parts.generation()
  notes.generation = generation
  const question = `${method} ${mediaType} ${asked}`
  const kept = isKeepable ? parts.cache.find(generation, question) : undefined
  if (kept) {
    notes.isFromCache = true
    if (kept.operationName !== undefined) notes.operationName = kept.operationName
    return kept.answer
  }
  const params = method === 'GET' ? readGetParams(asked, parts.limits) : readPostParams(asked, parts.limits)
  const aborter = new AbortController()
  response.once('close', () => {
    // Only where the client went away: making the reason of an abort costs more than reading a record.
    if (!response.writableFinished) aborter.abort()
  })
  const { signal } = aborter
  const { turns, rateLimiter, limits } = parts
  const ending: (() => void)[] = []
  const pace = createPace({ address, turns, rateLimiter, signal, mostMs: limits.measuredWorkMs })
  const facts: RequestFacts = {
    signal,
    pace,
    asker: address,
    whenEnded: (done) => void ending.push(done),
    ...(cacheControl !== undefined && { cacheControl }),
  }
  const exchange: Exchange = { method, mediaType, params, facts, pace, isQuery: false }
  const answer = await runBeforeDeadline(exchange, aborter, notes, parts).finally(() => {
    pace.pay()
    for (const done of ending) done()
  })
  const isSettled = (exchange.generationRead?.() ?? parts.generation()) === generation
  if (!exchange.isQuery || exchange.code !== undefined || answer.status !== 200 || !isKeepable) return answer
  const hasAsked = (notes.upstreamCalls ?? 0) > 0
  const given = hasAsked ? answer : markKeepable(answer, method)
  if (isSettled && exchange.hasCountedSearch?.() !== true) {
    const { operationName } = exchange
    parts.cache.keep(generation, question, { answer: given, ...(operationName !== undefined && { operationName }) })
  }
  return given
}

function readSearch(request: IncomingMessage): string {
  const url = request.url ?? ''
  const start = url.indexOf('?')
  return start < 0 ? '' : url.slice(start + 1)
}

async function runBeforeDeadline(
  exchange: Exchange,
  aborter: AbortController,
  notes: RequestNotes,
  { run, limits }: OperationParts,
): Promise<Answer> {
  const timedOut = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    timedOut.reject(createRefusal('GATEWAY_TIMEOUT'))
    aborter.abort()
  }, limits.deadlineMs)
  try {
    return await Promise.race([exchange.pace.begin().then(() => run(exchange)), timedOut.promise])
  } finally {
    clearTimeout(timer)
    if (exchange.operationName !== undefined) notes.operationName = exchange.operationName
    if (exchange.code !== undefined) notes.code = exchange.code
    notes.upstreamCalls = exchange.countUpstreamCalls?.() ?? 0
  }
}
