import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { graphql } from 'graphql'
import { request } from 'undici'
import { z } from 'zod'
import { createFeedDispatcher } from '../src/feeds/feed-dispatcher.ts'
import { DEFAULT_FEED_LIMITS } from '../src/feeds/feed-limits.ts'
import { createFeedReader } from '../src/feeds/create-feed-reader.ts'
import { createHostBudgets } from '../src/feeds/host-budgets.ts'
import { walkList } from '../src/feeds/walk-list.ts'
import { createGateway } from '../src/gateway.ts'
import type { FeedConfig } from '../src/model/feed.ts'
import { readPage } from '../src/standard/read-page.ts'
import { readService } from '../src/standard/read-service.ts'
import { figure, printTable } from './print-table.ts'

const SERVICES = 10_000
const PAGE_SIZE = 500
const ASK_EVERY_MS = 5
const SIMPLE = '{ services(first: 5) { totalCount nodes { name organization { name } } } }'
const SILENT = { info() {}, warn() {}, error: console.error }

/** Prints how many records a second a first read takes in: bare, read without the store, and to visible while it serves. */
export async function benchReading(): Promise<void> {
  const child = fork(new URL('reading/serve-feed.ts', import.meta.url), [String(SERVICES), String(PAGE_SIZE)])
  const { url } = z.object({ url: z.string() }).parse((await once(child, 'message'))[0])
  const feed: FeedConfig = {
    slug: 'loopback',
    name: 'Loopback',
    publisher: 'Nobody',
    url,
    areas: [],
    quirks: [],
    enabled: true,
    refreshIntervalMs: 3_600_000,
    pageSize: PAGE_SIZE,
  }
  try {
    await readBare(url)
    await readWithoutStore(feed)
    const bare = await timed(() => readBare(url))
    const read = await timed(() => readWithoutStore(feed))
    const visible = await readToVisible(feed)
    printTable(
      `A first read of ${SERVICES} services, no latency`,
      ['', 'records/s', 'of bare'],
      [
        ['undici and JSON.parse', perSecond(bare), ''],
        ['fetched and read, no store', perSecond(read), figure(bare / read, 2)],
        ['to visible in the catalogue', perSecond(visible.seconds), figure(bare / visible.seconds, 2)],
      ],
    )
    printTable(
      `A simple query meanwhile, every ${ASK_EVERY_MS} ms`,
      ['', 'ms'],
      [
        ['median', figure(percentile(visible.tookMs, 0.5))],
        ['p99', figure(percentile(visible.tookMs, 0.99))],
        ['worst', figure(percentile(visible.tookMs, 1))],
      ],
    )
  } finally {
    child.disconnect()
  }
}

async function readBare(url: string): Promise<void> {
  let services = 0
  for (let page = 1; services < SERVICES; page++) {
    const answer = await request(`${url}/services?page=${page}&per_page=${PAGE_SIZE}`)
    const { contents }: { contents: unknown[] } = JSON.parse(await answer.body.text())
    services += contents.length
  }
}

const monotonicNow = (): number => performance.now()

async function readWithoutStore(feed: FeedConfig): Promise<void> {
  const allowPrivateHosts = ['127.0.0.1']
  const limits = DEFAULT_FEED_LIMITS
  const hosts = createHostBudgets({ monotonicNow })
  const dispatcher = createFeedDispatcher({ allowPrivateHosts, limits })
  const reader = createFeedReader(feed, {
    hosts,
    limits,
    allowPrivateHosts,
    dispatcher,
    userAgent: 'bench',
    now: Date.now,
    monotonicNow,
    random: Math.random,
  })
  const context = { feed: feed.slug, quirks: [], now: Date.now() }
  let services = 0
  const read: Parameters<typeof walkList>[1] = async (body) => {
    const { dialect, paging, listIsDetail, items, setAside } = readPage(body, context)
    for (const item of items) if ('record' in readService(item, { ...context, dialect })) services += 1
    return {
      dialect,
      paging,
      listIsDetail,
      originIds: items.map(({ originId }) => originId),
      setAside: setAside.length,
    }
  }
  await walkList(reader, read, { pageSize: feed.pageSize })
  await dispatcher.close()
  if (services !== SERVICES) throw new Error(`${services} of ${SERVICES} services were read`)
}

async function readToVisible(feed: FeedConfig): Promise<{ seconds: number; tookMs: readonly number[] }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'oruk-gateway-reading-'))
  const gateway = await createGateway(
    { feeds: [feed], allowPrivateHosts: ['127.0.0.1'], hosts: [], showAssurers: false },
    { dataDir, log: SILENT, isScheduled: false },
  )
  const tookMs: number[] = []
  const startedMs = performance.now()
  // Matching and scoring what is visible go on after; they hold nobody up.
  async function askUntilVisible(): Promise<number> {
    for (let due = performance.now(); ; due = Math.max(due + ASK_EVERY_MS, performance.now())) {
      await pause(Math.max(0, due - performance.now()))
      const { data, errors } = await graphql({
        schema: gateway.schema,
        source: SIMPLE,
        contextValue: gateway.createContext({}),
      })
      if (errors !== undefined) throw errors[0]
      // From when it was due: a thread that is late to begin is late to answer.
      tookMs.push(performance.now() - due)
      const { services }: { services: { totalCount: number } } = JSON.parse(JSON.stringify(data))
      if (services.totalCount === SERVICES) return (performance.now() - startedMs) / 1000
    }
  }
  try {
    const [seconds] = await Promise.all([askUntilVisible(), gateway.refreshAll()])
    return { seconds, tookMs }
  } finally {
    await gateway.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return (performance.now() - startedMs) / 1000
}

function perSecond(seconds: number): string {
  return figure(SERVICES / seconds, 0)
}

function percentile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((a, b) => a - b)
  return ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? 0
}
