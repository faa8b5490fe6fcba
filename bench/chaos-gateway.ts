import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGateway } from '../src/gateway.ts'
import { createServer } from '../src/server/create-server.ts'

/** What the parent process sends the gateway's: its feeds by slug and address, and how often to read them. */
export interface ChaosOrder {
  readonly feeds: readonly { readonly slug: string; readonly url: string }[]
  readonly refreshIntervalMs: number
}

/** What the gateway's process answers: where it listens; then, whenever asked, its memory in bytes. */
export type ChaosAnswer = { readonly url: string } | { readonly rss: number; readonly heap: number }

const log = { info() {}, warn() {}, error() {} }

/** A gateway in a process of its own, so that its memory is its own; ends when the parent says so or goes. */
async function serve({ feeds, refreshIntervalMs }: ChaosOrder): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'oruk-gateway-chaos-'))
  const limits = {
    headersMs: 2_000,
    gapMs: 2_000,
    totalMs: 5_000,
    circuitOpenMs: 2_000,
    circuitOpenMaxMs: refreshIntervalMs,
  }
  const configs = feeds.map(({ slug, url }) => ({
    slug,
    url,
    name: slug,
    publisher: slug,
    areas: [],
    quirks: [],
    enabled: true,
    refreshIntervalMs,
    pageSize: 100,
  }))
  const gateway = await createGateway(
    { feeds: configs, allowPrivateHosts: ['127.0.0.1'], hosts: [], showAssurers: false },
    { dataDir, log, limits },
  )
  const server = createServer({
    schema: gateway.schema,
    createContext: (facts) => gateway.createContext(facts),
    generation: () => gateway.generation(),
    services: () => gateway.services(),
    readiness: () => gateway.readiness(),
    monotonicNow: () => performance.now(),
    log,
    trustedProxyHops: 0,
    requestsPerSecond: 0,
  })
  const { url } = await server.listen(0, '127.0.0.1')
  const answer = (message: ChaosAnswer): void => void process.send?.(message)
  async function end(): Promise<void> {
    await server.drain()
    await gateway.close()
    rmSync(dataDir, { recursive: true, force: true })
    process.exit(0)
  }
  process.on('message', (message) => {
    if (message === 'end') void end()
    else answer({ rss: process.memoryUsage().rss, heap: process.memoryUsage().heapUsed })
  })
  process.on('disconnect', () => void end())
  answer({ url })
}

process.once('message', (order: ChaosOrder) => void serve(order))
