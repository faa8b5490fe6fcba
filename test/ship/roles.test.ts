import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PATIENT } from '../cli/start-serving.ts'
import { plainServices } from '../gateway/fake-council.ts'
import { hasPostgres } from './postgres-server.ts'
import type { Machine } from './machine.ts'
import { shareCatalogue } from './shared-catalogue.ts'

const LONG_MS = 120_000
const DOCUMENT = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8')
const [LEADER = '', REPLICA = ''] = [...DOCUMENT.matchAll(/```sql\n(.*?)```/gs)].map(([, sql]) => sql)
const COUNT = '{ services { totalCount } }'

async function expectCount(machine: Machine, count: number): Promise<void> {
  const counted = (): Promise<unknown> =>
    machine.ask(COUNT).then(
      ({ data }) => data?.services.totalCount,
      () => undefined,
    )
  await expect.poll(counted, PATIENT).toBe(count)
}

describe.skipIf(!hasPostgres)('the roles that docs/scale.md gives to PostgreSQL', () => {
  it(
    'let one machine lead, and one follow that never leads, whoever is away',
    async () => {
      const shared = await shareCatalogue({ councils: 1, services: 20, machines: 0 })
      onTestFinished(() => shared.close(), LONG_MS)
      const { postgres, councils } = shared
      const as = (role: string) => ({ DATABASE_URL: postgres.url.replace('gateway@', `${role}@`) })
      await postgres.rows(LEADER)
      const leader = await shared.add(as('oruk_leader'))
      leader.start()
      await expectCount(leader, 20)
      await postgres.rows(REPLICA)
      const replica = await shared.add(as('oruk_replica'))
      replica.start()
      await expectCount(replica, 20)
      // What is decided there is refused, and what is decided elsewhere is taken up on.
      const decisions = ({ dataDir }: Machine): string => join(dataDir, 'decisions.ndjson')
      writeFileSync(decisions(leader), '')
      await expect.poll(() => existsSync(decisions(replica)), PATIENT).toBe(true)
      writeFileSync(decisions(replica), '\n')
      await expect.poll(() => replica.log(), PATIENT).toContain('This machine may only follow')
      await expect.poll(() => readFileSync(decisions(replica), 'utf8'), PATIENT).toBe('')
      expect(readFileSync(`${decisions(replica)}.not-shared`, 'utf8')).toBe('\n')
      await leader.kill()
      // Twice as long as a lease.
      await pause(4_000)
      expect(await postgres.rows('SELECT holder, until < now() AS free FROM ship_state')).toStrictEqual([
        { holder: leader.name, free: true },
      ])
      await expectCount(replica, 20)
      expect(replica.log()).not.toContain('permission denied')
      for (const council of councils) council.services = plainServices(25)
      leader.start()
      await expect.poll(() => leader.refresh(), PATIENT).toBe(true)
      await expectCount(replica, 25)
      // Machines say how they stand from time to time.
      await expect
        .poll(() => postgres.rows('SELECT name, role FROM ship_node ORDER BY name'), PATIENT)
        .toStrictEqual([
          { name: leader.name, role: 'LEADER' },
          { name: replica.name, role: 'REPLICA' },
        ])
    },
    LONG_MS,
  )
})
