import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { plainServices } from '../test/gateway/fake-council.ts'
import { fillReplica } from '../src/ship/fill-replica.ts'
import { createPostgresParts } from '../src/ship/part-store.ts'
import { openPostgres } from '../src/ship/postgres.ts'
import { findSnapshot, writeSnapshot } from '../src/ship/ship-snapshots.ts'
import { writeShipMark } from '../src/store/ship-mark.ts'
import { hasPostgres, startPostgres } from '../test/ship/postgres-server.ts'
import type { Machine } from '../test/ship/machine.ts'
import { markOf, shareCatalogue } from '../test/ship/shared-catalogue.ts'
import { figure, printTable } from './print-table.ts'
import { inventCatalogue } from './search/invent-catalogue.ts'

const CHANGING = 1_000
const ROUNDS = 5
const AREAS = 40
const LINEAGE = 'invented'
const LOOK_MS = 2

/**
 * Prints how long the snapshot of so many invented services (60,000 unless given) takes until it lies in PostgreSQL, and until a machine
 * with nothing has it in place, and how much later than on a leader what 1,000 changing records of one feed came to is visible on a replica.
 */
export async function benchFill(services = 60_000): Promise<void> {
  if (!hasPostgres) throw new Error("Debian's PostgreSQL is not installed here.")
  const rows = [...(await measureFill(services)), ...(await measureLag())]
  printTable(`A replica of ${services.toLocaleString('en-GB')} invented services`, ['', ''], rows)
}

type Rows = readonly (readonly [string, string])[]

async function measureFill(services: number): Promise<Rows> {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-bench-'))
  const server = await startPostgres()
  const postgres = await openPostgres(server.url, { info() {}, warn: console.error, error: console.error })
  try {
    await postgres.prepare()
    const [file, replica] = [join(folder, 'leader.sqlite'), join(folder, 'replica.sqlite')]
    inventCatalogue(file, { services, areas: AREAS })
    const db = new DatabaseSync(file)
    writeShipMark(db, { lineage: LINEAGE, position: 1 })
    db.close()
    const place = { postgres, parts: createPostgresParts(postgres) }
    const writtenMs = await time(() => writeSnapshot(place, file))
    const filledMs = await time(() => fillReplica({ ...place, file: replica, release: async () => {} }, LINEAGE, 0))
    const snapshot = await findSnapshot(postgres, LINEAGE)
    return [
      ['file, MB', figure(statSync(file).size / 1e6, 0)],
      ['in place, MB', figure(statSync(replica).size / 1e6, 0)],
      ['snapshot, MB', figure((snapshot?.bytes ?? 0) / 1e6, 0)],
      ['seconds until it lies in PostgreSQL', figure(writtenMs / 1_000, 1)],
      ['seconds until a machine with nothing has it', figure(filledMs / 1_000, 1)],
    ]
  } finally {
    await postgres.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureLag(): Promise<Rows> {
  await using shared = await shareCatalogue({ councils: 1, services: CHANGING, machines: 2, refreshMinutes: 600 })
  const [council] = shared.councils
  const [leader, replica] = shared.machines
  if (leader === undefined || replica === undefined || council === undefined)
    throw new Error('two machines are expected')
  for (const machine of shared.machines) await untilReady(machine)
  await refresh(leader)
  await shared.reach()
  const watched = watchPositions(leader, replica)
  for (let round = 1; round <= ROUNDS; round += 1) {
    council.services = plainServices(CHANGING, { description: `Round ${round}` })
    await refresh(leader)
  }
  await shared.reach()
  const behindMs = watched.end().toSorted((a, b) => a - b)
  const at = (part: number): string => figure(behindMs[Math.ceil(behindMs.length * part) - 1] ?? Number.NaN, 0)
  return [
    [`entries while ${CHANGING} records changed ${ROUNDS} times`, figure(behindMs.length, 0)],
    ['ms from visible on the leader to visible on the replica, p50', at(0.5)],
    ['p99', at(0.99)],
    ['most', at(1)],
  ]
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}

/** Resolves once it has something to answer with. */
async function untilReady(machine: Machine): Promise<void> {
  machine.start()
  while ((await machine.ready().catch(() => undefined))?.status !== 200) await pause(50)
}

/** Has it read its council, again where that takes longer than one request may. */
async function refresh(leader: Machine): Promise<void> {
  while (!(await leader.refresh())) await pause(100)
}

/** Milliseconds from when each entry is in the leader's file until it is in the replica's. */
function watchPositions(leader: Machine, replica: Machine): { end(): readonly number[] } {
  const seenMs = new Map<number, number>()
  const behindMs: number[] = []
  let [written, taken] = [positionOf(leader), positionOf(replica)]
  const timer = setInterval(() => {
    const now = performance.now()
    for (const last = positionOf(leader); written < last;) seenMs.set((written += 1), now)
    for (const last = positionOf(replica); taken < last;) behindMs.push(now - (seenMs.get((taken += 1)) ?? now))
  }, LOOK_MS)
  return {
    end() {
      clearInterval(timer)
      return behindMs
    },
  }
}

function positionOf({ dataDir }: Machine): number {
  return markOf(dataDir)?.position ?? 0
}
