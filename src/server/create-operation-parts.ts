import type { GraphQLSchema } from 'graphql'
import type { Operation } from '../graphql/operations/read-operations.ts'
import type { NetworkRate } from '../model/access.ts'
import { createAnswerCache } from './answer-cache.ts'
import { createAnswerState } from './answer-state.ts'
import type { OperationParts } from './answer-question.ts'
import { createAsk, type Ask } from './ask-operation.ts'
import { createOperationRunner, type OperationRunnerParts } from './create-operation-runner.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { present } from '../model/present.ts'
import { createRateLimiter, type NoteSpent } from './rate-limiter.ts'
import { createTurns } from './turns.ts'

/** What operations are run over. */
export interface OperationSource extends Omit<OperationRunnerParts, 'limits'> {
  /** Equal generation: the same answers. */
  readonly generation: () => string
  /** What decides answers besides the operations on offer; absent: nothing. */
  readonly standing?: () => string
  /** The named operations that are offered; absent: none. */
  readonly named?: readonly Operation[]
  /** Milliseconds on a clock that nobody sets. */
  readonly monotonicNow: () => number
  /** Requests per address; 0: unlimited. */
  readonly requestsPerSecond: number
  /** Rates of networks that have their own; absent: none has. */
  readonly rates?: () => readonly NetworkRate[] | undefined
  /** Hears what addresses cost; absent: nobody else must know. */
  readonly noteSpent?: NoteSpent
}

/** Creates what runs operations and keeps their answers, for all ways in of one process. */
export function createOperationParts(source: OperationSource, limits: Limits): OperationParts {
  const { generation, standing, named, monotonicNow, requestsPerSecond, rates, noteSpent, ...run } = source
  const rateLimiter = createRateLimiter({ ...limits, requestsPerSecond }, monotonicNow, rates, noteSpent)
  return {
    run: createOperationRunner({ ...run, limits }),
    cache: createAnswerCache(limits.answerCacheBytes, limits.answerMaxAgeMs, monotonicNow),
    generation,
    stateOf: createAnswerState({ generation, ...present({ standing, named }) }),
    limits,
    rateLimiter,
    turns: createTurns(rateLimiter.leftMs),
  }
}

/** The same for another schema over the same data: what an address may have done is counted together. */
export function withSchema<T extends OperationParts>(
  operations: T,
  schema: GraphQLSchema,
  source: Pick<OperationSource, 'createContext' | 'services' | 'log' | 'monotonicNow'>,
): T {
  const { limits } = operations
  const { monotonicNow, ...run } = source
  return {
    ...operations,
    run: createOperationRunner({ ...run, schema, limits }),
    cache: createAnswerCache(limits.answerCacheBytes, limits.answerMaxAgeMs, monotonicNow),
  }
}

/** Runs operations for whoever started the process: within the limits of a request, as often as wished. */
export function createOwnAsk(source: Omit<OperationSource, 'requestsPerSecond'>): Ask {
  const parts = createOperationParts({ ...source, requestsPerSecond: 0 }, DEFAULT_LIMITS)
  // Nobody goes away before the answer: with whoever started it the process ends.
  const response = { writableFinished: true, destroyed: false, once() {}, off() {} }
  return (params) => {
    const notes = { requestId: '', route: '', startedAtMs: source.monotonicNow() }
    return createAsk({ response, address: '', notes }, parts)(params)
  }
}
