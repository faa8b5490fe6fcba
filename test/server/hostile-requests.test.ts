import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type ListeningServer, send, startServer, type TestRequest } from './listening-server.ts'

let listening: ListeningServer
beforeAll(async () => {
  listening = await startServer({ limits: { headersMs: 400, requestMs: 600, connectionCheckMs: 100 } })
})
afterAll(() => listening.server.drain())

describe('a request that is no GraphQL over HTTP is refused by its status and code', () => {
  const query = '{ echo }'
  const body = JSON.stringify({ query })
  it.each<[id: string, status: number, code: string, request: TestRequest]>([
    ['H10 a batch', 400, 'BATCH_NOT_SUPPORTED', { body: `[${Array.from({ length: 100 }, () => body).join(',')}]` }],
    ['H11 5 MB with length', 413, 'BODY_TOO_LARGE', { body: Buffer.alloc(5_000_000, 0x20) }],
    ['H12 5 MB in pieces', 413, 'BODY_TOO_LARGE', { body: Buffer.alloc(5_000_000, 0x20), isChunked: true }],
    [
      'H13 a compressed body',
      415,
      'UNSUPPORTED_CONTENT_ENCODING',
      { body: gzipSync(body), headers: { 'content-encoding': 'gzip' } },
    ],
    [
      'H14 variables 10,000 deep',
      400,
      'MAX_NESTING_LIMIT',
      { body: `{"query":"{ echo }","variables":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}` },
    ],
    ['H29 a mutation by GET', 405, 'BAD_REQUEST', { method: 'GET', path: '/graphql?query=mutation%7Btouch%7D' }],
    [
      'H30 a form',
      415,
      'UNSUPPORTED_CONTENT_TYPE',
      { body: `query=${query}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['H31 plain text', 415, 'UNSUPPORTED_CONTENT_TYPE', { body, headers: { 'content-type': 'text/plain' } }],
    [
      'H32 multipart',
      415,
      'UNSUPPORTED_CONTENT_TYPE',
      { body, headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    ],
    [
      'bare GraphQL',
      415,
      'UNSUPPORTED_CONTENT_TYPE',
      { body: query, headers: { 'content-type': 'application/graphql' } },
    ],
    ['H34 invalid UTF-8', 400, 'BAD_UTF8', { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) }],
    [
      'H35 UTF-16 declared',
      415,
      'UNSUPPORTED_CONTENT_TYPE',
      { body, headers: { 'content-type': 'application/json; charset=utf-16' } },
    ],
    [
      'H43 broken variables by GET',
      400,
      'BAD_JSON',
      { method: 'GET', path: '/graphql?query=%7Becho%7D&variables=%7Bbroken' },
    ],
    [
      'H47 a persisted query unknown',
      200,
      'PERSISTED_QUERY_NOT_SUPPORTED',
      { body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}' },
    ],
    [
      'H47 a persisted query unknown by GET',
      200,
      'PERSISTED_QUERY_NOT_SUPPORTED',
      { method: 'GET', path: '/graphql?extensions=%7B%22persistedQuery%22%3A%7B%22version%22%3A1%7D%7D' },
    ],
    ['extensions without a query', 400, 'BAD_REQUEST', { body: '{"extensions":{"persistedQuery":"0"}}' }],
    [
      'H52 1e999',
      400,
      'BAD_VARIABLES',
      { body: '{"query":"query($v:Float){echo(value:$v)}","variables":{"v":1e999}}' },
    ],
    ['broken JSON', 400, 'BAD_JSON', { body: '{"query":' }],
    ['JSON that is no object', 400, 'BAD_REQUEST', { body: '"{ echo }"' }],
    ['no body', 400, 'BAD_JSON', {}],
    ['a query that is no text', 400, 'BAD_REQUEST', { body: '{"query":{}}' }],
    ['variables that are a list', 400, 'BAD_VARIABLES', { body: '{"query":"{ echo }","variables":[1]}' }],
    ['an operation name that is no text', 400, 'BAD_REQUEST', { body: '{"query":"{ echo }","operationName":7}' }],
    [
      'H60 a long operationName',
      400,
      'OPERATION_NAME_TOO_LONG',
      { body: JSON.stringify({ query, operationName: 'a'.repeat(50_000) }) },
    ],
    ['an address of 13 kB', 414, 'URI_TOO_LONG', { method: 'GET', path: `/graphql?query=${'a'.repeat(13_000)}` }],
    ['an answer in HTML', 406, 'NOT_ACCEPTABLE', { body, headers: { accept: 'text/html' } }],
    ['an answer in no type', 406, 'NOT_ACCEPTABLE', { body, headers: { accept: '*/*;q=0' } }],
    [
      'a page as JSON',
      406,
      'NOT_ACCEPTABLE',
      { method: 'GET', path: '/graphiql', headers: { accept: 'application/json' } },
    ],
    ['another method', 405, 'METHOD_NOT_ALLOWED', { method: 'DELETE' }],
    ['another method on a page', 405, 'METHOD_NOT_ALLOWED', { method: 'POST', path: '/graphiql', body: '' }],
    ['H42 a path upward', 404, 'NOT_FOUND', { method: 'GET', path: '/../../etc/passwd' }],
    ['H42 a path upward, encoded', 404, 'NOT_FOUND', { method: 'GET', path: '/%2e%2e/%2e%2e/etc/passwd' }],
    ['H42 a path upward under the endpoint', 404, 'NOT_FOUND', { method: 'GET', path: '/graphql/../package.json' }],
    ['H62 a path that ends like health', 404, 'NOT_FOUND', { method: 'GET', path: '/any/health/live' }],
    ['H62 a query that ends like health', 404, 'NOT_FOUND', { method: 'GET', path: '/any?x=/health/live' }],
  ])('%s: %i %s', async (_id, status, code, request) => {
    const answer = await send(listening.port, request)
    expect({ status: answer.status, code: answer.code }).toEqual({ status, code })
    if (status === 405) expect(answer.headers.allow).toMatch(/^[A-Z, ]+$/)
  })
})
