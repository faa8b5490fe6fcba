import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFeedReader } from '../../src/feeds/create-feed-reader.ts'
import { FeedError } from '../../src/feeds/errors/feed-error.ts'
import { createFeedDispatcher } from '../../src/feeds/feed-dispatcher.ts'
import { createHostBudgets } from '../../src/feeds/host-budgets.ts'
import type { Outbound } from '../../src/model/outbound.ts'
import { createFakeClock } from './fake-clock.ts'
import type { FeedLimits } from '../../src/feeds/feed-limits.ts'
import { createFeedConfig } from './reader-under-test.ts'
import { createSelfSigned } from './self-signed.ts'

const PAGE = JSON.stringify({ contents: [{ id: '1', name: 'Lunch club' }] })

async function listen(server: TcpServer, host = '127.0.0.1'): Promise<number> {
  const sockets: Socket[] = []
  server.on('connection', (socket) => sockets.push(socket))
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  onTestFinished(() => void server.close())
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()))
  return (server.address() as AddressInfo).port
}

/** None of the limits decides how these end, unless it is given: a busy machine takes its time. */
function fetchFirst(url: string, outbound: Outbound, limits: Partial<FeedLimits> = {}) {
  const clock = createFakeClock()
  // Named, so that nobody asks the machine's resolver for it.
  const allowPrivateHosts = ['127.0.0.1', '::1', 'localhost', 'feed.example']
  return createFeedReader(createFeedConfig({ url, slug: 'north' }), {
    ...clock,
    random: () => 1,
    hosts: createHostBudgets(clock),
    dispatcher: createFeedDispatcher({ allowPrivateHosts, limits, outbound }),
    outbound,
    allowPrivateHosts,
    userAgent: 'gateway-under-test',
    limits,
  }).fetchPage(1, 10)
}

const faultOf = (asked: Promise<unknown>): Promise<FeedError> =>
  asked.then(
    () => Promise.reject(new Error('the feed answered')),
    (error: unknown) => (error instanceof FeedError ? error : Promise.reject(error)),
  )

/** Notes from where it was asked, and answers a page. */
function noteCallers() {
  const callers: (string | undefined)[] = []
  const listener: RequestListener = (request, response) => {
    callers.push(request.socket.remoteAddress)
    response.end(PAGE)
  }
  return { callers, listener }
}

describe('the address of this machine that feeds are asked from', () => {
  it('is the one that the configuration names', async () => {
    const { callers, listener } = noteCallers()
    const port = await listen(createServer(listener))
    await fetchFirst(`http://127.0.0.1:${port}`, { noProxy: '', sourceAddress: '127.0.0.3' })
    expect(callers).toEqual(['127.0.0.3'])
  })

  it.each(['http', 'https'])('is the one that a proxy sees too, for feeds on %s', async (scheme) => {
    const { callers, listener } = noteCallers()
    const proxy = createServer(listener)
    proxy.on('connect', (request, socket) => {
      callers.push(request.socket.remoteAddress)
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    })
    const address = `http://127.0.0.1:${await listen(proxy)}`
    const outbound = { noProxy: '', httpProxy: address, httpsProxy: address, sourceAddress: '127.0.0.3' }
    await fetchFirst(`${scheme}://feed.example`, outbound).catch(() => undefined)
    expect(new Set(callers)).toEqual(new Set(['127.0.0.3']))
  })
})

it('asks feeds by IPv6', async () => {
  const { callers, listener } = noteCallers()
  const port = await listen(createServer(listener), '::1')
  await fetchFirst(`http://[::1]:${port}`, { noProxy: '' })
  expect(callers).toEqual(['::1'])
})

describe('a proxy in the way', () => {
  /** Answers everything, and each wish for a tunnel, with this status. */
  async function startRefusing(status: number): Promise<string> {
    const proxy = createServer((_, response) => response.writeHead(status).end())
    proxy.on('connect', (_, socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`))
    return `http://127.0.0.1:${await listen(proxy)}`
  }

  it.each([
    ['https://feed.example', 502, /does not connect to the feed/],
    ['https://feed.example', 403, /does not connect to the feed/],
    ['https://feed.example', 407, /wants a user and a password/],
    ['http://feed.example', 407, /wants a user and a password/],
  ])('is what fails, not the feed: asked for %s it answers %s', async (url, status, message) => {
    const address = await startRefusing(status)
    const fault = await faultOf(fetchFirst(url, { noProxy: '', httpProxy: address, httpsProxy: address }))
    expect(fault).toMatchObject({ code: 'PROXY', message: expect.stringMatching(message) })
  })

  it.each(['http://feed.example', 'https://feed.example'])('is what fails where nobody listens: %s', async (url) => {
    const address = 'http://127.0.0.1:1'
    const fault = await faultOf(fetchFirst(url, { noProxy: '', httpProxy: address, httpsProxy: address }))
    expect(fault).toMatchObject({ code: 'PROXY', message: expect.stringMatching(/cannot be reached/) })
  })

  it('must be trusted itself where it is reached by https', async () => {
    const proxy = createTlsServer(createSelfSigned('localhost'))
    const address = `https://localhost:${await listen(proxy)}`
    const fault = await faultOf(fetchFirst('https://feed.example', { noProxy: '', httpsProxy: address }))
    expect(fault).toMatchObject({ code: 'PROXY' })
  })

  it('is what fails where it is not reached before the time for the answer is over', async () => {
    const silent = createTcpServer()
    const address = `https://localhost:${await listen(silent)}`
    const limits = { connectMs: 100, totalMs: 1, tries: 1 }
    const fault = await faultOf(fetchFirst('https://feed.example', { noProxy: '', httpsProxy: address }, limits))
    expect(fault).toMatchObject({ code: 'PROXY', message: expect.stringMatching(/cannot be reached/) })
  })

  it('is waited for no longer than the time for the answer where it opens no tunnel', async () => {
    const proxy = createServer()
    proxy.on('connect', () => {})
    const address = `http://127.0.0.1:${await listen(proxy)}`
    const limits = { connectMs: 100, totalMs: 1, tries: 1 }
    const fault = await faultOf(fetchFirst('https://feed.example', { noProxy: '', httpsProxy: address }, limits))
    expect(fault).toMatchObject({ code: 'TOTAL_TIMEOUT' })
  })
})
