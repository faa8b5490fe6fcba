import { Pool } from 'undici'
import { prepareCatalogue } from './gateway/prepare-catalogue.ts'
import { type ServingProcess, startServing } from './gateway/serving-process.ts'
import { figure, printTable } from './print-table.ts'

const CONNECTIONS = 4
const REQUESTS = 20_000
const LONG_TEXTS = 5_000

/** One way to ask for what nobody asked for before: the body of the nth request. */
interface Mode {
  readonly name: string
  readonly requests: number
  readonly bodyOf: (n: number) => string
}

const FIELDS = 'id name description status url email fees alternateName interpretationServices assuredDate lastModified'
const WIDE = Array.from({ length: 40 }, () => FIELDS).join(' ')

const wide = (n: number): string => `{ services(first: 1, where: { text: "wide ${n}" }) { nodes { ${WIDE} } } }`
const short = (n: number): string => `{ services(first: 1, where: { text: "short ${n}" }) { totalCount } }`
const long = (n: number): string =>
  `{ services(first: 0, where: { text: "${`w${n} `.repeat(16_000).slice(0, 80_000)}" }) { totalCount } }`

const MODES: readonly Mode[] = [
  { name: 'documents of 470 fields', requests: REQUESTS, bodyOf: (n) => body(wide(n)) },
  { name: 'short ones', requests: REQUESTS, bodyOf: (n) => body(short(n)) },
  { name: 'texts of 80 kB', requests: LONG_TEXTS, bodyOf: (n) => body(long(n)) },
  { name: 'all together', requests: REQUESTS, bodyOf: (n) => body([wide, short, long][n % 3]?.(n) ?? '') },
]

/**
 * Prints how far the heap of a gateway grows that is asked for nothing twice, mode after mode, collected before each figure.
 * The server's options come from BENCH_NODE_OPTIONS; `--max-old-space-size=256` is the limit that it must live under.
 */
export async function benchHostileMemory(): Promise<void> {
  process.env['BENCH_NODE_OPTIONS'] ??= '--max-old-space-size=256'
  process.env['BENCH_NODE_OPTIONS'] += ' --expose-gc'
  const catalogue = await prepareCatalogue()
  const gateway = await startServing('serve-gateway.ts', [catalogue.dataDir, catalogue.configPath])
  try {
    await ask(gateway, { name: 'warm up', requests: 2_000, bodyOf: (n) => body(short(n % 20)) }, 0)
    const first = await gateway.usage()
    const rows: string[][] = [row('before', 0, first, first)]
    let sent = 0
    for (const mode of MODES) {
      const statuses = await ask(gateway, mode, sent)
      sent += mode.requests
      rows.push(row(`${mode.name} (${describe(statuses)})`, mode.requests, await gateway.usage(), first))
    }
    printTable(
      `Unique queries, ${process.env['BENCH_NODE_OPTIONS']}`,
      ['', 'requests', 'heap MB', 'more than before', 'outside MB', 'resident MB'],
      rows,
    )
  } finally {
    await gateway.stop()
    await catalogue.remove()
  }
}

type Usage = Awaited<ReturnType<ServingProcess['usage']>>

function row(name: string, requests: number, usage: Usage, first: Usage): string[] {
  const more = usage.heapMegabytes - first.heapMegabytes
  return [
    name,
    figure(requests, 0),
    figure(usage.heapMegabytes),
    figure(more),
    figure(usage.outsideMegabytes),
    figure(usage.rssMegabytes, 0),
  ]
}

async function ask(
  gateway: ServingProcess,
  { requests, bodyOf }: Mode,
  from: number,
): Promise<ReadonlyMap<number, number>> {
  const pool = new Pool(gateway.url, { connections: CONNECTIONS })
  const statuses = new Map<number, number>()
  let asked = 0
  async function goOn(): Promise<void> {
    while (asked < requests) {
      const n = from + asked++
      const headers = { 'content-type': 'application/json' }
      const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body: bodyOf(n) })
      await answer.body.dump()
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, goOn))
  await pool.close()
  return statuses
}

function describe(statuses: ReadonlyMap<number, number>): string {
  return [...statuses].map(([status, count]) => `${count} × ${status}`).join(', ')
}

function body(query: string): string {
  return JSON.stringify({ query })
}
