import { hurtAtRandom } from '../test/ship/hurt.ts'
import { hasPostgres } from '../test/ship/postgres-server.ts'
import { digestMachine, shareCatalogue } from '../test/ship/shared-catalogue.ts'

/** Hurts machines that share a catalogue at random, and prints which tables and searches differ at the end; none should. */
export async function benchShip(faults = 200): Promise<void> {
  if (!hasPostgres) throw new Error("Debian's PostgreSQL is not installed here.")
  const shared = await shareCatalogue({ councils: 6, services: 60, machines: 4 })
  try {
    for (const machine of shared.machines) machine.start()
    await shared.settle()
    const beganMs = performance.now()
    const hurts = await hurtAtRandom(shared, faults, Math.random)
    await shared.settle()
    const [first, ...others] = shared.machines.map(digestMachine)
    const names = Object.keys(first ?? {})
    const differing = names.filter((name) => others.some((other) => other[name] !== first?.[name]))
    const [state] = await shared.postgres.rows('SELECT epoch, position FROM ship_state')
    const seconds = Math.round((performance.now() - beganMs) / 1_000)
    console.log(JSON.stringify({ ...hurts, seconds, compared: names.length, differing, ...state }))
    if (differing.length > 0) process.exitCode = 1
  } finally {
    await shared.close()
  }
}
