import { present } from '../model/present.ts'
import type { DocumentStore, NamedDocument } from './document-store.ts'
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

/** What a request is read by. */
interface ReadingParts {
  readonly limits: Limits
  readonly documents: DocumentStore
}

/** The operation a POST body asks for; properties GraphQL over HTTP does not name are ignored. */
export function readPostParams(body: string, parts: ReadingParts): OperationParams {
  const parsed = parseJson(body, parts.limits)
  if (Array.isArray(parsed)) throw createRefusal('BATCH_NOT_SUPPORTED')
  if (!isObject(parsed)) throw createRefusal('BAD_REQUEST')
  return checkParams(parsed, parts)
}

/** The operation a GET query string asks for; `variables` and `extensions` are JSON in it. */
export function readGetParams(search: string, parts: ReadingParts): OperationParams {
  const { limits } = parts
  const parameters = new URLSearchParams(search)
  const variables = parameters.get('variables')
  const extensions = parameters.get('extensions')
  const stated = {
    query: parameters.get('query') ?? undefined,
    documentId: parameters.get('documentId') ?? undefined,
    doc_id: parameters.get('doc_id') ?? undefined,
    operationName: parameters.get('operationName') || undefined,
    variables: variables ? parseJson(variables, limits) : undefined,
    extensions: extensions ? parseJson(extensions, limits) : undefined,
  }
  return checkParams(stated, parts)
}

/** A JSON text within the limit of nesting; throws a refusal where it is none, or nests deeper. */
export function parseJson(text: string, limits: Limits): unknown {
  if (isNestedDeeperThan(text, limits.nesting, 'json')) throw createLimitRefusal('MAX_NESTING_LIMIT', limits.nesting)
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) throw createRefusal('BAD_JSON')
    throw cause
  }
}

function checkParams(stated: Readonly<Record<string, unknown>>, { limits, documents }: ReadingParts): OperationParams {
  const { operationName, variables, extensions } = stated
  const query = documents.resolve(readDocument(stated))
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

const NO_DOCUMENT = 'Send the document as the text `query`, or the hash of one of /operations.json as `documentId`.'

/** How the document is named: by itself, or by its hash, as GraphQL over HTTP, Relay or Apollo have it. */
function readDocument({ query, documentId, doc_id, extensions }: Readonly<Record<string, unknown>>): NamedDocument {
  if (!isAbsent(query) && typeof query !== 'string') throw createRefusal('BAD_REQUEST', { message: NO_DOCUMENT })
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : undefined
  const id = documentId ?? doc_id
  const hash = isAbsent(id) && isObject(persisted) ? persisted['sha256Hash'] : id
  if (isAbsent(query) && isAbsent(id) && !isObject(persisted))
    throw createRefusal('BAD_REQUEST', { message: NO_DOCUMENT })
  return {
    isAutomatic: isAbsent(id),
    ...present({
      query: isAbsent(query) ? undefined : query,
      hash: typeof hash === 'string' ? hash.replace(/^sha256:/, '').toLowerCase() : undefined,
    }),
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
