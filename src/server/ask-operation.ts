import { GraphQLError } from 'graphql'
import { z } from 'zod'

import { nameParameters, type ParameterFault, readParameterFault } from '../graphql/operations/parameter-fault.ts'
import { present } from '../model/present.ts'
import { answerQuestion, type Asker, type OperationParts, type Question } from './answer-question.ts'
import type { OperationParams } from './exchange.ts'

/** What an operation of ours came to. */
interface AskedResult {
  /** As GraphQL has it; null or undefined where nothing could be answered. */
  readonly data: unknown
  /** Masked, as clients may read them, who sent parameters and no document. */
  readonly errors: readonly AskedError[]
}

/** An error of an operation, as a client reads it. */
interface AskedError {
  readonly message: string
  readonly code: string
  /** Where in the answer; empty where it is the whole. */
  readonly path: Path
  /** Of a mistake in what was asked: which argument, and where in it. Empty otherwise. */
  readonly argument: Path
  /** The parameter that was refused, where it is of one. */
  readonly parameter?: ParameterFault
  /** Whatever else it says, such as when a record was removed. */
  readonly details: Readonly<Record<string, unknown>>
}

type Path = readonly (string | number)[]

/**
 * Runs an operation for the request under way, as if its client had sent it: the same limits, pace and kept answers. What is
 * held is answered; no council is asked. Throws refusals, such as of an address that has had too much.
 */
export type Ask = (params: OperationParams) => Promise<AskedResult>

const PathShape = z.array(z.union([z.string(), z.number()])).default([])
const Result = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: PathShape,
        extensions: z
          .looseObject({ code: z.string().default('UNKNOWN'), path: PathShape })
          .default({ code: 'UNKNOWN', path: [] }),
      }),
    )
    .default([]),
})

/** From this status on nothing is wrong with what was asked: it can be asked again, as it is, later. */
const LATER = 429

function waitOf({ 'retry-after': wait }: Readonly<Record<string, string>>): Record<string, string> {
  return wait === undefined ? {} : { 'retry-after': wait }
}

/** Creates what a route asks operations with; `admitCost` as of a question. */
export function createAsk(asker: Asker, parts: OperationParts, admitCost?: Question['admitCost']): Ask {
  return async (params) => {
    const { query, operationName, variables } = params
    const question = {
      method: 'GET',
      // GraphQL's own type: a status of 200 then means data without a mistake in the request.
      mediaType: 'application/graphql-response+json',
      text: `asked ${JSON.stringify([operationName, variables])} ${query}`,
      readParams: () => params,
      isOfHeldOnly: true,
      ...present({ admitCost }),
    } as const
    const { status, headers, body } = await answerQuestion(question, asker, parts)
    const { data, errors } = Result.parse(JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString()))
    const [first] = errors
    if (status >= LATER && first !== undefined)
      throw new GraphQLError(first.message, {
        extensions: { code: first.extensions.code, http: { status, headers: waitOf(headers) } },
      })
    return {
      data,
      errors: errors.map(({ message, path, extensions: { code, path: argument, ...details } }) => {
        const parameter = present({ parameter: readParameterFault(message) })
        return { message: nameParameters(message), path, code, argument, ...parameter, details }
      }),
    }
  }
}
