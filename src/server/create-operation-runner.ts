import type { GraphQLSchema } from 'graphql'
import { createYoga } from 'graphql-yoga'

import type { RequestContext } from '../graphql/context.ts'
import { useDetailFailures } from '../graphql/node/use-detail-failures.ts'
import { createDocumentCache } from './create-document-cache.ts'
import { createErrorMask } from './create-error-mask.ts'
import type { Answer, Exchange, RequestFacts } from './exchange.ts'
import type { Limits } from './limits.ts'
import type { Log } from '../model/log.ts'
import { useCallerMistakes } from './use-caller-mistakes.ts'
import { useCostLimit } from './use-cost-limit.ts'
import { useDocumentLimits } from './use-document-limits.ts'
import { useExchange } from './use-exchange.ts'
import { useValidationLimits } from './use-validation-limits.ts'

/** The part of the resolvers' context that the server reads: calls to feeds still allowed, for the log, and which state of the data is answered from. */
export type OperationContext = Pick<RequestContext, 'allowance' | 'generation'>

/** Runs one operation to its HTTP answer; rejects only for a fault of ours. */
export type OperationRunner = (exchange: Exchange) => Promise<Answer>

/** What a runner is made of. */
export interface OperationRunnerParts {
  readonly schema: GraphQLSchema
  readonly createContext: (facts: RequestFacts) => OperationContext
  readonly limits: Limits
  /** How many services there are, about. */
  readonly services: () => number
  readonly log: Log
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} }

/** Creates Yoga with our limits and masks; all that concerns HTTP beyond the answer itself stays with the front. */
export function createOperationRunner({
  schema,
  createContext,
  limits,
  services,
  log,
}: OperationRunnerParts): OperationRunner {
  const yoga = createYoga<{ exchange: Exchange }>({
    schema,
    context: ({ exchange }) => {
      const context = createContext(exchange.facts)
      const allowed = context.allowance.calls
      exchange.countUpstreamCalls = () => allowed - context.allowance.calls
      exchange.generationRead = () => context.generation
      return context
    },
    plugins: [
      useExchange(),
      useDocumentLimits(limits),
      useValidationLimits(limits),
      useCostLimit(limits, services),
      useDetailFailures(),
      useCallerMistakes(),
    ],
    parserAndValidationCache: createDocumentCache(limits.documentCacheBytes),
    maskedErrors: {
      maskError: createErrorMask(log),
      errorMessage: 'Something went wrong in the gateway; it has been noted.',
    },
    // The mask logs what is ours; Yoga would log the callers' mistakes as errors too.
    logging: SILENT,
    graphiql: false,
    landingPage: false,
    cors: false,
    batching: false,
    multipart: false,
    maxRequestBodySize: false,
  })
  return async (exchange) => {
    const { method, mediaType, facts } = exchange
    const headers = { accept: mediaType }
    const request = new yoga.fetchAPI.Request('http://gateway/graphql', { method, headers, signal: facts.signal })
    const response = await yoga.handleRequest(request, { exchange })
    return { status: response.status, headers: pickHeaders(response.headers), body: await response.text() }
  }
}

function pickHeaders(headers: Headers): Record<string, string> {
  const allow = headers.get('allow')
  const type = headers.get('content-type') ?? 'application/json; charset=utf-8'
  return { 'content-type': type, ...(allow !== null && { allow }) }
}
