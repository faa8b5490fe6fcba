import { setTimeout as pause } from 'node:timers/promises'
import { countRequests, FEWEST, hurtAtRandom, watchAnswers } from '../test/ship/hurt.ts'
import { hasPostgres } from '../test/ship/postgres-server.ts'
import type { Machine } from '../test/ship/machine.ts'
import { shareCatalogue } from '../test/ship/shared-catalogue.ts'

const COUNCILS = 6
const SERVICES = 40
const BUDGET = { requests: 60, perMinutes: 0.5 }
/** Requests that were sent within a span may come a little closer to each other. */
const SPAN_MS = BUDGET.perMinutes * 60_000 - 500

/**
 * Hurts machines that share a catalogue at random, and prints which tables and searches differ at the end, what a client saw that it never
 * should, and whether a council was asked more often than it allows; none of these should be.
 */
export async function benchShip(faults = 200): Promise<void> {
  if (!hasPostgres) throw new Error("Debian's PostgreSQL is not installed here.")
  const shared = await shareCatalogue({ councils: COUNCILS, services: SERVICES, machines: 4, budget: BUDGET })
  try {
    const requests = countRequests(shared.councils)
    for (const machine of shared.machines) machine.start()
    await untilWhole(shared.machines)
    const beganMs = performance.now()
    const watching = watchAnswers(shared, COUNCILS * FEWEST)
    const hurts = await hurtAtRandom(shared, faults, Math.random)
    const healedMs = performance.now()
    const [first, ...others] = await shared.hold()
    const equalAfterMs = Math.round(performance.now() - healedMs)
    const watched = await watching.end()
    const names = Object.keys(first ?? {})
    const differing = names.filter((name) => others.some((other) => other[name] !== first?.[name]))
    const fallen = shared.machines.filter((machine) => machine.fallen() > 0).map(({ name }) => name)
    const [state] = await shared.postgres.rows('SELECT epoch, position FROM ship_state')
    const seconds = Math.round((performance.now() - beganMs) / 1_000)
    const mostRequests = requests.mostWithin(SPAN_MS)
    console.log(
      JSON.stringify({
        ...hurts,
        seconds,
        equalAfterMs,
        compared: names.length,
        differing,
        fallen,
        watched,
        mostRequests,
        ...state,
      }),
    )
    const isOverBudget = mostRequests.some((most) => most > BUDGET.requests)
    if (differing.length + fallen.length + watched.fewer.length + watched.older.length > 0 || isOverBudget)
      process.exitCode = 1
  } finally {
    await shared.close()
  }
}

/** Resolves when each machine answers with all that councils publish. */
async function untilWhole(machines: readonly Machine[]): Promise<void> {
  for (const machine of machines) {
    const count = () => machine.ask('{ services { totalCount } }').catch(() => undefined)
    while ((await count())?.data?.services.totalCount !== COUNCILS * SERVICES) await pause(200)
  }
}
