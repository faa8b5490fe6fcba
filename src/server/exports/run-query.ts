import { type DocumentNode, execute, GraphQLError } from 'graphql'

import { runInSteps } from '../../graphql/answer-in-steps.ts'
import { createErrorMask } from '../create-error-mask.ts'
import { nameParameters } from '../../graphql/operations/parameter-fault.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'

/**
 * The data of one operation under a context of its own. Councils are never asked: what is held is exported.
 * Any error in the answer is thrown, masked, with its code, sentence and HTTP status: no part is left out in silence.
 */
export async function runQuery(
  source: ExportSource,
  document: DocumentNode,
  variableValues: Readonly<Record<string, unknown>>,
  { signal, pace }: Pick<ExportRequest, 'signal' | 'pace'>,
): Promise<unknown> {
  signal.throwIfAborted()
  const ending: (() => void)[] = []
  const whenEnded = (done: () => void): void => void ending.push(done)
  const contextValue = source.createContext({ signal, whenEnded, ...(pace && { pace }) })
  contextValue.allowance.calls = 0
  const { schema } = source
  const asked = { schema, document, variableValues, contextValue, hideSuggestions: true }
  const { data, errors } = await Promise.resolve(runInSteps(contextValue, () => execute(asked))).finally(() =>
    ending.forEach((done) => done()),
  )
  if (errors?.[0] !== undefined) throw withStatus(createErrorMask(source.log)(errors[0], FAULT))
  return data
}

const FAULT = 'Something went wrong in the gateway; it has been noted.'

function withStatus({ message, extensions }: GraphQLError): GraphQLError {
  const { code, path } = extensions
  const status = code === 'INTERNAL_SERVER_ERROR' ? 500 : 400
  return new GraphQLError(nameParameters(message), { extensions: { code, path, http: { status, spec: false } } })
}
