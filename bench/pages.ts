import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'

import { createRouteTable } from '../src/server/routes.ts'
import { createWaysIn } from '../src/wiring/ways-in.ts'
import { startDemo } from '../test/browser/demo-region.ts'
import { figure, printTable } from './print-table.ts'

const PER_SECOND = 50
/** The page that is asked with a text that nobody asked before, so that nothing of it is kept. */
const SEARCH = '/services'

interface Loaded {
  readonly status: number
  readonly ms: number
  readonly text: string
}

/**
 * Prints what each kind of page of the demo costs to make, to give from what is kept, and to send; then the times under 50
 * pages a second for so many seconds, one of ten a search that nobody made before, beside the liveness asked meanwhile.
 */
export async function benchPages(seconds = 60): Promise<void> {
  const demo = await startDemo()
  try {
    const addresses = await printPages(demo.url)
    await printLoad(demo.url, addresses, seconds)
  } finally {
    await demo.stop()
  }
}

async function printPages(url: string): Promise<readonly string[]> {
  const routeOf = createRouteTable(createWaysIn())
  const kinds = new Map<string, string>()
  const rows: string[][] = []
  const queue = [`${url}/`]
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const route = routeOf(new URL(address).pathname)
    if (route?.mediaType !== 'text/html' || kinds.has(route.path)) continue
    kinds.set(route.path, address)
    const first = await load(address)
    await load(address)
    const kept = await Promise.all([1, 2, 3].map(() => load(address)))
    const packed = await request(address, { headers: { accept: 'text/html', 'accept-encoding': 'br' } })
    const bytes = (await packed.body.arrayBuffer()).byteLength
    rows.push([
      route.path,
      figure(first.ms),
      figure(Math.min(...kept.map(({ ms }) => ms))),
      figure(first.text.length / 1000),
      figure(bytes / 1000),
    ])
    for (const [, href = ''] of first.text.matchAll(/<a [^>]*?href="([^"]+)"/g)) {
      const linked = new URL(href.replaceAll('&amp;', '&'), address)
      linked.hash = ''
      if (linked.origin === url) queue.push(linked.href)
    }
  }
  printTable('Pages of the demo', ['page', 'made, ms', 'kept, ms', 'kB', 'kB packed (br)'], rows)
  return [...kinds.values()]
}

async function printLoad(url: string, addresses: readonly string[], seconds: number): Promise<void> {
  const pages: Loaded[] = []
  const alive: Loaded[] = []
  const under: Promise<unknown>[] = []
  const startedMs = performance.now()
  for (let n = 0; n < PER_SECOND * seconds; n += 1) {
    await pause(Math.max(0, startedMs + (n * 1000) / PER_SECOND - performance.now()))
    const address = n % 10 === 0 ? `${url}${SEARCH}?text=lunch+${n}` : (addresses[n % addresses.length] ?? url)
    under.push(load(address).then((each) => pages.push(each)))
    if (n % PER_SECOND === 0) under.push(load(`${url}/health/live`).then((each) => alive.push(each)))
  }
  await Promise.all(under)
  const row = (name: string, all: readonly Loaded[]): string[] => {
    const times = all.map(({ ms }) => ms).toSorted((a, b) => a - b)
    const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0
    const failed = all.filter(({ status }) => status !== 200).length
    return [name, String(all.length), figure(at(0.5)), figure(at(0.99)), figure(times.at(-1) ?? 0), String(failed)]
  }
  printTable(
    `${PER_SECOND} pages a second for ${seconds} s`,
    ['', 'answers', 'median, ms', 'p99, ms', 'longest, ms', 'not 200'],
    [row('pages', pages), row('liveness', alive)],
  )
}

async function load(address: string): Promise<Loaded> {
  const startedMs = performance.now()
  const { statusCode, body } = await request(address, { headers: { accept: 'text/html' } })
  const text = await body.text()
  return { status: statusCode, ms: performance.now() - startedMs, text }
}
