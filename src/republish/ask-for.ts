import { type JsonObject, objectOf } from './json-object.ts'
import { createProblem } from './problem.ts'

/** Runs an operation for the request under way, within its limits; throws what refuses the whole request. */
export type Ask = (params: { readonly query: string; readonly variables: Record<string, unknown> }) => Promise<{
  readonly data: unknown
  readonly errors: readonly { readonly message: string; readonly code: string }[]
}>

/** What the feed is asked for. */
export interface FeedRequest {
  readonly path: string
  /** What follows the question mark; empty where nothing does. */
  readonly search: string
  readonly ask: Ask
}

const STATUSES: Readonly<Record<string, number>> = { GONE: 410, INTERNAL_SERVER_ERROR: 500 }

/** The data of an operation; its first error as a problem, with the same sentence. */
export async function askFor(ask: Ask, query: string, variables: JsonObject): Promise<JsonObject> {
  const { data, errors } = await ask({ query, variables: { ...variables } })
  const [error] = errors
  if (error !== undefined) throw createProblem(STATUSES[error.code] ?? 400, error.code, error.message)
  return objectOf(data) ?? {}
}
