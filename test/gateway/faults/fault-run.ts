import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { graphql } from 'graphql'
import { createGateway } from '../../../src/gateway.ts'
import { startFaultServer } from '../../feeds/fault-server.ts'
import { createSelfSigned } from '../../feeds/self-signed.ts'
import { plainServices, startFakeCouncil, type FakeCouncil } from '../fake-council.ts'
import type { FaultCase, FaultPlaces } from './fault-case.ts'
import { START, testConfig, testFeed } from '../start-gateway.ts'

/** How a feed stands at one moment, as clients see it. */
export interface Seen {
  readonly services: { readonly totalCount: number; readonly nodes: readonly { readonly originId: string }[] }
  readonly feed: {
    readonly report: object & { readonly asOf: string; readonly reason: string }
    readonly health: {
      readonly lastErrorCode: string | null
      readonly lastErrorMessage: string
      readonly consecutiveFailures: number
    }
    readonly issues: { readonly edges: readonly { readonly node: { readonly code: string } }[] }
  }
}

/** What a gateway showed of every case's feed: read well, while the fault lasted, and after it. */
export interface FaultRun {
  readonly before: ReadonlyMap<string, Seen>
  readonly during: ReadonlyMap<string, Seen>
  readonly after: ReadonlyMap<string, Seen>
  /** What the refresh in which all faults were played at once was like. */
  readonly struck: Struck
}

interface Struck {
  /** Milliseconds until every feed's refresh had ended. */
  readonly tookMs: number
  /** Bytes that the process grew by at most. */
  readonly grownBytes: number
  /** Queries asked meanwhile. */
  readonly pings: { readonly count: number; readonly failed: number; readonly medianMs: number }
}

const HOUR_MS = 3_600_000
const LIMITS = {
  connectMs: 300,
  headersMs: 300,
  gapMs: 300,
  totalMs: 2_500,
  bodyBytes: 1_000_000,
  backoffMs: 1,
  tries: 4,
}
const SEEN = `query ($slug: String!) {
  services(where: { feeds: [$slug] }, first: 100) { totalCount nodes { originId name description status url assuredDate } }
  feed(slug: $slug) { standard report { state reason code asOf } health { lastErrorCode lastErrorMessage consecutiveFailures }
    issues(first: 100) { edges { node { code message sample } } } } }`

/** Slug of the feed beside that nothing happens to. */
export const HEALTHY = 'healthy'

export const slugOf = ({ id }: Pick<FaultCase, 'id'>): string => id.toLowerCase()

/** Runs every case in one gateway, a feed each, with a healthy feed beside: read, struck, healed. */
export async function runFaults(cases: readonly FaultCase[]): Promise<FaultRun> {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-faults-'))
  const places = await startPlaces()
  const councils = new Map<string, FakeCouncil>([[HEALTHY, await startFakeCouncil(plainServices(12))]])
  for (const each of cases) councils.set(slugOf(each), await startFakeCouncil(plainServices(each.before ?? 12)))
  const clock = createClock()
  const configOf = (isStruck: boolean) =>
    testConfig([
      testFeed(HEALTHY, urlOf(councils, HEALTHY)),
      ...cases.map((each) => {
        const own = urlOf(councils, slugOf(each))
        return testFeed(slugOf(each), isStruck ? (each.url?.(places) ?? own) : own, { pageSize: each.pageSize ?? 100 })
      }),
    ])
  const log = { info() {}, warn() {}, error() {} }
  const gateway = await createGateway(configOf(false), {
    dataDir: folder,
    log,
    now: clock.now,
    random: () => 0.5,
    limits: LIMITS,
    isScheduled: false,
    mostDetails: 0,
  })
  const ask = async (slug: string): Promise<Seen> => {
    const { data, errors } = await graphql({
      schema: gateway.schema,
      source: SEEN,
      variableValues: { slug },
      contextValue: gateway.createContext({}),
    })
    if (errors !== undefined) throw new Error('a query failed', { cause: errors[0] })
    // Plain objects compare with plain literals.
    return JSON.parse(JSON.stringify(data))
  }
  const look = async (): Promise<Map<string, Seen>> => {
    const seen = new Map<string, Seen>()
    for (const slug of councils.keys()) seen.set(slug, await ask(slug))
    return seen
  }
  try {
    await gateway.refreshAll()
    const before = await look()
    clock.advance(3 * HOUR_MS)
    for (const each of cases) {
      const council = councils.get(slugOf(each))
      if (council !== undefined)
        each.play?.(
          council,
          council.services.map(({ id, list }) => ({ id, ...list })),
        )
    }
    await gateway.reload(configOf(true))
    const struck = await pingWhile(gateway.refreshAll(), () => ask(HEALTHY))
    const during = await look()
    clock.advance(HOUR_MS)
    for (const council of councils.values()) council.intercept = undefined
    await gateway.reload(configOf(false))
    await gateway.refreshAll()
    return { before, during, after: await look(), struck }
  } finally {
    await gateway.close()
    await Promise.all([places.close(), ...[...councils.values()].map((council) => council.close())])
    rmSync(folder, { recursive: true, force: true })
  }
}

function urlOf(councils: ReadonlyMap<string, FakeCouncil>, slug: string): string {
  return councils.get(slug)?.url ?? ''
}

/** Goes on by itself, as waiting for a feed needs, and forward when asked. */
function createClock() {
  const startedMs = Date.now()
  let aheadMs = START - startedMs
  return {
    now: () => Date.now() + aheadMs,
    advance(ms: number) {
      aheadMs += ms
    },
  }
}

async function pingWhile(work: Promise<void>, ask: () => Promise<Seen>): Promise<Struck> {
  const [begunMs, begunBytes] = [performance.now(), process.memoryUsage.rss()]
  let isDone = false
  const done = work.finally(() => (isDone = true))
  const tookMs: number[] = []
  let [failed, grownBytes] = [0, 0]
  while (!isDone) {
    const startedMs = performance.now()
    const isAnswered = await ask().then(
      ({ services }) => services.totalCount === 12,
      () => false,
    )
    failed += isAnswered ? 0 : 1
    tookMs.push(performance.now() - startedMs)
    grownBytes = Math.max(grownBytes, process.memoryUsage.rss() - begunBytes)
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 20))])
  }
  await done
  const medianMs = tookMs.toSorted((a, b) => a - b)[Math.floor(tookMs.length / 2)] ?? 0
  return { tookMs: performance.now() - begunMs, grownBytes, pings: { count: tookMs.length, failed, medianMs } }
}

async function startPlaces(): Promise<FaultPlaces & { close(): Promise<void> }> {
  const faults = await startFaultServer()
  const silent = createServer((socket) => socket.on('error', () => socket.destroy()))
  const plain = createServer((socket) =>
    socket.on('error', () => socket.destroy()).on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
  )
  const tls = createTlsServer(createSelfSigned('elsewhere.example'), (socket) => socket.end())
  tls.on('tlsClientError', () => undefined)
  const [silentPort, plainPort, tlsPort] = [await listen(silent), await listen(plain), await listen(tls)]
  return {
    fault: (name) => faults.url(name),
    silent: `https://127.0.0.1:${silentPort}`,
    selfSigned: `https://127.0.0.1:${tlsPort}`,
    plainPort,
    tlsPort,
    async close() {
      for (const server of [silent, plain, tls]) server.close()
      await faults.close()
    },
  }
}

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
