import { GraphQLError } from 'graphql'

/**
 * Every code under which the server itself refuses, with its HTTP status and what the client should do. The caller's
 * other mistakes carry the codes of `model/input-error.ts`; a fault of ours is INTERNAL_SERVER_ERROR.
 */
const REFUSALS = {
  BAD_REQUEST: [400, 'The request is not a GraphQL request: send {"query": "…"} as JSON.'],
  BAD_JSON: [400, 'The body is not JSON: send {"query": "…"}.'],
  BAD_UTF8: [400, 'The body is not valid UTF-8: encode it as UTF-8.'],
  BAD_VARIABLES: [
    400,
    'The variables can not be used: send a JSON object of finite numbers, texts, lists and objects.',
  ],
  // Clients of automatic persisted queries know this very word, in an answer of 200, and then send the document itself.
  PERSISTED_QUERY_NOT_SUPPORTED: [200, 'PersistedQueryNotSupported'],
  PERSISTED_QUERY_NOT_FOUND: [200, 'PersistedQueryNotFound'],
  DOCUMENT_NOT_FOUND: [404, 'No document is known by this hash: /operations.json lists those that are.'],
  DOCUMENT_MISMATCH: [
    400,
    'The hash is not that of the document sent with it: send its SHA-256, or one of them alone.',
  ],
  TRUSTED_DOCUMENTS_ONLY: [
    403,
    'Only documents of /operations.json are answered here: send the hash of one as `documentId`, or its text.',
  ],
  BATCH_NOT_SUPPORTED: [400, 'Several operations in one request are not supported: send them one by one.'],
  SUBSCRIPTION_NOT_SUPPORTED: [400, 'Subscriptions are not supported: ask again with a query.'],
  OPERATION_NAME_TOO_LONG: [400, 'The operation name is too long: shorten it.'],
  MAX_NESTING_LIMIT: [400, 'Too many brackets are open at once: nest less.'],
  MAX_TOKENS_LIMIT: [400, 'The document has too many tokens: shorten it.'],
  MAX_DEPTH_LIMIT: [400, 'The operation is too deep: ask for fewer levels.'],
  MAX_FIELDS_LIMIT: [
    400,
    'The operation asks for too many fields, fragments counted where they are spread: ask for fewer.',
  ],
  MAX_ALIASES_LIMIT: [400, 'The operation has too many aliases: send several operations.'],
  MAX_ROOT_FIELDS_LIMIT: [400, 'The operation has too many root fields: send several operations.'],
  MAX_DIRECTIVES_LIMIT: [400, 'The document has too many directives: use fewer.'],
  MAX_COST_LIMIT: [
    400,
    'The operation may ask for too many objects or too much counting: lower `first`, pass fewer ids, nest fewer lists, ask for fewer facets and conditions, or narrow by area, term or feed.',
  ],
  MAX_WORK_LIMIT: [
    400,
    'The operation takes too many milliseconds of work: ask for fewer conditions, facets or lists, or narrow them by area, term or feed.',
  ],
  MAX_INTROSPECTION_LIMIT: [400, 'The introspection nests its own lists too deeply: ask for fewer levels.'],
  KEY_REQUIRED: [
    401,
    'This needs a key: send the one that the operator of this gateway gave you as `Authorization: Bearer <key>`.',
  ],
  KEY_UNKNOWN: [401, 'This key is not known here, or no longer: ask the operator of this gateway for one that is.'],
  KEY_NOT_ENOUGH: [403, 'This key does not open this: ask the operator of this gateway for one that does.'],
  FORBIDDEN_HOST: [
    403,
    'Nobody may ask this under that name, nor pages from there: its operator names those that may, in MCP_HOSTS.',
  ],
  TOO_MANY_ROWS: [
    400,
    'More than 10,000 rows: narrow by area, term or feed, state `first` for one page, or take an export (/export/services.csv).',
  ],
  NOT_FOUND: [404, 'Nothing is here: the endpoint is /graphql.'],
  METHOD_NOT_ALLOWED: [405, 'This method is not supported here.'],
  NOT_ACCEPTABLE: [406, 'None of the accepted media types is to be had here.'],
  URI_TOO_LONG: [414, 'The address is too long: send the operation by POST.'],
  BODY_TOO_LARGE: [413, 'The body is too large: at most 100 kB.'],
  UNSUPPORTED_CONTENT_TYPE: [415, 'Send the request as application/json in UTF-8.'],
  UNSUPPORTED_CONTENT_ENCODING: [415, 'Send the body uncompressed.'],
  RATE_LIMITED: [429, 'Too many requests from this address, or too much work: wait, then go on more slowly.'],
  TOO_MANY_EXPORTS: [
    429,
    'As many exports are under way as are allowed at once: try again when one of them has ended.',
  ],
  OVERLOADED: [503, 'The gateway has more requests than it can answer: try again in a second.'],
  STARTING: [503, 'The gateway is starting and answers nothing yet: try again in some seconds.'],
  BEHIND: [503, 'This machine does not hold yet what you have seen elsewhere: ask again, or another machine.'],
  GATEWAY_TIMEOUT: [504, 'The answer took too long: ask for less.'],
} as const satisfies Record<string, readonly [status: number, sentence: string]>

export type RefusalCode = keyof typeof REFUSALS

/** What a refusal adds to its table entry. */
export interface RefusalDetail {
  /** Said instead of the table's sentence. */
  readonly message?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** An error that answers the whole request with the code's status, whatever the client accepts. */
export function createRefusal(code: RefusalCode, detail: RefusalDetail = {}): GraphQLError {
  const [status, sentence] = REFUSALS[code]
  // `spec: false`: this status stands even where a GraphQL error would be a 200.
  const http = { status, spec: false, ...(detail.headers && { headers: detail.headers }) }
  return new GraphQLError(detail.message ?? sentence, { extensions: { code, http } })
}

/** The refusal of a count over its limit, with both numbers stated. */
export function createLimitRefusal(code: RefusalCode, limit: number): GraphQLError {
  return createRefusal(code, { message: `${REFUSALS[code][1]} The limit is ${limit}.` })
}
