import { createServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { MockAgent } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FeedError } from '../../src/feeds/errors/feed-error.ts'
import type { FeedFaultCode } from '../../src/model/feed.ts'
import { type FaultName, type FaultServer, PAGE, startFaultServer } from './fault-server.ts'
import { createReaderUnderTest } from './reader-under-test.ts'
import { createSelfSigned } from './self-signed.ts'

let server: FaultServer

beforeAll(async () => {
  server = await startFaultServer()
})
afterAll(() => server.close())

describe('a page that arrives', () => {
  it.each<FaultName>(['fine', 'text-plain', 'gzip', 'brotli', 'slow-first-byte', 'redirect-inside'])(
    'is handed over whole: %s',
    async (fault) => {
      const { reader } = createReaderUnderTest({ url: server.url(fault) })
      const page = await reader.fetchPage(1, 100)
      expect(new TextDecoder().decode(page.bytes)).toBe(PAGE)
    },
  )

  it('names its content type and the address that gave it', async () => {
    const { reader } = createReaderUnderTest({ url: server.url('redirect-inside') })
    const page = await reader.fetchPage(1, 100)
    expect(page).toMatchObject({ contentType: 'application/json', url: `${server.url('fine')}/services` })
  })

  it('is asked for by number and size, by a named gateway, without cookies', async () => {
    const { reader } = createReaderUnderTest({ url: server.url('sets-cookies') })
    await reader.fetchPage(1, 100)
    await reader.fetchPage(2, 100)
    const second = server.requests('sets-cookies')[1]
    expect(second).toMatch(/^GET \/sets-cookies\/services\?page=2&per_page=100 /)
    expect(second).toMatch(/user-agent: gateway-under-test \(\+mailto:somebody@example\.org\)/)
    expect(second).not.toMatch(/^cookie:/im)
  })
})

describe('an address the feed gives for its next page', () => {
  it.each([
    ['/fine/services?after=7', 'answered'],
    ['?after=7', 'answered'],
    ['http://elsewhere.example/services', 'REDIRECT_HOST'],
    ['http://169.254.169.254/latest', 'BLOCKED_ADDRESS'],
    ['javascript:alert(1)', 'REDIRECT_HOST'],
    ['http://[', 'REDIRECT'],
  ])('%s: %s', async (nextUrl, outcome) => {
    const { reader } = createReaderUnderTest({ url: server.url('fine') })
    const asked = reader.fetchPage({ nextUrl }, 100)
    expect(outcome === 'answered' ? (await asked).url : (await faultOf(asked)).code).toBe(
      outcome === 'answered' ? `${server.url('fine')}/services?after=7` : outcome,
    )
  })
})

describe('a feed behind a proxy that names itself by http', () => {
  it('is asked for its next page over https all the same', async () => {
    const network = new MockAgent()
    network.disableNetConnect()
    network.get('https://council.example').intercept({ path: '/services?after=7' }).reply(200, PAGE)
    const { reader } = createReaderUnderTest({ url: 'https://council.example', dispatcher: network })
    const page = await reader.fetchPage({ nextUrl: 'http://council.example/services?after=7' }, 5)
    expect(page.url).toBe('https://council.example/services?after=7')
    network.assertNoPendingInterceptors()
  })
})

describe('a feed that has moved to https', () => {
  it('is followed on its own host, and where it went is stated', async () => {
    const network = new MockAgent()
    network.disableNetConnect()
    network
      .get('http://council.example')
      .intercept({ path: '/services?page=1&per_page=5' })
      .reply(308, '', { headers: { location: 'https://council.example/services?page=1&per_page=5' } })
    network.get('https://council.example').intercept({ path: '/services?page=1&per_page=5' }).reply(200, PAGE)
    const { reader } = createReaderUnderTest({ url: 'http://council.example', dispatcher: network })
    expect((await reader.fetchPage(1, 5)).url).toBe('https://council.example/services?page=1&per_page=5')
    expect(reader.health()).toMatchObject({ movedTo: 'https://council.example', requestsLastDay: 2 })
    network.assertNoPendingInterceptors()
  })
})

describe('what no rule knows', () => {
  it('is taken for a fault of ours and handed on as it is', async () => {
    const network = new MockAgent()
    const bug = new TypeError('our own bug')
    network.get('http://council.example').intercept({ path: '/' }).replyWithError(bug)
    const { reader } = createReaderUnderTest({ url: 'http://council.example', dispatcher: network })
    await expect(reader.fetchRoot()).rejects.toBe(bug)
    expect(reader.health().consecutiveFailures).toBe(0)
  })
})

interface Case {
  readonly fault: FaultName
  readonly code: FeedFaultCode
  /** Requests that reach the feed before we give up. */
  readonly requests: number
}

const CASES: readonly Case[] = [
  { fault: 'not-http', code: 'PROTOCOL', requests: 1 },
  { fault: 'hangs', code: 'HEADERS_TIMEOUT', requests: 2 },
  { fault: 'drips', code: 'TOTAL_TIMEOUT', requests: 1 },
  { fault: 'stalls', code: 'BODY_TIMEOUT', requests: 2 },
  { fault: 'closes-at-once', code: 'RESET', requests: 2 },
  { fault: 'resets', code: 'RESET', requests: 2 },
  { fault: 'too-short', code: 'TRUNCATED', requests: 2 },
  { fault: 'cut-gzip', code: 'TRUNCATED', requests: 2 },
  { fault: 'two-lengths', code: 'PROTOCOL', requests: 1 },
  { fault: 'no-content', code: 'EMPTY', requests: 1 },
  { fault: 'empty', code: 'EMPTY', requests: 1 },
  { fault: 'not-found', code: 'NOT_FOUND', requests: 1 },
  { fault: 'gone', code: 'NOT_FOUND', requests: 1 },
  { fault: 'unauthorised', code: 'REFUSED', requests: 1 },
  { fault: 'forbidden', code: 'REFUSED', requests: 1 },
  { fault: 'teapot', code: 'UPSTREAM_4XX', requests: 1 },
  { fault: 'not-modified', code: 'PROTOCOL', requests: 1 },
  { fault: 'server-error', code: 'UPSTREAM_5XX', requests: 2 },
  { fault: 'unavailable', code: 'UPSTREAM_5XX', requests: 2 },
  { fault: 'redirect-loop', code: 'REDIRECT', requests: 6 },
  { fault: 'redirect-nowhere', code: 'REDIRECT', requests: 1 },
  { fault: 'redirect-metadata', code: 'BLOCKED_ADDRESS', requests: 1 },
  { fault: 'redirect-loopback', code: 'BLOCKED_ADDRESS', requests: 1 },
  { fault: 'redirect-file', code: 'REDIRECT_HOST', requests: 1 },
  { fault: 'redirect-host', code: 'REDIRECT_HOST', requests: 1 },
  { fault: 'redirect-port', code: 'REDIRECT_HOST', requests: 1 },
  { fault: 'big-headers', code: 'HEADERS_TOO_LARGE', requests: 1 },
  { fault: 'bomb', code: 'BODY_TOO_LARGE', requests: 1 },
  { fault: 'huge', code: 'BODY_TOO_LARGE', requests: 1 },
  { fault: 'huge-unannounced', code: 'BODY_TOO_LARGE', requests: 1 },
  { fault: 'gzip-twice', code: 'BAD_ENCODING', requests: 1 },
  { fault: 'unknown-encoding', code: 'BAD_ENCODING', requests: 1 },
  { fault: 'bad-gzip', code: 'BAD_ENCODING', requests: 1 },
  { fault: 'bad-brotli', code: 'BAD_ENCODING', requests: 1 },
]

/** Lets the narrower time limits end what they are for. */
const PATIENT = { totalMs: 5000 }

describe.concurrent('a page that does not arrive', () => {
  it.each(CASES)('$fault is $code after $requests requests', async ({ fault, code, requests }) => {
    const { reader } = createReaderUnderTest({
      url: server.url(fault),
      limits: { tries: 2, ...(code !== 'TOTAL_TIMEOUT' && PATIENT) },
    })
    const error = await faultOf(reader.fetchPage(1, 100))
    expect(error.code).toBe(code)
    expect(server.requests(fault)).toHaveLength(requests)
    assertSayable(error)
  })

  it('is CONNECT_REFUSED where nobody listens', async () => {
    const { reader } = createReaderUnderTest({ url: 'http://127.0.0.1:9' })
    expect((await faultOf(reader.fetchPage(1, 100))).code).toBe('CONNECT_REFUSED')
  })
})

describe('a feed over TLS', () => {
  it('is TLS where the port speaks plain HTTP', async () => {
    const plain = createServer((socket) => socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
    const port = await listen(plain)
    const { reader } = createReaderUnderTest({ url: `https://127.0.0.1:${port}` })
    const error = await faultOf(reader.fetchPage(1, 100))
    plain.close()
    expect(error.code).toBe('TLS')
  })

  it('is TLS with a self-signed certificate, and RESET when spoken to without TLS', async () => {
    const tls = createTlsServer(createSelfSigned('127.0.0.1'), (socket) => socket.end())
    tls.on('tlsClientError', () => undefined)
    const port = await listen(tls)
    const encrypted = createReaderUnderTest({ url: `https://127.0.0.1:${port}` }).reader
    const plain = createReaderUnderTest({ url: `http://127.0.0.1:${port}` }).reader
    const [bad, none] = [await faultOf(encrypted.fetchPage(1, 100)), await faultOf(plain.fetchPage(1, 100))]
    tls.close()
    expect(bad.code).toBe('TLS')
    expect(none.code).toBe('RESET')
  })

  it('is CONNECT_TIMEOUT where the handshake hangs', async () => {
    const silent = createServer((socket) => socket.on('error', () => socket.destroy()))
    const port = await listen(silent)
    const { reader } = createReaderUnderTest({ url: `https://127.0.0.1:${port}`, limits: { tries: 1, ...PATIENT } })
    const error = await faultOf(reader.fetchPage(1, 100))
    silent.close()
    expect(error.code).toBe('CONNECT_TIMEOUT')
  })
})

async function faultOf(asked: Promise<unknown>): Promise<FeedError> {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof FeedError)) throw new Error('expected a FeedError', { cause: error })
  return error
}

/** Invariant I4: a plain sentence without anything of the upstream's. */
function assertSayable({ message }: FeedError): void {
  expect(message.length).toBeLessThanOrEqual(200)
  expect(message).toMatch(/^[A-Z].*\.$/)
  expect(message).not.toMatch(/127\.0|169\.254|https?:|Secret|Status/)
}

function listen(listening: {
  listen(port: number, host: string, done: () => void): unknown
  address(): unknown
}): Promise<number> {
  return new Promise((resolve) => {
    listening.listen(0, '127.0.0.1', () => {
      const address = listening.address()
      resolve(typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : 0)
    })
  })
}
