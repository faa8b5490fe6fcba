import { createServer, type Socket } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** A feed that answers `/<fault>/…` with the fault of that name, byte by byte as written below. */
export interface FaultServer {
  readonly port: number
  /** Base URL of the feed that has this fault. */
  url(fault: FaultName): string
  /** Heads of the requests received by the feed with this fault, oldest first. */
  requests(fault: FaultName): readonly string[]
  close(): Promise<void>
}

interface Request {
  readonly head: string
  /** 1 for the first request to this fault. */
  readonly count: number
}

type Play = (socket: Socket, request: Request) => void

export const PAGE = JSON.stringify({ total_items: 1, contents: [{ id: 'a', name: 'Lunch club' }] })

const HTTP_DATE = 'Mon, 01 Jun 2026 09:00:02 GMT'

const FAULTS = {
  fine: answer(200, PAGE),
  'text-plain': answer(200, PAGE, { 'content-type': 'text/plain' }),
  html: answer(200, '<h1>Sorry</h1>', { 'content-type': 'text/html' }),
  gzip: answer(200, gzipSync(PAGE), { 'content-encoding': 'gzip' }),
  brotli: answer(200, brotliCompressSync(PAGE), { 'content-encoding': 'br' }),
  'slow-first-byte': (socket, request) => setTimeout(() => FAULTS.fine(socket, request), 60),
  'sets-cookies': answer(200, PAGE, { 'set-cookie': 'JSESSIONID=1; Path=/' }),

  hangs: () => undefined,
  'closes-at-once': (socket) => socket.end(),
  'not-http': (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  drips(socket) {
    socket.write(head(200, { 'content-length': 100_000 }))
    const timer = setInterval(() => socket.write('.'), 20)
    socket.on('close', () => clearInterval(timer))
  },
  stalls: (socket) => socket.write(`${head(200, { 'content-length': 100 })}{"`),
  resets(socket) {
    socket.write(`${head(200, { 'content-length': 100 })}{"`)
    setTimeout(() => socket.resetAndDestroy(), 20)
  },
  'too-short': (socket) => socket.end(`${head(200, { 'content-length': 100 })}{"`),
  'two-lengths': (socket) =>
    socket.end(`${head(200, { 'content-length': 3, 'transfer-encoding': 'chunked' })}0\r\n\r\n`),

  'no-content': answer(204, ''),
  empty: answer(200, ''),
  unauthorised: answer(401, '{}'),
  forbidden: answer(403, '{}'),
  'not-found': answer(404, '{"error":"No route matches your request"}'),
  gone: answer(410, ''),
  teapot: answer(418, '{}'),
  'not-modified': answer(304, ''),
  'server-error': answer(500, '{"error":"Secret stack trace"}'),
  unavailable: answer(503, ''),
  'burst-of-three': (socket, request) => (request.count <= 3 ? FAULTS['server-error'] : FAULTS.fine)(socket, request),
  'too-many-seconds': once(answer(429, '', { 'retry-after': 2 })),
  'too-many-date': once(answer(429, '', { 'retry-after': HTTP_DATE })),
  'too-many-garbage': once(answer(429, '', { 'retry-after': 'soon-ish 7' })),
  'too-many-hour': answer(429, '', { 'retry-after': 3600 }),

  'redirect-loop': answer(302, '', { location: '/redirect-loop/services' }),
  'redirect-nowhere': answer(302, ''),
  'redirect-inside': answer(301, '', { location: '/fine/services' }),
  'redirect-metadata': answer(302, '', { location: 'http://169.254.169.254/latest/meta-data' }),
  'redirect-loopback': answer(302, '', { location: 'http://127.0.0.2/' }),
  'redirect-file': answer(302, '', { location: 'file:///etc/passwd' }),
  'redirect-host': answer(302, '', { location: 'https://elsewhere.example/services' }),
  'redirect-port': answer(302, '', { location: 'http://127.0.0.1:1/services' }),

  'big-headers': answer(200, PAGE, { 'x-padding': 'x'.repeat(40_000) }),
  bomb: answer(200, gzipSync(Buffer.alloc(8_000_000)), { 'content-encoding': 'gzip' }),
  huge: answer(200, Buffer.alloc(2_000_000, ' ')),
  'huge-unannounced'(socket) {
    socket.on('error', () => socket.destroy())
    socket.write(head(200, { connection: 'close' }))
    socket.end(Buffer.alloc(2_000_000, ' '))
  },
  'gzip-twice': answer(200, gzipSync(gzipSync(PAGE)), { 'content-encoding': 'gzip, gzip' }),
  'unknown-encoding': answer(200, PAGE, { 'content-encoding': 'zstd' }),
  'bad-gzip': answer(200, 'this was never packed', { 'content-encoding': 'gzip' }),
  'bad-brotli': answer(200, 'this was never packed', { 'content-encoding': 'br' }),
  'cut-gzip': answer(200, gzipSync(PAGE).subarray(0, 30), { 'content-encoding': 'gzip' }),
} satisfies Record<string, Play>

export type FaultName = keyof typeof FAULTS

/** Starts the server on a free port of loopback. */
export async function startFaultServer(): Promise<FaultServer> {
  const sockets = new Set<Socket>()
  const received = new Map<string, string[]>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // Clients break off in most of these cases: that is what is tested.
    socket.on('error', () => socket.destroy())
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (!text.includes('\r\n\r\n')) return
      const fault = /^GET \/([\w-]+)/.exec(text)?.[1] ?? ''
      const requests = received.get(fault) ?? []
      received.set(fault, [...requests, text])
      if (isFault(fault)) FAULTS[fault](socket, { head: text, count: requests.length + 1 })
      text = ''
    })
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })

  return {
    port,
    url: (fault) => `http://127.0.0.1:${port}/${fault}`,
    requests: (fault) => received.get(fault) ?? [],
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function isFault(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name)
}

type Headers = Readonly<Record<string, string | number>>

function head(status: number, headers: Headers): string {
  const lines = Object.entries({ 'content-type': 'application/json', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return [`HTTP/1.1 ${status} Status`, ...lines, '', ''].join('\r\n')
}

function answer(status: number, body: string | Buffer, headers: Headers = {}): Play {
  const bytes = Buffer.from(body)
  const length = status === 204 || status === 304 ? {} : { 'content-length': bytes.length }
  return (socket) => socket.write(Buffer.concat([Buffer.from(head(status, { ...length, ...headers })), bytes]))
}

function once(first: Play): Play {
  return (socket, request) => (request.count === 1 ? first : FAULTS.fine)(socket, request)
}
