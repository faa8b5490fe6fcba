import { describe, expect, it } from 'vitest'
import { PATIENT } from '../cli/start-serving.ts'
import { assertEqual, countsOf, publish, roles } from './leading.ts'
import { beforeAcknowledgement } from './hurt.ts'
import { hasPostgres } from './postgres-server.ts'
import { LONG_MS, shareThree } from './three-machines.ts'

describe.skipIf(!hasPostgres)('machines that share a catalogue, and whose PostgreSQL is away,', () => {
  const begin = shareThree()

  it(
    'live on where it ends while an entry is being appended, and catch that up',
    async () => {
      const { shared, leader } = await begin(20)
      publish(shared, 22)
      await beforeAcknowledgement(shared, leader, async () => {
        await shared.postgres.kill()
        await shared.postgres.start()
      })
      await roles(shared)
      await assertEqual(shared)
      expect(shared.machines.map((machine) => machine.fallen())).toStrictEqual([0, 0, 0])
      expect(await countsOf(shared.machines)).toStrictEqual([44, 44, 44])
    },
    LONG_MS,
  )

  it(
    'answer on and ask no council, and go on when it is back',
    async () => {
      const { shared, leader } = await begin(22)
      const before = leader.log().length
      await shared.postgres.kill()
      await expect.poll(() => leader.log().slice(before), PATIENT).toContain('leads no longer')
      const asked = shared.councils.map((council) => council.asked.length)
      expect(await Promise.all(shared.machines.map((machine) => machine.refresh()))).not.toContain(true)
      expect(await countsOf(shared.machines)).toStrictEqual([44, 44, 44])
      expect(shared.councils.map((council) => council.asked.length)).toStrictEqual(asked)
      await shared.postgres.start()
      publish(shared, 20)
      await roles(shared)
      await assertEqual(shared)
      expect(await countsOf(shared.machines)).toStrictEqual([40, 40, 40])
    },
    LONG_MS,
  )

  it(
    'go on where the network is cut between it and the leader, or a replica, without a word',
    async () => {
      const { shared, leader, replicas } = await begin(20)
      const before = leader.log().length
      leader.way.cut()
      await expect.poll(() => leader.log().slice(before), PATIENT).toContain('leads no longer')
      expect(await leader.refresh()).toBe(false)
      expect(await countsOf(shared.machines)).toStrictEqual([40, 40, 40])
      publish(shared, 23)
      const { leader: second } = await roles(shared)
      expect(replicas).toContain(second)
      await shared.reach(replicas)
      expect(await countsOf([leader])).toStrictEqual([40])
      leader.way.heal()
      await assertEqual(shared)
      leader.way.cut()
      publish(shared, 24)
      await second.refresh()
      await shared.reach(replicas)
      leader.way.heal()
      await assertEqual(shared)
      expect(await countsOf(shared.machines)).toStrictEqual([48, 48, 48])
    },
    LONG_MS,
  )
})
