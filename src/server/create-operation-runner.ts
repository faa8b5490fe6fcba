import type { ExecutionResult, GraphQLSchema } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'

import { runInSteps } from '../graphql/answer-in-steps.ts'
import type { RequestContext } from '../graphql/context.ts'
import { errorsOfFailures } from '../graphql/node/detail-failures.ts'
import { inSpan } from '../model/in-span.ts'
import type { Log } from '../model/log.ts'
import { present } from '../model/present.ts'
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
  Partial<Pick<RequestContext, 'failures' | 'pace' | 'patience' | 'texts' | 'hasCountedSearch'>>

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

/** What Yoga hands from hook to hook. */
interface UnderWay {
  readonly exchange: Exchange
  readonly prepared?: PreparedDocument
  /** The resolvers' own. Kept apart: Yoga copies what a context is extended with, and this one moves on. */
  readonly operationContext?: OperationContext
}

const GATEWAY = 'http://gateway/graphql'
const SILENT = { debug() {}, info() {}, warn() {}, error() {} }

/**
 * Creates Yoga over documents made ready and plans compiled once, with our limits and masks; all that concerns HTTP beyond the answer
 * itself stays with the front.
 */
export function createOperationRunner(parts: OperationRunnerParts): OperationRunner {
  const mask = createErrorMask(parts.log)
  const yoga = createYoga<UnderWay>({
    schema: parts.schema,
    context: (underWay) => ({ operationContext: beginContext(parts, underWay) }),
    plugins: [usePreparedDocuments(parts), useCompiledOperations()],
    // Documents made ready are kept within bytes, and errors are masked where the answer is written.
    parserAndValidationCache: false,
    maskedErrors: false,
    logging: SILENT,
    graphiql: false,
    landingPage: false,
    cors: false,
    batching: false,
    multipart: false,
    maxRequestBodySize: false,
  })
  const { Request } = yoga.fetchAPI
  // Of a request Yoga's own rules read the method alone.
  const requests = { GET: new Request(GATEWAY), POST: new Request(GATEWAY, { method: 'POST' }) }

  async function execute(exchange: Exchange): Promise<OperationResult> {
    const { params, method } = exchange
    const result = await yoga.getResultForParams({ params, request: requests[method] }, { exchange })
    if (result === undefined || Symbol.asyncIterator in result) throw new Error('an operation came to no single result')
    const { data, errors = [] } = result
    return { ...present({ data: writtenText(data) }), errors }
  }

  return async (exchange) => {
    const result = await execute(exchange).catch((error: unknown): OperationResult => ({ errors: [error] }))
    const { answer, code } = renderResult(result, exchange.mediaType, mask)
    if (code !== undefined) exchange.code = code
    return answer
  }
}

/** What the operation may take is set aside before it is executed; to estimate it, terms and areas that it names are read. */
function beginContext(
  { schema, limits, services, createContext }: OperationRunnerParts,
  { exchange, prepared }: UnderWay,
): OperationContext {
  const { params, pace } = exchange
  const operation = prepared?.operation(params.operationName)
  const context = createContext(exchange.facts)
  if (prepared !== undefined && operation !== undefined) {
    const cost = estimateCost(schema, prepared.document, operation.node, params.variables ?? {}, services(), context)
    if (cost > limits.cost) throw createLimitRefusal('MAX_COST_LIMIT', limits.cost)
    exchange.cost = cost
    exchange.admitCost?.(cost)
    pace.reserve(cost / COST_PER_MS)
  }
  if (exchange.isOfHeldOnly) context.allowance.calls = 0
  const allowed = context.allowance.calls
  exchange.countUpstreamCalls = () => allowed - context.allowance.calls
  exchange.generationRead = () => context.generation
  exchange.hasCountedSearch = () => context.hasCountedSearch?.() ?? false
  return context
}

/** Parses, measures and validates each document once. */
function usePreparedDocuments({ schema, limits }: OperationRunnerParts): Plugin<UnderWay> {
  const documents = createDocumentCache(limits.documentCacheBytes)
  function findDocument(text: string): PreparedDocument {
    const known = documents.get(text)
    if (known !== undefined) return known
    const prepared = prepareDocument(schema, text, limits)
    documents.set(text, prepared)
    return prepared
  }
  return {
    // What is thrown here keeps its status; of what a parser throws Yoga makes a mistake in the document.
    onParse({ context: { exchange }, extendContext, setParsedDocument }) {
      const prepared = findDocument(exchange.params.query)
      noteOperation(exchange, prepared.operation(exchange.params.operationName), limits)
      extendContext({ prepared })
      setParsedDocument(prepared.document)
    },
    onValidate({ context, setResult }) {
      setResult([...(context.prepared?.errors ?? [])])
    },
  }
}

/** Executes operations by their plans. */
function useCompiledOperations(): Plugin<UnderWay> {
  return {
    onExecute({ args: { contextValue }, setExecuteFn }) {
      const { exchange, prepared, operationContext: context } = contextValue
      const operation = prepared?.operation(exchange.params.operationName)
      if (operation === undefined || context === undefined) return
      setExecuteFn(() =>
        inSpan({ name: 'catalogue', attributes: { 'oruk.generation': context.generation } }, () =>
          executeOperation(exchange, operation, context),
        ),
      )
    },
  }
}

async function executeOperation(
  { params, facts }: Exchange,
  operation: PreparedOperation,
  context: OperationContext,
): Promise<ExecutionResult> {
  const compiled = operation.compiled()
  const { coerced: variables, errors: misfits } = compiled.coerce(params.variables ?? {})
  if (variables === undefined) return { errors: misfits ?? [] }
  const { data, errors } = await runInSteps(context, () =>
    compiled.execute({ variables, context, signal: facts.signal, texts: context.texts }),
  )
  if (facts.signal.aborted) throw createRefusal('GATEWAY_TIMEOUT')
  return { data: { text: data }, errors: [...errors, ...errorsOfFailures(context.failures ?? [])] }
}

/** Plans write data as JSON text; what Yoga hands through is its only member. */
function writtenText(data: ExecutionResult['data']): string | undefined {
  const text = data?.['text']
  return typeof text === 'string' ? text : undefined
}

/** Notes the operation's name and kind; throws where it is one that is not answered. Yoga refuses where there is none. */
function noteOperation(exchange: Exchange, operation: PreparedOperation | undefined, limits: Limits): void {
  if (operation === undefined) return
  const { operation: kind, name } = operation.node
  if (kind === 'subscription') throw createRefusal('SUBSCRIPTION_NOT_SUPPORTED')
  if (name !== undefined && name.value.length > limits.operationNameLength)
    throw createLimitRefusal('OPERATION_NAME_TOO_LONG', limits.operationNameLength)
  exchange.isQuery = kind === 'query'
  if (name !== undefined) exchange.operationName = name.value
}
