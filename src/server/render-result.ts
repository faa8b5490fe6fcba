import { GraphQLError } from 'graphql'

import { InputError } from '../model/input-error.ts'
import type { ErrorMask } from './create-error-mask.ts'
import type { Answer, MediaType } from './exchange.ts'

/** What an operation came to; without `data` where it was not begun. */
export interface OperationResult {
  /** JSON text. */
  readonly data?: string
  readonly errors: readonly unknown[]
}

/** An answer with the first code of its errors. */
export interface RenderedResult {
  readonly answer: Answer
  readonly code?: string
}

const FAULT = 'Something went wrong in the gateway; it has been noted.'

/** The HTTP answer of a result in that media type, its errors masked (GraphQL over HTTP §6). */
export function renderResult(result: OperationResult, mediaType: MediaType, mask: ErrorMask): RenderedResult {
  const type = { 'content-type': `${mediaType}; charset=utf-8` }
  const { data } = result
  if (result.errors.length === 0 && data !== undefined)
    return { answer: { status: 200, headers: type, body: bodyOf(`{"data":${data}}`) } }
  const isNothing = data === undefined || data === 'null'
  const errors = result.errors.map((error) => mask(isNothing ? blameMistake(error) : error, FAULT))
  const ends = data === undefined ? '}' : `,"data":${data}}`
  const code = errors[0]?.extensions['code']
  return {
    answer: {
      status: chooseStatus(errors, data !== undefined, mediaType),
      headers: { ...type, ...headersOf(errors) },
      body: `{"errors":${JSON.stringify(errors.map(showError))}${ends}`,
    },
    code: typeof code === 'string' ? code : 'UNKNOWN',
  }
}

/** Long bodies are measured, tagged and sent in pieces: they are made bytes of once. */
const LEAST_BYTES = 16_384

function bodyOf(text: string): string | Uint8Array {
  return text.length < LEAST_BYTES ? text : Buffer.from(text)
}

/** A caller's mistake that has left nothing of the answer, as of too many `ids` for a list that is never null, is a 400. */
function blameMistake(error: unknown): unknown {
  const mistake = error instanceof GraphQLError ? error.originalError : error
  if (!(mistake instanceof InputError)) return error
  const { nodes, path } = error instanceof GraphQLError ? error : {}
  const at = { ...(nodes && { nodes }), ...(path && { path }) }
  const extensions = { http: { status: 400, spec: false } }
  return new GraphQLError(mistake.message, { ...at, originalError: mistake, extensions })
}

interface HttpNote {
  readonly status?: number
  /** The status holds only where the media type is GraphQL's own. */
  readonly spec?: boolean
  readonly headers?: Readonly<Record<string, string>>
}

function httpOf({ extensions }: GraphQLError): HttpNote {
  const { http } = extensions
  return typeof http === 'object' && http !== null ? http : {}
}

/** The highest that an error states; else 500 where a fault of ours came before there was any data. */
function chooseStatus(errors: readonly GraphQLError[], hasData: boolean, mediaType: MediaType): number {
  const stated = errors
    .map(httpOf)
    .filter(({ spec }) => mediaType !== 'application/json' || spec !== true)
    .flatMap(({ status }) => status ?? [])
  if (stated.length > 0) return Math.max(...stated)
  return !hasData && errors.some(({ extensions }) => extensions['unexpected'] === true) ? 500 : 200
}

function headersOf(errors: readonly GraphQLError[]): Record<string, string> {
  return Object.assign({}, ...errors.map((error) => httpOf(error).headers))
}

/** As GraphQL has it, less what only this server goes by. */
function showError(error: GraphQLError): object {
  const { message, locations, path, extensions } = error.toJSON()
  const { http: _, unexpected: __, ...shown } = extensions ?? {}
  return { message, locations, path, ...(Object.keys(shown).length > 0 && { extensions: shown }) }
}
