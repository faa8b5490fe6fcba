import { GraphQLError } from 'graphql'

/** A refusal of the feed, with its status. */
export function createProblem(status: number, code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } })
}
