import { type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql'
import type { DetailFailure } from '../../model/keeper.ts'

interface ExecuteDone {
  readonly result: unknown
  readonly setResult: (result: ExecutionResult) => void
}

/** A plugin in the shape that GraphQL Yoga and envelop know. */
export interface DetailFailuresPlugin {
  readonly onExecute: (execution: { readonly args: Pick<ExecutionArgs, 'contextValue'> }) => {
    readonly onExecuteDone: (done: ExecuteDone) => void
  }
}

/** Names in an answer's `errors` each feed whose details could not be had; the data stands as it is. */
export function useDetailFailures(): DetailFailuresPlugin {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: ({ result, setResult }) => {
        if (isExecutionResult(result)) appendFailures(result, failuresOf(args.contextValue), setResult)
      },
    }),
  }
}

function appendFailures(
  result: ExecutionResult,
  failures: readonly DetailFailure[],
  setResult: (result: ExecutionResult) => void,
): void {
  const firstByFeed = new Map<string, DetailFailure>()
  for (const failure of failures) {
    if (!firstByFeed.has(failure.feed)) firstByFeed.set(failure.feed, failure)
  }
  if (firstByFeed.size === 0) return
  setResult({ ...result, errors: [...(result.errors ?? []), ...[...firstByFeed.values()].map(createFeedError)] })
}

/** The error that says to a client which feed's details are missing, why, and what to do. */
function createFeedError({ feed, code, message }: DetailFailure): GraphQLError {
  return new GraphQLError(
    `Details of some records of the feed “${feed}” could not be had: ${message} What is held is shown${code === 'NOT_ASKED' ? '' : '; ask again later'}.`,
    { extensions: { code: `FEED_${code}`, feed } },
  )
}

function failuresOf(context: unknown): readonly DetailFailure[] {
  if (typeof context !== 'object' || context === null || !('failures' in context)) return []
  return Array.isArray(context.failures) ? context.failures : []
}

function isExecutionResult(result: unknown): result is ExecutionResult {
  return typeof result === 'object' && result !== null && ('data' in result || 'errors' in result)
}
