// Lists the ways in that rooms above the endpoint add: each a view of the operations of `operations/`.
import type { Route } from './server/routes.ts'

/** Every way in besides the server's own; handed to the server by whoever starts one over a gateway. */
export function createWaysIn(): readonly Route[] {
  return []
}
