import { GraphQLError } from 'graphql'
import type { DetailFailure } from '../../model/keeper.ts'

/** An error for each feed whose details could not be had, by the first of its failures, for an answer's `errors`; the data stands as it is. */
export function errorsOfFailures(failures: readonly DetailFailure[]): readonly GraphQLError[] {
  const firstByFeed = new Map<string, DetailFailure>()
  for (const failure of failures) {
    if (!firstByFeed.has(failure.feed)) firstByFeed.set(failure.feed, failure)
  }
  return [...firstByFeed.values()].map(createFeedError)
}

/** The error that says to a client which feed's details are missing, why, and what to do. */
function createFeedError({ feed, code, message }: DetailFailure): GraphQLError {
  return new GraphQLError(
    `Details of some records of the feed “${feed}” could not be had: ${message} What is held is shown${code === 'NOT_ASKED' ? '' : '; ask again later'}.`,
    { extensions: { code: `FEED_${code}`, feed } },
  )
}
