/** What a council's server answers to one request, before it is put into bytes. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** One publisher's API: `segments` is the path below its base, split at slashes, empty for the base itself. */
export type CouncilApi = (segments: readonly string[], query: URLSearchParams) => Answer

/** A 200 answer, or 404 when there is nothing to say. */
export function found(body: unknown): Answer {
  return body === undefined ? { status: 404, body: { error: 'No matching document' } } : { status: 200, body }
}

/** The answer to a path the API doesn't have. */
export function noSuchPath(): Answer {
  return { status: 404, body: { error: 'No route matches your request' } }
}
