import { GraphQLError } from 'graphql'

import { InputError } from '../model/input-error.ts'
import type { ExchangePlugin } from './exchange.ts'

/** Answers with 400 where a caller's mistake has left nothing of the answer, as of too many `ids` for a list that is never null. */
export function useCallerMistakes(): ExchangePlugin {
  return {
    onExecute: () => ({
      onExecuteDone({ result, setResult }) {
        if (!('errors' in result) || (result.data !== null && result.data !== undefined)) return
        setResult({ ...result, errors: result.errors?.map(withStatus) ?? [] })
      },
    }),
  }
}

/** The executor gives what a field that is never null threw as it is. */
function withStatus(error: Error): GraphQLError {
  const located = error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error })
  const { message, nodes, path, originalError } = located
  if (!(originalError instanceof InputError)) return located
  const at = { ...(nodes && { nodes }), ...(path && { path }) }
  return new GraphQLError(message, { ...at, originalError, extensions: { http: { status: 400, spec: false } } })
}
