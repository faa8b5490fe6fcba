/* oxlint-disable no-console -- a bench prints its table */
// Six feeds that fail at random behind a gateway in a process of its own, and clients that must not notice. Run with
// `npm run bench -- chaos 10`, or `node bench/chaos.ts --minutes 10 --speed 1`; it ends by itself, with exit code 1 where a promise was broken.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { type ChaosCouncil, FAULT_NAMES, startChaosCouncil } from './chaos/chaos-council.ts'
import { type Checks, createChecker } from './chaos/check-feeds.ts'
import type { ChaosAnswer, ChaosOrder } from './chaos-gateway.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    speed: { type: 'string', default: '1' },
    rate: { type: 'string', default: '50' },
  },
})
const lengthMs = Number(values.minutes) * 60_000
const speed = Number(values.speed)
const rate = Number(values.rate)

const QUERIES: readonly string[] = [
  '{ services(first: 20) { totalCount nodes { name feed { slug } organization { name } } } }',
  '{ services(where: { text: "service 12" }, first: 10) { totalCount nodes { name fees } } }',
  '{ feeds { slug report { state services asOf reason } health { lastErrorCode circuit } } }',
  '{ services(where: { feeds: ["feed-2"] }, orderBy: LAST_MODIFIED_DESC, first: 5) { nodes { name schedules { byday } } } }',
  '{ organizations(first: 5) { totalCount nodes { name services(first: 3) { nodes { name } } } } }',
  '{ changes(since: "2020-01-01T00:00:00Z", first: 10) { edges { node { kind id fields } } } }',
]

const councils: ChaosCouncil[] = []
for (let index = 1; index <= 6; index += 1) councils.push(await startChaosCouncil(`feed-${index}`))
const gateway = fork(new URL('./chaos-gateway.ts', import.meta.url), { stdio: 'inherit' })
gateway.send({
  feeds: councils.map(({ slug, url }) => ({ slug, url })),
  refreshIntervalMs: 30_000 / speed,
} satisfies ChaosOrder)
const started = await answerOf(gateway)
const url = 'url' in started ? `${started.url}/graphql` : ''

const counts = { asked: 0, http5xx: 0, otherHttp: 0, broken: 0, withErrors: 0, struck: 0 }
const slowest: number[] = []
const codes = new Map<string, number>()
const checks: Checks = { looks: 0, lostIds: 0, wrongAges: 0, worstAgeMs: 0 }
const memory: { readonly minute: number; readonly rss: number; readonly heap: number }[] = []
const startedMs = Date.now()
const isOver = (): boolean => Date.now() - startedMs >= lengthMs

await Promise.all([askSteadily(), lookSteadily(), measureMemory(), ...councils.map(misbehave)])
gateway.send('end')
await once(gateway, 'exit')
await Promise.all(councils.map((council) => council.close()))
report()

async function ask(query: string, variables: object = {}): Promise<unknown> {
  const askedMs = performance.now()
  counts.asked += 1
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(15_000),
    })
    if (response.status >= 500) counts.http5xx += 1
    else if (response.status !== 200) counts.otherHttp += 1
    const answer: unknown = await response.json()
    const code = /"code":"(\w+)"/.exec(JSON.stringify(answer))?.[1]
    if (typeof answer === 'object' && answer !== null && 'errors' in answer) counts.withErrors += 1
    if (code !== undefined && response.status !== 200) codes.set(code, (codes.get(code) ?? 0) + 1)
    return answer
  } catch {
    // A client that gets no answer is what is counted here.
    counts.broken += 1
    return undefined
  } finally {
    slowest.push(performance.now() - askedMs)
  }
}

/** An open loop: a query is asked when it is due, whether or not others were answered. */
async function askSteadily(): Promise<void> {
  const under: Promise<unknown>[] = []
  for (let sent = 0; !isOver(); sent += 1) {
    const dueMs = startedMs + (sent * 1_000) / rate
    await wait(dueMs - Date.now())
    under.push(ask(QUERIES[sent % QUERIES.length] ?? ''))
    if (under.length > 1_000) await Promise.all(under.splice(0))
  }
  await Promise.all(under)
}

async function lookSteadily(): Promise<void> {
  const look = createChecker(ask, checks)
  while (!isOver()) {
    for (const council of councils) await look(council)
    await wait(1_000)
  }
}

async function measureMemory(): Promise<void> {
  while (!isOver()) {
    gateway.send('memory')
    const answer = await answerOf(gateway)
    if ('rss' in answer) memory.push({ minute: (Date.now() - startedMs) / 60_000, ...answer })
    await wait(Math.min(10_000, lengthMs / 12))
  }
}

/** A random fault every 20 to 60 seconds, each for 5 to 20, and a change now and then. */
async function misbehave(council: ChaosCouncil): Promise<void> {
  while (!isOver()) {
    await wait(((20 + 40 * Math.random()) * 1_000) / speed)
    council.change(Math.random)
    council.strike(
      FAULT_NAMES[Math.floor(Math.random() * FAULT_NAMES.length)] ?? '',
      ((5 + 15 * Math.random()) * 1_000) / speed,
    )
    counts.struck += 1
  }
}

/** Waits, but not past the end of the run. */
function wait(ms: number): Promise<void> {
  const leftMs = startedMs + lengthMs - Date.now()
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.min(ms, leftMs))))
}

async function answerOf(child: ChildProcess): Promise<ChaosAnswer> {
  const [answer]: ChaosAnswer[] = await once(child, 'message')
  if (answer === undefined) throw new Error('the gateway answered nothing')
  return answer
}

function report(): void {
  const sorted = slowest.toSorted((a, b) => a - b)
  const at = (share: number): string => `${Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)} ms`
  const mb = (bytes: number | undefined): string => `${Math.round((bytes ?? 0) / 1e6)} MB`
  const half = memory.slice(Math.floor(memory.length / 2))
  console.table({
    length: `${values.minutes} min, faults ${values.speed}× as fast`,
    'faults played': counts.struck,
    queries: counts.asked,
    'answered 5xx': counts.http5xx,
    'answered otherwise than 200': counts.otherHttp,
    'their codes': [...codes].map(([code, count]) => `${code} ${count}`).join(', ') || 'none',
    'not answered': counts.broken,
    'answers with errors beside the data': counts.withErrors,
    'latency p50, p99': `${at(0.5)}, ${at(0.99)}`,
    'looks at what is served': checks.looks,
    'ids lost': checks.lostIds,
    'ages wrong by over 2 s': checks.wrongAges,
    'worst age error': `${checks.worstAgeMs} ms`,
    'memory at first, half-way, last': [memory[0], half[0], half.at(-1)].map((each) => mb(each?.rss)).join(', '),
    'heap at first, half-way, last': [memory[0], half[0], half.at(-1)].map((each) => mb(each?.heap)).join(', '),
  })
  if (counts.http5xx + counts.broken + checks.lostIds + checks.wrongAges > 0) process.exitCode = 1
}
