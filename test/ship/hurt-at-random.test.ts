import { describe, expect, it } from 'vitest'
import { PATIENT } from '../cli/start-serving.ts'
import { seededRandom } from '../seeded-random.ts'
import { countRequests, FEWEST, hurtAtRandom, watchAnswers } from './hurt.ts'
import { assertEqual, countsOf, startAll, untilReady } from './leading.ts'
import { openDatabase } from './open-database.ts'
import { hasPostgres } from './postgres-server.ts'
import { shareCatalogue } from './shared-catalogue.ts'
import { LONG_MS } from './three-machines.ts'

describe.skipIf(!hasPostgres)('machines that share a catalogue', () => {
  it(
    'lose nothing and ask no council more often than it allows, whoever is killed, stopped or started again',
    async () => {
      const budget = { requests: 60, perMinutes: 0.5 }
      const postgres = await openDatabase()
      await using shared = await shareCatalogue({ postgres, councils: 6, services: 40, machines: 4, budget })
      const requests = countRequests(shared.councils)
      await startAll(shared)
      await expect.poll(() => countsOf(shared.machines), PATIENT).toStrictEqual([240, 240, 240, 240])
      const watched = watchAnswers(shared, 6 * FEWEST)
      const hurts = await hurtAtRandom(shared, 20, seededRandom())
      expect(hurts.killed + hurts.atAcknowledgement + hurts.stopped + hurts.restarted).toBe(20)
      await assertEqual(shared)
      await untilReady(shared.machines)
      expect(await watched.end()).toMatchObject({ fewer: [], older: [] })
      expect(shared.machines.map((machine) => machine.fallen())).toStrictEqual([0, 0, 0, 0])
      for (const most of requests.mostWithin(budget.perMinutes * 60_000 - 500)) {
        expect(most).toBeGreaterThan(0)
        expect(most).toBeLessThanOrEqual(budget.requests)
      }
    },
    LONG_MS,
  )
})
