import { afterEach, describe, expect, it } from 'vitest'

import type { ServerParts } from '../../src/server/create-server.ts'
import { ask, type ListeningServer, send, startServer } from './listening-server.ts'

let listening: ListeningServer
afterEach(() => listening.server.drain())

async function start(overrides: Partial<ServerParts> = {}): Promise<ListeningServer> {
  listening = await startServer(overrides)
  return listening
}

describe('errors of a resolver', () => {
  it.each<[what: string, field: string, status: number, extensions: Record<string, unknown>, message: string]>([
    [
      "the caller's mistake passes with its path",
      'badInput',
      200,
      { code: 'BAD_CURSOR', path: ['after'] },
      'This cursor is of another field: take one of this list.',
    ],
    [
      "a feed's fault passes with its slug",
      'feedDown',
      200,
      { code: 'FEED_DNS', feed: 'northam' },
      'The feed northam does not answer.',
    ],
    [
      'H44 a bug is masked',
      'broken',
      200,
      { code: 'INTERNAL_SERVER_ERROR' },
      'Something went wrong in the gateway; it has been noted.',
    ],
  ])('%s', async (_what, field, status, extensions, message) => {
    const { port } = await start()
    const answer = await ask(port, `{ ${field} echo }`)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.text)).toMatchObject({
      data: { [field]: null, echo: '{}' },
      errors: [{ message, extensions }],
    })
  })

  it('that are bugs are logged with their cause, those of callers are not', async () => {
    const { port, logLines } = await start()
    await ask(port, '{ badInput feedDown }')
    expect(logLines.filter((line) => line['level'] === 50)).toEqual([])
    await ask(port, '{ broken }')
    expect(JSON.stringify(logLines.filter((line) => line['level'] === 50))).toContain('swordfish')
  })

  it('in making the context are masked too', async () => {
    const { port } = await start({
      createContext: () => {
        throw new Error('swordfish')
      },
    })
    const answer = await ask(port, '{ echo }')
    expect([answer.status, answer.code]).toEqual([500, 'INTERNAL_SERVER_ERROR'])
    expect(answer.text).not.toContain('swordfish')
  })
})

describe('the deadline', () => {
  it('answers 504 with its code, and aborts what runs', async () => {
    const { port, contexts } = await start({ limits: { deadlineMs: 50 } })
    const answer = await ask(port, '{ slow }')
    expect([answer.status, answer.code]).toEqual([504, 'GATEWAY_TIMEOUT'])
    expect(contexts[0]?.signal.aborted).toBe(true)
  })

  it('H51 is not waited for when the client goes away', async () => {
    const { port, contexts } = await start({ limits: { deadlineMs: 60_000 } })
    const leaving = new AbortController()
    const asked = fetch(`http://127.0.0.1:${port}/graphql?query={slow}`, { signal: leaving.signal })
    await expect.poll(() => contexts.length, { interval: 5 }).toBe(1)
    leaving.abort()
    await expect(asked).rejects.toThrow()
    await expect.poll(() => contexts[0]?.signal.aborted, { interval: 5 }).toBe(true)
  })
})

describe('the rate limit (H56)', () => {
  const burst = { requestsPerSecond: 10, limits: { burst: 2 } }

  it('answers 429 with the seconds to wait, then lets pass again', async () => {
    let nowMs = 0
    const { port } = await start({ ...burst, monotonicNow: () => nowMs })
    await ask(port, '{ echo }')
    await ask(port, '{ echo }')
    const refused = await ask(port, '{ echo }')
    expect([refused.status, refused.code, refused.headers['retry-after']]).toEqual([429, 'RATE_LIMITED', '1'])
    nowMs = 100
    expect((await ask(port, '{ echo }')).status).toBe(200)
  })

  it.each<[what: string, hops: number, forwarded: (i: number) => string, statuses: number[]]>([
    ['a forged address does not escape it', 0, (i) => `10.0.0.${i}`, [200, 200, 429]],
    [
      'an address forged before a trusted proxy does not escape it',
      1,
      (i) => `10.0.0.${i}, 192.0.2.1`,
      [200, 200, 429],
    ],
    ['addresses a trusted proxy saw count apart', 1, (i) => `192.0.2.${i}`, [200, 200, 200]],
    ['addresses two trusted proxies saw count apart', 2, (i) => `192.0.2.${i}, 10.0.0.1`, [200, 200, 200]],
    ['one IPv6 network counts as one', 1, (i) => `2001:db8::${i}`, [200, 200, 429]],
  ])('%s', async (_what, trustedProxyHops, forwarded, statuses) => {
    const { port } = await start({ ...burst, trustedProxyHops, monotonicNow: () => 0 })
    const got: number[] = []
    for (const i of [1, 2, 3]) got.push((await ask(port, '{ echo }', {}, { 'x-forwarded-for': forwarded(i) })).status)
    expect(got).toEqual(statuses)
  })

  it('holds for pages too, and not for health checks', async () => {
    const { port } = await start({ ...burst, monotonicNow: () => 0 })
    const statuses: number[] = []
    for (const path of [
      '/health/live',
      '/graphiql',
      '/health/ready',
      '/graphiql/start.js',
      '/health/live',
      '/graphiql',
      '/graphiql',
    ])
      statuses.push((await send(port, { method: 'GET', path })).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  })
})

describe('whole answers', () => {
  it('are kept from the second time on that they are asked for, while the generation stands', async () => {
    const { port, contexts } = await start()
    const first = await ask(port, 'query Say { echo }')
    await ask(port, 'query Say { echo }')
    expect(contexts).toHaveLength(2)
    const third = await ask(port, 'query Say { echo }')
    expect(third.text).toBe(first.text)
    expect(contexts).toHaveLength(2)
    listening.generation = 'g2'
    await ask(port, 'query Say { echo }')
    expect(contexts).toHaveLength(3)
  })

  it('are kept a bounded time, since ages move without a new generation', async () => {
    let nowMs = 0
    const { port, contexts } = await start({ monotonicNow: () => nowMs })
    await ask(port, '{ echo }')
    await ask(port, '{ echo }')
    nowMs = 4_999
    await ask(port, '{ echo }')
    expect(contexts).toHaveLength(2)
    nowMs = 5_000
    await ask(port, '{ echo }')
    expect(contexts).toHaveLength(3)
  })

  it.each<[what: string, query: string, headers?: Record<string, string>]>([
    ['with errors', '{ badInput }'],
    ['of mutations', 'mutation { touch }'],
    ['for a client that wishes fresh records', '{ echo }', { 'cache-control': 'max-age=60' }],
  ])('%s are not kept', async (_what, query, headers) => {
    const { port, contexts } = await start()
    await ask(port, query, {}, headers)
    await ask(port, query, {}, headers)
    expect(contexts).toHaveLength(2)
  })

  it('H57 are kept apart by what was accepted, asked and how', async () => {
    const { port } = await start()
    const query = 'query ($text: String) { echo(text: $text) }'
    const plain = await ask(port, query, { variables: { text: 'a' } })
    const other = await ask(port, query, { variables: { text: 'A' } })
    const modern = await ask(port, query, { variables: { text: 'a' } }, { accept: 'application/graphql-response+json' })
    expect(plain.text).not.toBe(other.text)
    expect([plain.headers['content-type'], modern.headers['content-type']]).toEqual([
      'application/json; charset=utf-8',
      'application/graphql-response+json; charset=utf-8',
    ])
  })
})

describe('every answer', () => {
  it('H33 is open to any site, without credentials, and says so to preflights', async () => {
    const { port } = await start()
    const headers = { origin: 'https://evil.example' }
    for (const request of [{ method: 'GET', path: '/graphql?query={echo}' }, { method: 'OPTIONS' }, { body: '{' }]) {
      const answer = await send(port, { ...request, headers })
      expect(answer.headers['access-control-allow-origin']).toBe('*')
      expect(answer.headers['access-control-allow-credentials']).toBeUndefined()
    }
    const preflight = await send(port, { method: 'OPTIONS', headers })
    expect([preflight.status, preflight.headers['access-control-allow-methods']]).toEqual([204, 'GET, POST, OPTIONS'])
  })

  it('has one log line with operation, status, milliseconds, generation and upstream calls', async () => {
    const { port, logLines } = await start({
      createContext: () => {
        const allowance = { calls: 20 }
        queueMicrotask(() => (allowance.calls -= 2))
        return { allowance }
      },
    })
    for (let time = 0; time < 3; time += 1) await ask(port, 'query Lunch { echo }')
    const stated = { route: '/graphql', operationName: 'Lunch', generation: 'g1', status: 200, ms: expect.any(Number) }
    expect(logLines).toEqual([
      expect.objectContaining({ ...stated, upstreamCalls: 2 }),
      expect.objectContaining({ ...stated, upstreamCalls: 2 }),
      expect.objectContaining({ ...stated, isFromCache: true }),
    ])
  })

  it('hands the wish for fresh records to the context', async () => {
    const { port, contexts } = await start()
    await ask(port, '{ echo }', {}, { 'cache-control': 'no-cache' })
    await ask(port, '{ echo }')
    expect(contexts.map((facts) => facts.cacheControl)).toEqual(['no-cache', undefined])
  })
})

describe('a caller’s mistake', () => {
  const variables = { ids: Array.from({ length: 2_000 }, (_, n) => String(n)) }

  it.each([
    ['leaves nothing', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', 400, 'BAD_USER_INPUT'],
    ['leaves null in its place', '{ badInput }', 200, 'BAD_CURSOR'],
    ['leaves the rest', '{ badInput echo }', 200, 'BAD_CURSOR'],
  ])('that %s is answered with its status and code', async (_what, query, status, code) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const { port } = await start()
      const answer = await ask(port, query, { variables }, { accept })
      expect([answer.status, answer.code]).toEqual([status, code])
    }
  })
})

describe('paths', () => {
  it.each<[path: string, status: number, type: string]>([
    ['/graphiql', 200, 'text/html; charset=utf-8'],
    ['/health/live', 200, 'application/json; charset=utf-8'],
    ['/health/ready', 503, 'application/json; charset=utf-8'],
  ])('%s answers %i', async (path, status, type) => {
    const { port } = await start({ readiness: () => ({ ready: false, reason: 'No feed is read yet.' }) })
    const answer = await send(port, { method: 'GET', path })
    expect([answer.status, answer.headers['content-type']]).toEqual([status, type])
    if (status === 503) expect(JSON.parse(answer.text)).toEqual({ status: 'not ready', reason: 'No feed is read yet.' })
  })

  it('/graphql opened in a browser leads to GraphiQL', async () => {
    const { port } = await start()
    const answer = await send(port, { method: 'GET', headers: { accept: 'text/html' } })
    expect([answer.status, answer.headers.location]).toEqual([302, 'graphiql'])
  })
})

describe('the log line of a request', () => {
  it('names operation, client and ids, which the answer has too', async () => {
    const { port, logLines } = await start()
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
    const answer = await ask(port, 'query Lunch { echo }', {}, { 'x-request-id': 'abc-1', traceparent })
    expect(answer.headers['x-request-id']).toBe('abc-1')
    await expect
      .poll(() => logLines)
      .toContainEqual(
        expect.objectContaining({
          ...{ msg: 'request', requestId: 'abc-1', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' },
          ...{ route: '/graphql', operationName: 'Lunch', status: 200, ms: expect.any(Number) },
          client: expect.stringMatching(/^[0-9a-f]{12}$/),
        }),
      )
    expect(JSON.stringify(logLines)).not.toContain('127.0.0.1')
  })

  it('has an id where the client sent none, and no client where that is off', async () => {
    const { port, logLines } = await start({ logClients: 'off' })
    const { headers } = await ask(port, '{ echo }')
    await expect.poll(() => logLines.find(({ requestId }) => requestId === headers['x-request-id'])).toBeDefined()
    expect(logLines.filter((line) => 'client' in line)).toEqual([])
  })
})
