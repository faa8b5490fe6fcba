import type { OperationParams } from './exchange.ts'
import type { Limits } from './limits.ts'
import { createLimitRefusal, createRefusal } from './refusals.ts'
import { isNestedDeeperThan } from './scan-nesting.ts'

/** Refuses every content type but JSON in UTF-8; parameters other than `charset` are let be. */
export function assertJsonContentType(header: string | undefined): void {
  const [mediaType, ...parameters] = (header ?? '').toLowerCase().split(';')
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset)
  if (mediaType?.trim() !== 'application/json' || !isUtf8) throw createRefusal('UNSUPPORTED_CONTENT_TYPE')
}

/** The operation a POST body asks for; properties GraphQL over HTTP does not name are ignored. */
export function readPostParams(body: string, limits: Limits): OperationParams {
  const parsed = parseJson(body, limits)
  if (Array.isArray(parsed)) throw createRefusal('BATCH_NOT_SUPPORTED')
  if (!isObject(parsed)) throw createRefusal('BAD_REQUEST')
  return checkParams(parsed, limits)
}

/** The operation a GET query string asks for; `variables` and `extensions` are JSON in it. */
export function readGetParams(search: string, limits: Limits): OperationParams {
  const parameters = new URLSearchParams(search)
  const variables = parameters.get('variables')
  const extensions = parameters.get('extensions')
  const stated = {
    query: parameters.get('query') ?? undefined,
    operationName: parameters.get('operationName') || undefined,
    variables: variables ? parseJson(variables, limits) : undefined,
    extensions: extensions ? parseJson(extensions, limits) : undefined,
  }
  return checkParams(stated, limits)
}

function parseJson(text: string, limits: Limits): unknown {
  if (isNestedDeeperThan(text, limits.nesting, 'json')) throw createLimitRefusal('MAX_NESTING_LIMIT', limits.nesting)
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) throw createRefusal('BAD_JSON')
    throw cause
  }
}

function checkParams(stated: Readonly<Record<string, unknown>>, limits: Limits): OperationParams {
  const { query, operationName, variables, extensions } = stated
  if (isAbsent(query) && isObject(extensions) && isObject(extensions['persistedQuery']))
    throw createRefusal('PERSISTED_QUERY_NOT_SUPPORTED')
  if (typeof query !== 'string')
    throw createRefusal('BAD_REQUEST', { message: 'Send the document as the text `query`.' })
  if (!isAbsent(operationName) && typeof operationName !== 'string') {
    throw createRefusal('BAD_REQUEST', { message: '`operationName` must be a text.' })
  }
  if (typeof operationName === 'string' && operationName.length > limits.operationNameLength) {
    throw createLimitRefusal('OPERATION_NAME_TOO_LONG', limits.operationNameLength)
  }
  if (!isAbsent(variables) && !(isObject(variables) && hasFiniteNumbers(variables)))
    throw createRefusal('BAD_VARIABLES')
  if (!isAbsent(extensions) && !isObject(extensions)) {
    throw createRefusal('BAD_REQUEST', { message: '`extensions` must be an object.' })
  }
  return {
    query,
    ...(typeof operationName === 'string' && operationName !== '' && { operationName }),
    ...(isObject(variables) && { variables }),
    ...(isObject(extensions) && { extensions }),
  }
}

/** JSON allows 1e999, which reads as Infinity. */
function hasFiniteNumbers(variables: Record<string, unknown>): boolean {
  const open: unknown[] = [variables]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value === 'number' && !Number.isFinite(value)) return false
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) open.push(inner)
  }
  return true
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
