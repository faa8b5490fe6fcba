import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Ask } from './ask-operation.ts'
import type { Answer, StreamedAnswer } from './exchange.ts'
import type { RequestNotes } from './request-notes.ts'

/** One way in: a path, or all paths below one, with how it is answered. Limits, logs and packing are the same for all. */
export interface Route {
  /** Exact (`/services`), or ending in `/*` for everything below (`/services/*`, not `/services` itself). Its name in logs, traces and metrics. */
  readonly path: string
  /** Absent: GET and HEAD. */
  readonly methods?: readonly string[]
  /** The one media type it is to be had in: who accepts another only is refused. Absent: it chooses by itself. */
  readonly mediaType?: string
  /** True: pages of other origins may read it. */
  readonly isOpenToAll?: boolean
  /** False: it costs its address nothing, and is answered however loaded the gateway is. Absent: true. */
  readonly isAdmitted?: boolean
  /** False: it is answered before the catalogue is open. Absent: true. */
  readonly isOfCatalogue?: boolean
  /** True: its operations need a key where those of the endpoint need one. Absent: they are the operator's own. */
  readonly isKeyed?: boolean
  /**
   * True: a whole answer of 200 to GET is kept, by path and search alone, until there is another generation or it is a minute
   * old, and marked so that clients and proxies keep it. One that states its own `cache-control` is not.
   */
  readonly isKept?: boolean
  /** Throws refusals and GraphQL errors with their status, which `renderError` or the JSON of GraphQL shows. */
  readonly answer: (visit: Visit) => Answer | StreamedAnswer | Promise<Answer | StreamedAnswer>
  /** How an error looks here, its status and headers aside. Absent, or undefined from it: the JSON of GraphQL. */
  readonly renderError?: (fault: Fault, request: IncomingMessage) => Pick<Answer, 'headers' | 'body'> | undefined
}

/** A request that a route is to answer. */
export interface Visit {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** As sent: nothing is decoded. */
  readonly path: string
  /** What follows the question mark; empty where nothing does. */
  readonly search: string
  /** The client's address, or empty where the route is not admitted. */
  readonly address: string
  readonly notes: RequestNotes
  /** Its body, read as JSON within the limits of any request; throws refusals, and may be called once. */
  readonly readJson: () => Promise<unknown>
  /** Runs operations for it. */
  readonly ask: Ask
}

/** An error as a client may read it. */
export interface Fault {
  readonly status: number
  readonly code: string
  readonly message: string
}

/** Finds the route of a path. */
export type RouteTable = (path: string) => Route | undefined

const BELOW = '/*'

/** Creates the table: an exact path goes before one above it, and of those the longest. Throws where two routes have one path. */
export function createRouteTable(routes: readonly Route[]): RouteTable {
  const exact = new Map(routes.map((route) => [route.path, route]))
  if (exact.size < routes.length) throw new Error('Two routes have one path.')
  const above = routes
    .filter(({ path }) => path.endsWith(BELOW))
    .map((route) => ({ route, start: route.path.slice(0, -1) }))
    .toSorted((left, right) => right.start.length - left.start.length)
  return (path) => {
    const route = exact.get(path)
    // The pattern itself is no path.
    if (route !== undefined && !path.endsWith(BELOW)) return route
    return above.find(({ start }) => path.startsWith(start) && path.length > start.length)?.route
  }
}
