import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { plainServices } from '../test/gateway/fake-council.ts'
import { hasPostgres } from '../test/ship/postgres-server.ts'
import { type Machine, markOf, shareCatalogue } from '../test/ship/shared-catalogue.ts'
import { figure, printTable } from './print-table.ts'
import { inventCatalogue } from './search/invent-catalogue.ts'

const CHANGING = 1_000
const ROUNDS = 10
const AREAS = 40
const LOOK_MS = 2

/**
 * Prints how long a machine with nothing on its disk takes until it answers from so many invented services (60,000 unless given), and how
 * much later than on the leader what 1,000 changing records of one feed came to is visible there.
 */
export async function benchFill(services = 60_000): Promise<void> {
  if (!hasPostgres) throw new Error("Debian's PostgreSQL is not installed here.")
  await using shared = await shareCatalogue({ councils: 1, services: 0, machines: 1, refreshMinutes: 600 })
  const [leader] = shared.machines
  const [council] = shared.councils
  if (leader === undefined || council === undefined) throw new Error('a leader and a council are expected')
  const file = join(leader.dataDir, 'catalogue.sqlite')
  inventCatalogue(file, { services, areas: AREAS })
  const leadMs = await untilReady(leader)
  await shared.reach()
  const [snapshot] = await shared.postgres.rows('SELECT bytes, parts FROM ship_snapshot ORDER BY at DESC LIMIT 1')
  const replica = await shared.add()
  const fillMs = await untilReady(replica)
  council.services = plainServices(CHANGING)
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
  printTable(
    `A replica of ${services.toLocaleString('en-GB')} invented services`,
    ['', ''],
    [
      ['file, MB', figure(statSync(file).size / 1e6, 0)],
      ['snapshot, MB', figure(Number(snapshot?.['bytes']) / 1e6, 0)],
      ['seconds until the leader is ready, its snapshot written', figure(leadMs / 1_000, 1)],
      ['seconds until a machine with nothing is ready', figure(fillMs / 1_000, 1)],
      [`entries while ${CHANGING} records changed ${ROUNDS} times`, behindMs.length],
      ['ms from visible on the leader to visible on the replica, p50', at(0.5)],
      ['p99', at(0.99)],
      ['most', at(1)],
    ],
  )
}

/** Milliseconds from its start until it has something to answer with. */
async function untilReady(machine: Machine): Promise<number> {
  const startedMs = performance.now()
  machine.start()
  while ((await machine.ready().catch(() => undefined))?.status !== 200) await pause(50)
  return performance.now() - startedMs
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
