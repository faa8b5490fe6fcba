import { GraphQLError, type GraphQLSchema } from 'graphql'

import { runInSteps } from '../graphql/answer-in-steps.ts'
import type { RequestContext } from '../graphql/context.ts'
import { errorsOfFailures } from '../graphql/node/detail-failures.ts'
import type { Log } from '../model/log.ts'
import { createDocumentCache } from './create-document-cache.ts'
import { createErrorMask } from './create-error-mask.ts'
import { COST_PER_MS, estimateCost } from './estimate-cost.ts'
import type { Answer, Exchange, RequestFacts } from './exchange.ts'
import type { Limits } from './limits.ts'
import { type PreparedDocument, type PreparedOperation, prepareDocument } from './prepare-document.ts'
import { createLimitRefusal, createRefusal } from './refusals.ts'
import { type OperationResult, renderResult } from './render-result.ts'

/**
 * The part of the resolvers' context that the server reads: calls to feeds still allowed, for the log, which state of the
 * data is answered from, and what could not be had.
 */
export type OperationContext = Pick<RequestContext, 'allowance' | 'generation'> &
  Partial<Pick<RequestContext, 'failures' | 'pace' | 'patience'>>

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

/** Creates what answers operations within our limits, with masked errors; all that concerns HTTP beyond the answer itself stays with the front. */
export function createOperationRunner(parts: OperationRunnerParts): OperationRunner {
  const { schema, createContext, limits, services, log } = parts
  const documents = createDocumentCache(limits.documentCacheBytes)
  const mask = createErrorMask(log)

  function findDocument(text: string): PreparedDocument {
    const known = documents.get(text)
    if (known !== undefined) return known
    const prepared = prepareDocument(schema, text, limits)
    documents.set(text, prepared)
    return prepared
  }

  /** What the operation may take is set aside before its context is made. */
  function reserveCost(exchange: Exchange, { document }: PreparedDocument, { node }: PreparedOperation): void {
    const cost = estimateCost(schema, document, node, exchange.params.variables ?? {}, services())
    if (cost > limits.cost) throw createLimitRefusal('MAX_COST_LIMIT', limits.cost)
    exchange.pace.reserve(cost / COST_PER_MS)
  }

  function beginContext(exchange: Exchange): OperationContext {
    const context = createContext(exchange.facts)
    const allowed = context.allowance.calls
    exchange.countUpstreamCalls = () => allowed - context.allowance.calls
    exchange.generationRead = () => context.generation
    return context
  }

  async function execute(exchange: Exchange): Promise<OperationResult> {
    const { params, facts } = exchange
    const prepared = findDocument(params.query)
    const operation = prepared.operation(params.operationName)
    noteOperation(exchange, operation, limits)
    if (prepared.errors.length > 0) return { errors: prepared.errors }
    reserveCost(exchange, prepared, operation)
    const compiled = operation.compiled()
    const { coerced: variables, errors: misfits } = compiled.coerce(params.variables ?? {})
    if (variables === undefined) return { errors: misfits ?? [] }
    const context = beginContext(exchange)
    const { data, errors } = await runInSteps(context, () =>
      compiled.execute({ variables, context, signal: facts.signal }),
    )
    if (facts.signal.aborted) throw createRefusal('GATEWAY_TIMEOUT')
    return { data, errors: [...errors, ...errorsOfFailures(context.failures ?? [])] }
  }

  return async (exchange) => {
    const result = await execute(exchange).catch((error: unknown): OperationResult => ({ errors: [error] }))
    const { answer, code } = renderResult(result, exchange.mediaType, mask)
    if (code !== undefined) exchange.code = code
    return answer
  }
}

/** Notes the operation's name and kind; throws where there is none, or one of a kind that is not answered. */
function noteOperation(
  exchange: Exchange,
  operation: PreparedOperation | undefined,
  limits: Limits,
): asserts operation is PreparedOperation {
  if (operation === undefined) throw createCallerError('OPERATION_RESOLUTION_FAILURE', 400)
  const { operation: kind, name } = operation.node
  if (kind === 'subscription') throw createRefusal('SUBSCRIPTION_NOT_SUPPORTED')
  if (name !== undefined && name.value.length > limits.operationNameLength)
    throw createLimitRefusal('OPERATION_NAME_TOO_LONG', limits.operationNameLength)
  if (kind === 'mutation' && exchange.method === 'GET') throw createCallerError('BAD_REQUEST', 405)
  exchange.isQuery = kind === 'query'
  if (name !== undefined) exchange.operationName = name.value
}

const SENTENCES = {
  OPERATION_RESOLUTION_FAILURE: 'Could not determine what operation to execute.',
  BAD_REQUEST: 'Can only perform a mutation operation from a POST request.',
}

function createCallerError(code: keyof typeof SENTENCES, status: number): GraphQLError {
  const http = { status, ...(status === 405 && { headers: { allow: 'POST' } }) }
  return new GraphQLError(SENTENCES[code], { extensions: { code, http } })
}
