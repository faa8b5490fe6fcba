// Puts the republished feed behind the server's front.
import { createStandardFeed } from '../republish/create-standard-feed.ts'
import type { FeedPublisher } from '../republish/read-root.ts'
import { renderProblem } from '../server/api/answer-api.ts'
import type { Route } from '../server/routes.ts'

/** The ways into the region as one feed of the standard, in each of its forms. */
export function createFeedRoutes(publisher: () => FeedPublisher): readonly Route[] {
  const feed = createStandardFeed(publisher)
  return feed.paths.map((path) => ({
    ...{ path, isOpenToAll: true, isKept: true, renderError: renderProblem },
    async answer({ path, search, ask }) {
      const body = JSON.stringify(await feed.answer({ path, search, ask }))
      return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body }
    },
  }))
}
