import { request as httpRequest } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'

import { createAnswerCache } from '../../src/server/answer-cache.ts'
import { createPackedBody } from '../../src/server/packing.ts'
import { endlessServices } from './exports/endless-services.ts'
import { ask, send, startServer } from './listening-server.ts'

const LONG = JSON.stringify({
  query: 'query ($text: String) { echo(text: $text) }',
  variables: { text: 'x'.repeat(5_000) },
})

async function serve(parts: Parameters<typeof startServer>[0] = {}) {
  const listening = await startServer(parts)
  onTestFinished(() => listening.server.drain())
  return listening
}

interface Taken {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
  readonly isWhole: boolean
}

/** Takes an answer as bytes, as they are sent. */
function take(port: number, headers: Record<string, string>, path = '/graphql', body?: string): Promise<Taken> {
  const method = body === undefined ? 'GET' : 'POST'
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', () => {})
      response.on('close', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes: Buffer.concat(chunks),
          isWhole: response.complete,
        }),
      )
    })
    request.on('error', reject)
    request.end(body)
  })
}

const JSON_TYPE = { 'content-type': 'application/json' }

describe('an answer of more than a kilobyte', () => {
  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('is sent as %s where that is accepted, shorter and the same', async (coding, unpack) => {
    const { port } = await serve()
    const plain = await take(port, JSON_TYPE, '/graphql', LONG)
    // Kept answers too: the second is, the third is sent of it.
    for (let time = 0; time < 3; time += 1) {
      const packed = await take(port, { ...JSON_TYPE, 'accept-encoding': coding }, '/graphql', LONG)
      expect(packed.headers).toMatchObject({
        'content-encoding': coding,
        'content-length': String(packed.bytes.length),
        vary: 'Accept, Accept-Encoding',
        etag: plain.headers['etag'],
      })
      expect(packed.bytes.length).toBeLessThan(500)
      expect(unpack(packed.bytes)).toEqual(plain.bytes)
    }
  })

  it('of an error, and a page, is packed too; a short one is not', async () => {
    const { port } = await serve()
    const headers = { ...JSON_TYPE, 'accept-encoding': 'gzip' }
    const errors = await take(port, headers, '/graphql', JSON.stringify({ query: `{ ${'x'.repeat(2_000)} }` }))
    expect(errors.headers['content-encoding']).toBe('gzip')
    const script = await take(port, { 'accept-encoding': 'br' }, '/graphiql/start.js')
    expect(script.headers).toMatchObject({ 'content-encoding': 'br' })
    const short = await take(port, headers, '/graphql', JSON.stringify({ query: '{ echo }' }))
    expect(short.headers).not.toHaveProperty('content-encoding')
    expect(short.headers).toMatchObject({ vary: 'Accept, Accept-Encoding' })
  })

  it('is paid for by the address that takes it packed', async () => {
    const { port } = await serve({ requestsPerSecond: 1_000, limits: { workBurstMs: 20, workMsPerSecond: 0.001 } })
    const headers = { ...JSON_TYPE, 'accept-encoding': 'br' }
    const many = JSON.stringify({
      query: `query ($text: String) { ${Array.from({ length: 20 }, (_, n) => `e${n}: echo(text: $text)`).join(' ')} }`,
      variables: { text: 'x'.repeat(90_000) },
    })
    const statuses: number[] = []
    for (let time = 0; time < 4; time += 1) statuses.push((await take(port, headers, '/graphql', many)).status)
    expect(statuses).toContain(429)
  })
})

describe('packing', () => {
  it('is done once for each coding, however many take it so and whenever', async () => {
    let packings = 0
    const packed = createPackedBody('text', undefined, async () => Uint8Array.of((packings += 1)))
    await Promise.all([packed.in('br'), packed.in('br'), packed.in('gzip')])
    await packed.in('br')
    expect(packings).toBe(2)
  })

  it('of a kept answer is done once, and counts among what is kept', async () => {
    let packings = 0
    const packBody = async (): Promise<Uint8Array> => {
      packings += 1
      return new Uint8Array(20_000)
    }
    const cache = createAnswerCache(1_000_000, 5_000, () => 0, packBody)
    const answer = { status: 200, headers: {}, body: 'x'.repeat(10_000) }
    for (const question of ['a', 'a']) cache.keep('1', question, { answer })
    for (let hit = 0; hit < 3; hit += 1) await cache.find('1', 'a')?.answer.packed?.in('br')
    expect(packings).toBe(1)
    // As many as have room: 30 kB each once they are packed.
    for (let n = 0; n < 100; n += 1) {
      for (let time = 0; time < 2; time += 1) cache.keep('1', `q${n}`, { answer })
      await cache.find('1', `q${n}`)?.answer.packed?.in('gzip')
    }
    const kept = Array.from({ length: 100 }, (_, n) => cache.find('1', `q${n}`)).filter((found) => found !== undefined)
    expect(kept.length).toBeGreaterThan(20)
    expect(kept.length).toBeLessThan(30)
  })

  it('that fails is tried again', async () => {
    let packings = 0
    const packed = createPackedBody('text', undefined, async () => {
      packings += 1
      if (packings === 1) throw new Error('out of memory')
      return Uint8Array.of(1)
    })
    await expect(packed.in('br')).rejects.toThrow('out of memory')
    expect(await packed.in('br')).toEqual(Uint8Array.of(1))
  })
})

describe('an export', () => {
  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('is packed as %s while it is sent', async (coding, unpack) => {
    const { port } = await serve({ schema: endlessServices(() => {}, 3) })
    const path = '/export/records.ndjson'
    const plain = await take(port, {}, path)
    const packed = await take(port, { 'accept-encoding': coding }, path)
    expect(packed.headers).toMatchObject({ 'content-encoding': coding, vary: 'Accept, Accept-Encoding' })
    expect(packed.headers['cache-control']).toBe('no-store')
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2)
    expect(unpack(packed.bytes)).toEqual(plain.bytes)
  })

  it('that breaks off does so packed too', async () => {
    const { port } = await serve({
      schema: endlessServices((page) => {
        if (page === 3) throw new Error('broken')
      }),
    })
    const packed = await take(port, { 'accept-encoding': 'gzip' }, '/export/services.csv')
    expect(packed.isWhole).toBe(false)
  })

  it('stops where the client goes', async () => {
    let made = 0
    const { port, logLines } = await serve({ schema: endlessServices((page) => (made = page)) })
    const request = httpRequest(
      { port, host: '127.0.0.1', path: '/export/services.csv', headers: { 'accept-encoding': 'br' }, agent: false },
      (response) => {
        response.on('error', () => {})
        response.once('readable', () => request.destroy())
      },
    )
    request.on('error', () => {})
    request.end()
    await expect.poll(() => logLines.at(-1), { timeout: 10_000 }).toMatchObject({ status: 499 })
    const before = made
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(made - before).toBeLessThan(3)
  })
})

describe('what others may keep', () => {
  const query = 'query Say { echo }'
  const path = `/graphql?query=${encodeURIComponent(query)}`
  const PUBLIC = 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400'
  const asking = () => {
    const allowance = { calls: 20 }
    queueMicrotask(() => (allowance.calls -= 1))
    return { allowance }
  }

  it.each<
    [what: string, request: Parameters<typeof send>[1], policy: string, parts?: Parameters<typeof startServer>[0]]
  >([
    ['by GET: anybody', { method: 'GET', path }, PUBLIC],
    ['by POST: who asks again', { body: JSON.stringify({ query }) }, 'no-cache'],
    ['of an error: nobody', { method: 'GET', path: '/graphql?query={badInput}' }, 'no-store'],
    ['of a refusal: nobody', { method: 'GET', path: '/graphql?query={' }, 'no-store'],
    ['that councils were asked for: nobody', { method: 'GET', path }, 'no-store', { createContext: asking }],
    [
      'that they may have been asked for: nobody',
      { method: 'GET', path, headers: { 'cache-control': 'no-cache' } },
      'no-store',
    ],
  ])('%s', async (_what, request, policy, parts) => {
    const { port } = await serve(parts)
    const answer = await send(port, request)
    expect(answer.headers['cache-control']).toBe(policy)
    expect(answer.headers.etag !== undefined).toBe(policy !== 'no-store')
  })

  it('is known again, by GET and by POST, kept or made again, and in any generation', async () => {
    const { port } = await serve()
    const etag = String((await ask(port, query)).headers.etag)
    const body = etag.slice(etag.indexOf('.'))
    for (let time = 0; time < 3; time += 1) {
      for (const request of [{ method: 'GET', path }, { body: JSON.stringify({ query }) }]) {
        const same = await send(port, { ...request, headers: { 'if-none-match': `"other", ${etag}` } })
        expect([same.status, same.text, same.headers.etag]).toEqual([304, '', expect.stringMatching(`${body}$`)])
        expect(same.headers).not.toHaveProperty('content-type')
      }
    }
  })

  it.each([
    ['"other"', 200],
    ['*', 304],
    ['', 200],
  ])('If-None-Match: %s is answered with %i', async (tag, status) => {
    const { port } = await serve()
    expect((await ask(port, query, {}, { 'if-none-match': tag })).status).toBe(status)
  })
})
