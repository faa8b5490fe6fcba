import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createFeedReader } from '../../src/feeds/create-feed-reader.ts'
import { createFeedDispatcher } from '../../src/feeds/feed-dispatcher.ts'
import { createHostBudgets } from '../../src/feeds/host-budgets.ts'
import type { FeedCredentials } from '../../src/model/credentials.ts'
import type { Outbound } from '../../src/model/outbound.ts'
import { createFakeClock } from './fake-clock.ts'
import { createFeedConfig, SMALL_LIMITS } from './reader-under-test.ts'
import { createSelfSigned } from './self-signed.ts'

const NONE: FeedCredentials = { headers: {}, parameters: {} }
const PAGE = JSON.stringify({ contents: [{ id: '1', name: 'Lunch club' }] })

interface Asked {
  readonly path: string
  readonly headers: IncomingMessage['headers']
}

let asked: Asked[]
beforeEach(() => (asked = []))

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  onTestFinished(() => server.closeAllConnections())
  return (server.address() as AddressInfo).port
}

/** A feed that notes what it is asked. */
function startFeed(
  answer: (request: IncomingMessage) => { status?: number; location?: string } = () => ({}),
): Promise<number> {
  const listener: RequestListener = (request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers })
    const { status = 200, location } = answer(request)
    response.writeHead(status, { 'content-type': 'application/json', ...(location && { location }) }).end(PAGE)
  }
  return listen(createServer(listener))
}

/** A server that gives out tokens: `token-1`, `token-2`, … */
async function startTokens(more: Readonly<Record<string, unknown>> = {}, status = 200) {
  const requests: { readonly authorization: string | undefined; readonly body: string }[] = []
  const port = await listen(
    createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        requests.push({ authorization: request.headers.authorization, body })
        const token = { access_token: `token-${requests.length}`, token_type: 'Bearer', expires_in: 3_600, ...more }
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(token))
      })
    }),
  )
  const client = { clientId: 'gate way', clientSecret: 'sword:fish', sendIn: 'header' } as const
  return { requests, oauth: { tokenUrl: `http://127.0.0.1:${port}/token`, ...client } }
}

function readerOf(url: string, credentials: FeedCredentials | undefined, outbound?: Outbound) {
  const clock = createFakeClock()
  const allowPrivateHosts = ['127.0.0.1', 'localhost']
  const reader = createFeedReader(createFeedConfig({ url, slug: 'north' }), {
    ...clock,
    random: () => 1,
    hosts: createHostBudgets(clock),
    dispatcher: createFeedDispatcher({ allowPrivateHosts, limits: SMALL_LIMITS, ...(outbound && { outbound }) }),
    ...(outbound && { outbound }),
    credentialsOf: (slug) => (slug === 'north' ? credentials : undefined),
    allowPrivateHosts,
    userAgent: 'gateway-under-test',
    limits: SMALL_LIMITS,
  })
  return { reader, clock }
}

describe('headers and parameters', () => {
  const credentials = { headers: { 'X-Api-Key': 'swordfish' }, parameters: { apikey: 'a&b' } }

  it('go with every request to the feed, and stand in nothing that comes of it', async () => {
    const port = await startFeed()
    const { reader } = readerOf(`http://127.0.0.1:${port}`, credentials)
    const page = await reader.fetchPage(1, 10)
    await reader.fetchDetail('1', 'query')
    expect(asked.map(({ headers }) => headers['x-api-key'])).toEqual(['swordfish', 'swordfish'])
    expect(asked.every(({ path }) => path.includes('apikey=a%26b'))).toBe(true)
    expect(page.url).not.toContain('apikey')
  })

  it('are not in an address that the feed gives back, as redirects and links to the next page do', async () => {
    const port = await startFeed(({ url = '' }) =>
      url.includes('moved') ? {} : { status: 302, location: `/moved?apikey=a%26b` },
    )
    const { reader } = readerOf(`http://127.0.0.1:${port}`, credentials)
    const page = await reader.fetchPage({ nextUrl: `http://127.0.0.1:${port}/services?page=2&apikey=a%26b` }, 10)
    expect(page.url).toBe(`http://127.0.0.1:${port}/moved`)
    expect(asked.map(({ path }) => path)).toEqual(['/services?page=2&apikey=a%26b', '/moved?apikey=a%26b'])
  })

  it('never reach another host', async () => {
    const port = await startFeed(() => ({ status: 302, location: 'http://other.example/services' }))
    const { reader } = readerOf(`http://127.0.0.1:${port}`, credentials)
    await expect(reader.fetchPage(1, 10)).rejects.toMatchObject({ code: 'REDIRECT_HOST' })
    expect(asked).toHaveLength(1)
  })

  it.each([
    [credentials, /refuses the credentials of the configuration/],
    [undefined, /refuses us without a login/],
  ])('are named where the feed refuses them', async (held, message) => {
    const port = await startFeed(() => ({ status: 403 }))
    const { reader } = readerOf(`http://127.0.0.1:${port}`, held)
    const error: unknown = await reader.fetchPage(1, 10).catch((fault: unknown) => fault)
    expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringMatching(message) })
    expect(JSON.stringify(error) + String(error)).not.toContain('swordfish')
  })
})

describe('an OAuth client', () => {
  it('gets one token for all requests, by its name and secret as RFC 6749 encodes them, and another when that ends', async () => {
    const { requests, oauth } = await startTokens()
    const port = await startFeed()
    const { reader, clock } = readerOf(`http://127.0.0.1:${port}`, { ...NONE, oauth: { ...oauth, scope: 'read' } })
    await Promise.all([reader.fetchPage(1, 10), reader.fetchPage(2, 10)])
    expect(requests).toEqual([
      {
        authorization: `Basic ${Buffer.from('gate+way:sword%3Afish').toString('base64')}`,
        body: 'grant_type=client_credentials&scope=read',
      },
    ])
    await clock.sleep(3_600_000)
    await reader.fetchPage(3, 10)
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-2',
    ])
  })

  it('sends name and secret in the body where that is asked for', async () => {
    const { requests, oauth } = await startTokens()
    const port = await startFeed()
    await readerOf(`http://127.0.0.1:${port}`, { ...NONE, oauth: { ...oauth, sendIn: 'body' } }).reader.fetchPage(1, 10)
    expect(requests).toEqual([
      { authorization: undefined, body: 'grant_type=client_credentials&client_id=gate+way&client_secret=sword%3Afish' },
    ])
  })

  it('tries once more with a new token where the feed refuses the one it has, and then says so', async () => {
    const { requests, oauth } = await startTokens()
    const port = await startFeed(({ headers }) => (headers.authorization === 'Bearer token-1' ? { status: 401 } : {}))
    await readerOf(`http://127.0.0.1:${port}`, { ...NONE, oauth }).reader.fetchPage(1, 10)
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2'])
    const never = await startFeed(() => ({ status: 401 }))
    const { reader } = readerOf(`http://127.0.0.1:${never}`, { ...NONE, oauth })
    await expect(reader.fetchPage(1, 10)).rejects.toMatchObject({ code: 'REFUSED' })
    expect(requests).toHaveLength(4)
  })

  it.each([
    ['refuses it', {}, 401],
    ['gives no token', { access_token: '' }, 200],
  ])('names the server of tokens where that %s', async (_, more, status) => {
    const { oauth } = await startTokens(more, status)
    const port = await startFeed()
    const { reader } = readerOf(`http://127.0.0.1:${port}`, { ...NONE, oauth })
    await expect(reader.fetchPage(1, 10)).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringMatching(/gives out this feed's tokens/),
    })
    expect(asked).toEqual([])
  })
})

describe('certificates', () => {
  const server = createSelfSigned('localhost')
  const client = createSelfSigned('gateway')

  async function startTls(): Promise<string> {
    const listener: RequestListener = (request, response) => {
      asked.push({ path: request.url ?? '', headers: request.headers })
      response.end(PAGE)
    }
    const port = await listen(
      createTlsServer({ ...server, ca: client.cert, requestCert: true, rejectUnauthorized: true }, listener),
    )
    return `https://localhost:${port}`
  }

  it('of a private authority are believed where it is named, and the client shows its own', async () => {
    const url = await startTls()
    const { reader } = readerOf(url, { ...NONE, certificate: client }, { noProxy: '', authorities: server.cert })
    await reader.fetchPage(1, 10)
    expect(asked).toHaveLength(1)
  })

  it('are a fault of the feed where the authority is not named, and where no certificate is shown', async () => {
    const url = await startTls()
    await expect(readerOf(url, { ...NONE, certificate: client }).reader.fetchPage(1, 10)).rejects.toMatchObject({
      code: 'TLS',
    })
    await expect(
      readerOf(url, undefined, { noProxy: '', authorities: server.cert }).reader.fetchPage(1, 10),
    ).rejects.toMatchObject({ name: expect.stringMatching(/BadCertificate|BrokenOff/) })
    expect(asked).toEqual([])
  })
})

describe('a proxy', () => {
  /** Notes whom it is asked to connect to, and connects. */
  async function startProxy() {
    const targets: string[] = []
    const proxy = createServer((request, response) => {
      targets.push(request.url ?? '')
      response.end(PAGE)
    })
    proxy.on('connect', (request, socket) => {
      targets.push(request.url ?? '')
      const [host = '', port = ''] = (request.url ?? '').split(':')
      const onward = connect(Number(port), host === 'feed.example' ? '127.0.0.1' : host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        onward.pipe(socket).pipe(onward)
      })
      for (const each of [onward, socket]) each.on('error', () => [onward, socket].forEach((one) => one.destroy()))
    })
    return { targets, address: `http://127.0.0.1:${await listen(proxy)}` }
  }

  it('is asked to connect to feeds on https, also by names that this machine can not resolve, with the private authority', async () => {
    const { targets, address } = await startProxy()
    const certificate = createSelfSigned('feed.example')
    const port = await listen(createTlsServer(certificate, (_, response) => response.end(PAGE)))
    const outbound = { noProxy: '', httpsProxy: address, authorities: certificate.cert }
    await readerOf(`https://feed.example:${port}`, undefined, outbound).reader.fetchPage(1, 10)
    expect(targets).toEqual([`feed.example:${port}`])
  })

  it('is passed by for hosts that are reached directly', async () => {
    const { targets, address } = await startProxy()
    const port = await startFeed()
    const outbound = { noProxy: '127.0.0.1', httpProxy: address, httpsProxy: address }
    await readerOf(`http://127.0.0.1:${port}`, undefined, outbound).reader.fetchPage(1, 10)
    expect([targets, asked.length]).toEqual([[], 1])
  })

  it.each(['http://10.1.2.3', 'https://169.254.169.254', 'http://[fd00::1]'])(
    'is never asked for the private address %s',
    async (url) => {
      const { targets, address } = await startProxy()
      const outbound = { noProxy: '', httpProxy: address, httpsProxy: address }
      await expect(readerOf(url, undefined, outbound).reader.fetchPage(1, 10)).rejects.toMatchObject({
        code: 'BLOCKED_ADDRESS',
      })
      expect(targets).toEqual([])
    },
  )
})
