import { readFreshnessWish } from '../graphql/freshness-wish.ts'
import { present } from '../model/present.ts'
import type { AnswerCache } from './answer-cache.ts'
import { answerOfState, markKeepable } from './answer-caching.ts'
import type { AnswerState } from './answer-state.ts'
import type { OperationRunner } from './create-operation-runner.ts'
import type { Answer, Exchange, MediaType, OperationParams, RequestFacts } from './exchange.ts'
import type { Limits } from './limits.ts'
import { createPace } from './pace.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { createRefusal } from './refusals.ts'
import type { RequestNotes } from './request-notes.ts'
import type { Turns } from './turns.ts'

/** What answering an operation takes. */
export interface OperationParts {
  readonly run: OperationRunner
  readonly cache: AnswerCache
  readonly generation: () => string
  readonly stateOf: AnswerState
  readonly limits: Limits
  readonly rateLimiter: RateLimiter
  readonly turns: Turns
}

/** What closes before all is written where nobody waits for the answer any more. */
interface Recipient {
  readonly writableFinished: boolean
  readonly destroyed: boolean
  once(event: 'close', listener: () => void): unknown
  off(event: 'close', listener: () => void): unknown
}

/** Who asks, and where what is learnt of the request is noted. */
export interface Asker {
  readonly response: Recipient
  readonly address: string
  readonly notes: RequestNotes
  /** Set where a search was counted: whoever asks it again is to be counted too, so that no answer made of it is kept. */
  hasCountedSearch?: boolean
}

/** One operation to be run. */
export interface Question {
  readonly method: 'GET' | 'POST'
  readonly mediaType: MediaType
  /** All that makes it differ from another of its method and media type. */
  readonly text: string
  /** Throws a refusal where the text is none. */
  readonly readParams: () => OperationParams
  /** Throws the refusal of an operation of this estimated cost where it needs a key that was not sent; absent: none needs one. */
  readonly admitCost?: (cost: number) => void
  /** What the client holds already, by its tags; absent: nothing, or what it holds must not be said before it is let in. */
  readonly ifNoneMatch?: string
  /** Absent: what is held will do. */
  readonly cacheControl?: string
  /** True: no council is asked for what is not held in detail. */
  readonly isOfHeldOnly?: boolean
}

/** Runs an operation within the limits of its address, or gives the kept answer where nothing can have changed; throws refusals. */
export async function answerQuestion(question: Question, asker: Asker, parts: OperationParts): Promise<Answer> {
  const { method, mediaType, cacheControl } = question
  const { notes } = asker
  const isKeepable = readFreshnessWish(cacheControl).maxAgeMs === undefined
  const generation = parts.generation()
  notes.generation = generation
  const text = `${method} ${mediaType} ${question.text}`
  // Before it is run: what it reads may be newer, which another mark then says.
  const state = parts.stateOf(text)
  const held = isKeepable ? answerOfState(state, question.ifNoneMatch, method) : undefined
  if (held !== undefined) {
    notes.isFromCache = true
    return held
  }
  const kept = isKeepable && state !== undefined ? parts.cache.find(generation, state) : undefined
  if (kept) {
    question.admitCost?.(kept.cost ?? 0)
    notes.isFromCache = true
    if (kept.operationName !== undefined) notes.operationName = kept.operationName
    return kept.answer
  }
  const { exchange, answer } = await runQuestion(question, asker, parts)
  const hasCountedSearch = exchange.hasCountedSearch?.() === true
  if (hasCountedSearch) asker.hasCountedSearch = true
  const isSettled = (exchange.generationRead?.() ?? parts.generation()) === generation
  if (!exchange.isQuery || exchange.code !== undefined || answer.status !== 200 || !isKeepable) return answer
  const hasAsked = (notes.upstreamCalls ?? 0) > 0
  const isDecided = isSettled && !hasCountedSearch
  const given = hasAsked ? answer : markKeepable(answer, method, isDecided ? state : undefined)
  if (isDecided && state !== undefined) {
    const { operationName, cost } = exchange
    parts.cache.keep(generation, state, { answer: given, ...present({ operationName, cost }) })
  }
  return given
}

async function runQuestion(
  { method, mediaType, readParams, cacheControl, admitCost, isOfHeldOnly = false }: Question,
  { response, address, notes }: Asker,
  parts: OperationParts,
): Promise<{ readonly exchange: Exchange; readonly answer: Answer }> {
  const params = readParams()
  const aborter = new AbortController()
  function stop(): void {
    // Only where the client went away: making the reason of an abort costs more than reading a record.
    if (!response.writableFinished) aborter.abort()
  }
  response.once('close', stop)
  // An answer may ask for many operations, and go on after its client went away.
  if (response.destroyed) stop()
  const { signal } = aborter
  const { turns, rateLimiter, limits } = parts
  const ending: (() => void)[] = []
  const pace = createPace({ address, turns, rateLimiter, signal, mostMs: limits.measuredWorkMs })
  const facts: RequestFacts = {
    signal,
    pace,
    asker: address,
    whenEnded: (done) => void ending.push(done),
    ...present({ cacheControl }),
  }
  const exchange: Exchange = {
    method,
    mediaType,
    params,
    facts,
    pace,
    isOfHeldOnly,
    isQuery: false,
    ...present({ admitCost }),
  }
  const answer = await runBeforeDeadline(exchange, aborter, notes, parts).finally(() => {
    response.off('close', stop)
    pace.pay()
    for (const done of ending) done()
  })
  return { exchange, answer }
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
