import { expect, onTestFinished, test } from 'vitest'

import type { Answer } from '../../src/server/exchange.ts'
import { createRouteTable, type Route } from '../../src/server/routes.ts'
import { createRefusal } from '../../src/server/refusals.ts'
import { send, startServer } from './listening-server.ts'

const page = (body: string, headers = {}): Answer => ({ status: 200, headers, body })
const route = (path: string): Route => ({ path, answer: () => page(path) })

async function serve(...routes: Route[]) {
  const listening = await startServer({ routes })
  onTestFinished(() => listening.server.drain())
  return listening
}

test.each([
  ['/services', '/services'],
  ['/services/', undefined],
  ['/services/1', '/services/*'],
  ['/services/map/north', '/services/map/*'],
  ['/services/map', '/services/*'],
  ['/services/*', '/services/*'],
  ['/service', undefined],
])('%s is answered by the route %s', (path, expected) => {
  const find = createRouteTable(['/services', '/services/*', '/services/map/*'].map(route))
  expect(find(path)?.path).toBe(expected)
})

test.each([
  ['/oruk', '/oruk/services?a', 'services'],
  ['/oruk', '/services?a', 'services'],
  ['/oruk', '/oruk/oruk/services', undefined],
  ['/oruk', '/orukx/services', undefined],
  ['/oruk', '/oruk', undefined],
  ['/oruk', '/oruk/', 'home'],
  ['/a/b', '/a/b/services', 'services'],
  ['/a/b', '/b/services', undefined],
  [undefined, '/services', 'services'],
  [undefined, '/oruk/services', undefined],
])('below the base path %s, %s is answered by %s', async (basePath, path, expected) => {
  const routes = [
    { path: '/', answer: () => page('home') },
    { path: '/services', answer: () => page('services') },
  ]
  const { server, port } = await startServer({ routes, ...(basePath !== undefined && { basePath }) })
  onTestFinished(() => server.drain())
  const { status, text } = await send(port, { method: 'GET', path })
  expect([status, status === 200 ? text : undefined]).toEqual(
    expected === undefined ? [404, undefined] : [200, expected],
  )
})

test.each(['/oruk/graphql', '/graphql'])('operations are answered below the base path: %s', async (path) => {
  const { server, port } = await startServer({ basePath: '/oruk' })
  onTestFinished(() => server.drain())
  const { text } = await send(port, { method: 'GET', path: `${path}?query=${encodeURIComponent('{ __typename }')}` })
  expect(JSON.parse(text)).toEqual({ data: { __typename: 'Query' } })
})

test('two routes of one path are a mistake', () => {
  expect(() => createRouteTable([route('/a'), route('/a')])).toThrow('Two routes have one path.')
})

test('a route asks operations within the limits and reads their errors as clients do', async () => {
  const { port } = await serve({
    path: '/asked',
    async answer({ ask, search }) {
      return page(JSON.stringify(await ask({ query: `{ ${search} }` })))
    },
  })
  const answered = await send(port, { method: 'GET', path: '/asked?badInput' })
  expect(JSON.parse(answered.text)).toEqual({
    data: { badInput: null },
    errors: [
      {
        message: expect.stringContaining('another field'),
        code: 'BAD_CURSOR',
        path: [],
        argument: ['after'],
        details: {},
      },
    ],
  })
  const slow = await send(port, { method: 'GET', path: '/asked?slow' })
  expect([slow.status, slow.code]).toEqual([504, 'GATEWAY_TIMEOUT'])
})

test('a route may ask several operations at once', async () => {
  const { port } = await serve({
    path: '/asked',
    async answer({ ask }) {
      const answers = await Promise.all([1, 2, 3].map((value) => ask({ query: `{ echo(value: ${value}) }` })))
      return page(JSON.stringify(answers.map(({ data }) => data)))
    },
  })
  const { text } = await send(port, { method: 'GET', path: '/asked' })
  expect(JSON.parse(text)).toEqual([1, 2, 3].map((value) => ({ echo: JSON.stringify({ value }) })))
})

test('no council is asked for a route', async () => {
  const allowances: number[] = []
  const context = { allowance: { calls: 20 } }
  const { server, port } = await startServer({
    createContext: () => context,
    routes: [
      {
        path: '/asked',
        async answer({ ask }) {
          await ask({ query: '{ echo }' })
          allowances.push(context.allowance.calls)
          return page('')
        },
      },
    ],
  })
  onTestFinished(() => server.drain())
  await send(port, { method: 'GET', path: '/asked' })
  expect(allowances).toEqual([0])
})

test('what is kept is answered from memory from the second time on until there is another generation, and can be named by its tag', async () => {
  let made = 0
  const listening = await serve({ path: '/kept', isKept: true, answer: () => page(`made ${(made += 1)}`) })
  const ask = (headers = {}) => send(listening.port, { method: 'GET', path: '/kept?a=1', headers })
  const first = await ask()
  await ask()
  const third = await ask()
  expect(third.headers).toMatchObject({
    etag: expect.any(String),
    'cache-control': expect.stringContaining('max-age=60'),
  })
  expect(made).toBeLessThan(3)
  expect(first.headers['cache-control']).toBe(third.headers['cache-control'])
  expect((await ask({ 'if-none-match': String(third.headers['etag']) })).status).toBe(304)
  listening.generation = 'g2'
  expect((await ask()).text).toBe(`made ${made}`)
  expect(made).toBeGreaterThan(1)
})

test('what says itself how long it may be kept is not kept', async () => {
  let made = 0
  const { port } = await serve({
    path: '/own',
    isKept: true,
    answer: () => page(`made ${(made += 1)}`, { 'cache-control': 'no-store' }),
  })
  for (let times = 0; times < 3; times += 1) await send(port, { method: 'GET', path: '/own' })
  expect(made).toBe(3)
})

test('an error is shown in the manner of its route, with its own status and headers', async () => {
  const { port } = await serve({
    path: '/problems/*',
    renderError: ({ status, code, message }) => ({
      headers: { 'content-type': 'application/problem+json' },
      body: JSON.stringify({ status, title: code, detail: message }),
    }),
    answer() {
      throw createRefusal('OVERLOADED', { headers: { 'retry-after': '1' } })
    },
  })
  const { status, headers, text } = await send(port, { method: 'GET', path: '/problems/1' })
  expect([status, headers['content-type'], headers['retry-after']]).toEqual([503, 'application/problem+json', '1'])
  expect(JSON.parse(text)).toMatchObject({ status: 503, title: 'OVERLOADED' })
  expect((await send(port, { method: 'POST', path: '/problems/1', body: '{}' })).headers['allow']).toBe('GET, HEAD')
})

test('the log names a route by its pattern, however many paths are below it', async () => {
  const { port, logLines } = await serve({ path: '/services/*', answer: ({ path }) => page(path) })
  await send(port, { method: 'GET', path: '/services/1' })
  await send(port, { method: 'GET', path: '/services/2?x=1' })
  expect(logLines.map((line) => line['route'])).toEqual(['/services/*', '/services/*'])
})

test('a way in that cannot show its errors shows them as the endpoint does, and the process goes on', async () => {
  const { port, logLines } = await serve({
    path: '/unshown',
    renderError: ({ code }) => {
      if (code === 'NOT_FOUND') throw new Error('no style sheet')
      return { headers: { 'content-type': 'text/plain' }, body: code }
    },
    answer({ search }) {
      throw createRefusal(search === 'busy' ? 'OVERLOADED' : 'NOT_FOUND')
    },
  })
  const unshown = await send(port, { method: 'GET', path: '/unshown' })
  expect([unshown.status, unshown.code]).toEqual([404, 'NOT_FOUND'])
  expect(logLines.map(({ err }) => err)).toContainEqual(expect.objectContaining({ message: 'no style sheet' }))
  expect((await send(port, { method: 'GET', path: '/unshown?busy' })).text).toBe('OVERLOADED')
})

test.each([
  ['before anything is sent', { 'x-bad': 'line\nbreak' }, undefined],
  ['while it is sent', {}, 'the disk is gone'],
])('an answer that fails %s ends its own connection only', async (_, headers, fault) => {
  const { port, logLines } = await serve({
    path: '/sent',
    answer: ({ search }) => ({
      status: 200,
      headers: search === 'whole' ? {} : headers,
      async send(reader) {
        await reader.write('begun')
        if (search !== 'whole' && fault !== undefined) throw new Error(fault)
        return ''
      },
    }),
  })
  await expect(send(port, { method: 'GET', path: '/sent' })).rejects.toMatchObject({ code: 'ECONNRESET' })
  expect(logLines).toContainEqual(expect.objectContaining({ msg: 'An answer failed while it was sent.' }))
  expect((await send(port, { method: 'GET', path: '/sent?whole' })).text).toBe('begun')
})

test.each([
  ['/nowhere', {}, 'no-store'],
  ['/stated', { 'cache-control': 'max-age=9' }, 'max-age=9'],
  ['/unstated', {}, 'no-store'],
])('%s may be kept by others only where it says so, and never in place of another type', async (path, own, policy) => {
  const { port } = await serve(
    { path: '/stated', answer: () => page('', own) },
    { path: '/unstated', answer: () => page('') },
  )
  const { headers } = await send(port, { method: 'GET', path })
  expect([headers['cache-control'], headers['vary']]).toEqual([policy, 'Accept, Accept-Encoding'])
})

test.each([
  ['large', 1_000_000, [200, 429]],
  ['small', 1_000, [200, 200]],
])('an address pays for a %s answer that is made for it', async (_, bytes, expected) => {
  const listening = await startServer({
    requestsPerSecond: 50,
    limits: { workBurstMs: 20, workMsPerSecond: 1 },
    routes: [{ path: '/made', isKept: true, answer: () => page('x'.repeat(bytes)) }],
  })
  onTestFinished(() => listening.server.drain())
  const statuses: number[] = []
  for (const search of ['a', 'b'])
    statuses.push((await send(listening.port, { method: 'GET', path: `/made?${search}` })).status)
  expect(statuses).toEqual(expected)
})

test('answers a visit that asks many operations at once, by several visits of one address at once', async () => {
  const answer: Route['answer'] = async ({ ask, search }) => {
    const asked = Array.from({ length: 20 }, (_, n) => ask({ query: `{ echo(text: "${search} ${n}") }` }))
    const data = (await Promise.all(asked)).map((result) => result.data)
    return { status: 200, headers: {}, body: JSON.stringify(data) }
  }
  const { port, server } = await startServer({ routes: [{ path: '/many', answer }], requestsPerSecond: 50 })
  onTestFinished(() => server.drain())
  const visits = await Promise.all([1, 2, 3, 4].map((n) => send(port, { method: 'GET', path: `/many?${n}` })))
  for (const { status, text } of visits) expect([status, JSON.parse(text).length]).toEqual([200, 20])
})
