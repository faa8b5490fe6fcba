import type { ExecutionResult } from 'graphql'
import type { DetailReader } from '../../src/model/keeper.ts'
import { createRequestContext, type GraphQLPowers, type RequestContext } from '../../src/graphql/context.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import type { FeedConfig } from '../../src/model/feed.ts'
import { runOperation } from '../run-operation.ts'
import type { FakeCatalogue } from './fake-catalogue.ts'

export const schema = createSchema()

const noDetails: DetailReader = { readThrough: async () => ({ hasAsked: false, failures: [] }) }

function feedConfig(slug: string): FeedConfig {
  return {
    slug,
    name: `Feed ${slug}`,
    publisher: `${slug} council`,
    url: `https://${slug}.example/api`,
    areas: [],
    quirks: [],
    enabled: true,
    refreshIntervalMs: 3_600_000,
    pageSize: 50,
  }
}

export interface Situation {
  readonly details?: DetailReader
  readonly powers?: Partial<GraphQLPowers>
  readonly cacheControl?: string
}

export function createContext(
  { reader }: FakeCatalogue,
  { details = noDetails, powers, cacheControl }: Situation = {},
): RequestContext {
  return createRequestContext(
    {
      reader,
      details,
      feeds: () => [feedConfig('north'), feedConfig('south')],
      feedHealth: () => ({ circuit: 'CLOSED', consecutiveFailures: 0, requestsLastDay: 7 }),
      now: () => Date.parse('2026-03-01T10:00:00Z'),
      showAssurers: false,
      withholdPersonal,
      ...powers,
    },
    { cacheControl },
  )
}

/** Asks one query in a request of its own. */
export async function ask(
  catalogue: FakeCatalogue,
  source: string,
  situation: Situation & { readonly variables?: Record<string, unknown>; readonly context?: RequestContext } = {},
): Promise<ExecutionResult> {
  const contextValue = situation.context ?? createContext(catalogue, situation)
  return runOperation({ schema, source, contextValue, variableValues: situation.variables ?? {} })
}

/** As `ask`, for what must resolve in one pass, without a promise. */
export function askAtOnce(catalogue: FakeCatalogue, source: string): ExecutionResult {
  const result = runOperation({ schema, source, contextValue: createContext(catalogue) })
  if (result instanceof Promise) throw new Error('A promise was waited for.')
  return result
}

/** The answer's data where it has no errors. */
export async function askWell(...args: Parameters<typeof ask>): Promise<unknown> {
  const { data, errors } = await ask(...args)
  if (errors !== undefined) throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'))
  // Answers are objects without a prototype; tests compare plain ones.
  return JSON.parse(JSON.stringify(data))
}

/** Codes, paths and messages of an answer's errors. */
export function errorsOf({ errors = [] }: ExecutionResult) {
  return errors.map(({ message, extensions }) => ({ message, code: extensions['code'], path: extensions['path'] }))
}

function withholdPersonal(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('assure')))
}
