import { GraphQLError } from 'graphql'

import { DamagedDataError } from '../model/damaged-data-error.ts'
import { InputError } from '../model/input-error.ts'
import type { Log } from '../model/log.ts'

/** Turns whatever went wrong into what the client may see. */
export type ErrorMask = (error: unknown, message: string) => GraphQLError

/**
 * The caller's mistakes and errors with a code of ours pass; anything else is a bug: it is logged with its cause, and the
 * client learns nothing of it.
 */
export function createErrorMask(log: Log): ErrorMask {
  return (error, message) => {
    const origin = findOrigin(error)
    const at =
      error instanceof GraphQLError
        ? { ...(error.nodes && { nodes: error.nodes }), ...(error.path && { path: error.path }) }
        : {}
    if (origin instanceof InputError) {
      const http = error instanceof GraphQLError ? error.extensions['http'] : undefined
      const extensions = { code: origin.code, path: origin.path, ...(http !== undefined && { http }) }
      return new GraphQLError(origin.message, { ...at, extensions })
    }
    if (origin instanceof DamagedDataError)
      return new GraphQLError(origin.message, { ...at, extensions: { code: 'DATA_DAMAGED' } })
    if (origin instanceof GraphQLError && typeof origin.extensions['code'] === 'string') {
      return error instanceof GraphQLError ? error : origin
    }
    if (origin instanceof GraphQLError && error instanceof GraphQLError && !error.path) return blameCaller(error)
    log.error({ err: origin }, 'A resolver failed unexpectedly.')
    return new GraphQLError(message, { ...at, extensions: { code: 'INTERNAL_SERVER_ERROR', unexpected: true } })
  }
}

/** An error of the request as a whole that GraphQL itself words: variables that do not fit, an operation that is not there. */
function blameCaller(error: GraphQLError): GraphQLError {
  const extensions = { ...error.extensions, code: 'BAD_USER_INPUT', http: { spec: true, status: 400 } }
  return new GraphQLError(error.message, { ...(error.nodes && { nodes: error.nodes }), extensions })
}

function findOrigin(error: unknown): unknown {
  let origin = error
  while (origin instanceof GraphQLError && origin.originalError) origin = origin.originalError
  return origin
}
