/* oxlint-disable no-console -- a bench prints its table */
// All at once: six feeds that fail at random, honest and rude clients, a clock that is set, a disk that is full, pages that are damaged,
// and kills of the gateway, its writer's thread and its supervisor. Honest clients must not notice. `npm run bench -- chaos 60`, or
// `node bench/chaos.ts --minutes 60 --speed 1 --log chaos.log`; it ends by itself, with exit code 1 where a promise was broken.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type ChaosCouncil, FAULT_NAMES, startChaosCouncil } from './chaos/chaos-council.ts'
import { beRude, createHonestClients } from './chaos/chaos-clients.ts'
import { createChaosDisk } from './chaos/chaos-disk.ts'
import { type Checks, createChecker, readServed } from './chaos/check-feeds.ts'
import { createDisturbances } from './chaos/disturbances.ts'
import { createOutcomes } from './chaos/outcomes.ts'
import { startPulse } from './chaos/pulse.ts'
import { isBroken, printReport } from './chaos/print-report.ts'
import { createStrikes } from './chaos/strikes.ts'
import { findFreePort } from '../test/gateway/free-port.ts'
import { startSupervised } from './chaos/supervised-gateway.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    speed: { type: 'string', default: '1' },
    rate: { type: 'string', default: '20' },
    // A file to which all that the gateway prints and logs is added.
    log: { type: 'string' },
  },
})
const lengthMs = Number(values.minutes) * 60_000
const speed = Number(values.speed)
const rate = Number(values.rate)
const DISK_BYTES = 400_000_000
/** So long may it take, once all is well again, until everything is served as it is published. */
const RECOVERY_MS = 240_000

const councils: ChaosCouncil[] = []
for (let index = 1; index <= 6; index += 1) councils.push(await startChaosCouncil(`feed-${index}`))
const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-chaos-'))
const disk = createChaosDisk(folder, DISK_BYTES)
const gateway = startSupervised({
  ...{ folder, dataDir: disk.dataDir, configPath: writeFeeds() },
  ...{ port: await findFreePort(), logPath: values.log },
})
const disturbances = createDisturbances()
const pulse = startPulse()
const outcomes = createOutcomes(disturbances, pulse)
const clients = createHonestClients(gateway.url, outcomes)
const checks: Checks = { looks: 0, lostIds: 0, missingWhileDamaged: 0, wrongAges: 0, worstAgeMs: 0 }
const memory: number[] = []
const readiness = new Map<string, number>()
await gateway.untilLive()

const startedMs = performance.now()
const isOver = (): boolean => performance.now() - startedMs >= lengthMs
const strikes = createStrikes({ gateway, disk, disturbances, random: Math.random, wait, isOver, speed })
const recovery = await play().catch((error: unknown) => console.error(error))
await clients.close()
pulse.stop()
await gateway.stop()
await Promise.all(councils.map((council) => council.close()))
disk.remove()
const run = { minutes: values.minutes, speed, isDiskBounded: disk.isBounded }
const seen = { run, outcomes, disturbances, checks, memory, readiness, recovery: recovery ?? undefined, gateway }
printReport(seen)
if (isBroken(seen)) process.exitCode = 1
process.exit()

/** All at once, until the run is over; how many seconds it takes then until all is well again, undefined where it is not in time. */
async function play(): Promise<number | undefined> {
  await Promise.all([askSteadily(), lookSteadily(), measure(), goOnRudely(), strikes.run(), ...councils.map(misbehave)])
  for (const council of councils) council.strike('', 0)
  strikes.heal()
  await gateway.restart()
  await gateway.untilLive()
  return recover()
}

/** An open loop: a query is asked when it is due, whether or not others were answered. */
async function askSteadily(): Promise<void> {
  const under = new Set<Promise<void>>()
  for (let sent = 0; !isOver(); sent += 1) {
    await wait(startedMs + (sent * 1_000) / rate - performance.now())
    const asking = clients.askNext().finally(() => under.delete(asking))
    under.add(asking)
  }
  await Promise.all(under)
}

async function lookSteadily(): Promise<void> {
  const look = createChecker({ ask: clients.ask, checks, disturbances, shiftsAt: strikes.shiftsAt })
  while (!isOver()) {
    for (const council of councils) await look(council)
    await wait(1_000)
  }
}

async function goOnRudely(): Promise<void> {
  while (!isOver()) {
    beRude(gateway.url, Math.random)
    await wait(1_000)
  }
}

/** Memory, and whether it says that it is ready, and why not. */
async function measure(): Promise<void> {
  while (!isOver()) {
    const bytes = gateway.memory()
    if (bytes !== undefined) memory.push(bytes)
    const answer = await fetch(`${gateway.url}/health/ready`, { signal: AbortSignal.timeout(5_000) })
      .then((response) => response.json())
      .catch(() => ({ reason: 'no answer' }))
    const reason: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'reason') : undefined
    const name = typeof reason === 'string' ? reason.replaceAll(/\d+/g, 'N') : 'ready'
    readiness.set(name, (readiness.get(name) ?? 0) + 1)
    await wait(2_000)
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
  }
}

/** Seconds until it is ready and serves each council's records as they are published now; undefined where it does not in time. */
async function recover(): Promise<number | undefined> {
  const beganMs = performance.now()
  while (performance.now() - beganMs < RECOVERY_MS) {
    const ready = await fetch(`${gateway.url}/health/ready`).catch(() => undefined)
    await ready?.body?.cancel()
    const served = await Promise.all(councils.map((council) => readServed(clients.ask, council.slug)))
    const isWhole = councils.every((council, index) => {
      const { names, state } = served[index] ?? { names: new Map<string, string>(), state: '' }
      return state === 'FRESH' && council.published().every(([id, name]) => names.get(id) === name)
    })
    if (ready?.status === 200 && isWhole) return (performance.now() - beganMs) / 1_000
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  return undefined
}

/** Waits, but not past the end of the run. */
function wait(ms: number): Promise<void> {
  const leftMs = startedMs + lengthMs - performance.now()
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.min(ms, leftMs))))
}

function writeFeeds(): string {
  const path = join(folder, 'feeds.json')
  const feeds = councils.map(({ slug, url }) => ({ slug, url, name: slug, publisher: slug, refreshIntervalMinutes: 1 }))
  writeFileSync(path, JSON.stringify({ feeds, allowPrivateHosts: ['127.0.0.1'] }))
  return path
}
