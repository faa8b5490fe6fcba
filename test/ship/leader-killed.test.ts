import { describe, expect, it } from 'vitest'
import { assertEqual, countsOf, leadElsewhere, publish, roles, startAll } from './leading.ts'
import { beforeAcknowledgement } from './hurt.ts'
import { hasPostgres } from './postgres-server.ts'
import { markOf } from './shared-catalogue.ts'
import { LONG_MS, shareThree } from './three-machines.ts'

describe.skipIf(!hasPostgres)('machines that share a catalogue, and whose leader is killed,', () => {
  const begin = shareThree()

  it(
    'go on: another leads, and whoever comes back takes up what it missed',
    async () => {
      const { shared, leader, replicas } = await begin(41)
      await leader.kill()
      expect(await countsOf(replicas)).toStrictEqual([82, 82])
      publish(shared, 35)
      expect(replicas).toContain((await roles(shared)).leader)
      await startAll(shared)
      await assertEqual(shared)
      expect(await countsOf(shared.machines)).toStrictEqual([70, 70, 70])
    },
    LONG_MS,
  )

  it(
    'give a list that is walked over all of them in turn whole, and never step back',
    async () => {
      const { shared, leader, replicas } = await begin(36)
      const names: string[] = []
      let after = 'null'
      let generation = '0'
      for (let page = 0; after !== '' && page < 100; page += 1) {
        if (page === 5) await leader.kill()
        const left = page < 5 ? shared.machines : replicas
        const machine = left[page % left.length] ?? leader
        const query = `{ services(first: 7, after: ${after}) { pageInfo { hasNextPage endCursor } nodes { id } } }`
        const answer = await machine.ask(query, { 'oruk-generation': generation })
        expect(answer.errors).toBeUndefined()
        expect(answer.generation).toMatch(/^\d+$/)
        expect(Number(answer.generation)).toBeGreaterThanOrEqual(Number(generation))
        ;({ generation } = answer)
        const { nodes, pageInfo } = answer.data.services
        names.push(...nodes.map(({ id }: { id: string }) => id))
        after = pageInfo.hasNextPage ? JSON.stringify(pageInfo.endCursor) : ''
      }
      expect(names).toHaveLength(72)
      expect(new Set(names).size).toBe(72)
      const ahead = { 'oruk-generation': String(Number(generation) + 1_000) }
      const behind = await replicas[0]?.ask('{ services { totalCount } }', ahead)
      expect(behind?.errors?.[0]?.extensions).toStrictEqual({ code: 'BEHIND' })
    },
    LONG_MS,
  )

  it(
    'catch up what it had appended and not committed',
    async () => {
      const { shared, withReaders } = await begin(20)
      // What runs in several processes can commit for a moment after one of them was killed.
      const leader = await leadElsewhere(shared, withReaders)
      await shared.reach()
      publish(shared, 21)
      await beforeAcknowledgement(shared, leader, () => leader.kill())
      const [state] = await shared.postgres.rows('SELECT position FROM ship_state')
      expect(markOf(leader.dataDir)?.position).toBeLessThan(Number(state?.['position']))
      await startAll(shared)
      await roles(shared)
      await assertEqual(shared)
      expect(await countsOf(shared.machines)).toStrictEqual([42, 42, 42])
    },
    LONG_MS,
  )
})
