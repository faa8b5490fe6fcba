import { readdirSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assertEqual, countsOf, leadElsewhere, publish, roles, startAll, untilReady, writeUntil } from './leading.ts'
import type { Machine } from './machine.ts'
import { hasPostgres } from './postgres-server.ts'
import { LONG_MS, shareThree } from './three-machines.ts'

describe.skipIf(!hasPostgres)('machines that share a catalogue through PostgreSQL', () => {
  const begin = shareThree()

  it(
    'hold the same in every table, from nothing too, and one of them asks the councils',
    async () => {
      const { shared, leader, replicas } = await begin(40)
      const before = shared.machines.map((machine) => machine.log().length)
      for (const replica of replicas) {
        await replica.kill()
        for (const name of readdirSync(replica.dataDir))
          if (name !== 'feeds.json') rmSync(join(replica.dataDir, name), { recursive: true })
      }
      publish(shared, 41)
      await startAll(shared)
      expect((await roles(shared)).leader).toBe(leader)
      await assertEqual(shared)
      expect(await countsOf(shared.machines)).toStrictEqual([82, 82, 82])
      const asking = shared.machines.filter((each, at) => each.log().slice(before[at]).includes('reading the list'))
      expect(asking).toStrictEqual([leader])
    },
    LONG_MS,
  )

  it(
    'say how they stand, in health, numbers and status',
    async () => {
      const { shared, leader, replicas } = await begin(21)
      const [replica = leader] = replicas
      const standing = (machine: Machine) => machine.ready().then(({ body }) => JSON.parse(body).shared)
      await writeUntil(leader, () => standing(replica).then(({ digest }) => digest?.isEqual === true))
      await shared.reach()
      const [state] = await shared.postgres.rows('SELECT epoch FROM ship_state')
      const epoch = Number(state?.['epoch'])
      expect(epoch).toBeGreaterThan(0)
      expect(await standing(leader)).toMatchObject({ name: leader.name, role: 'LEADER', epoch, behind: 0 })
      expect(await standing(replica)).toMatchObject({ name: replica.name, role: 'REPLICA', behind: 0 })
      expect(await leader.run('status')).toMatch(
        new RegExp(`Shared: ${leader.name} leads, epoch ${epoch}; entry \\d+ of the log`),
      )
      const metrics = await fetch(`${replica.url}/metrics`).then((response) => response.text())
      expect(metrics).toMatch(/^oruk_gateway_shared_leads 0$/m)
      expect(metrics).toMatch(/^oruk_gateway_shared_digest_equal 1$/m)
    },
    LONG_MS,
  )

  it(
    'ask the one that leads for details, also by readers of their own, and say which are lacking when it is away',
    async () => {
      const { shared, withReaders: replica } = await begin(22)
      const leader = await leadElsewhere(shared, replica)
      await shared.reach()
      const services = await leader.ask('{ services(first: 1) { nodes { id originId feed { slug } } } }')
      const [first] = services.data.services.nodes
      const asked = shared.councils.find((_, at) => first.feed.slug === `c${at + 1}`)
      const ask = () => replica.ask(`{ service(id: "${first.id}") { description } }`, { 'cache-control': 'no-cache' })
      publish(shared, 22, { description: 'As it is now' })
      const before = asked?.asked.length
      expect(await ask()).toMatchObject({ data: { service: { description: 'As it is now' } } })
      expect(asked?.asked.slice(before)).toStrictEqual([`/services/${first.originId}`])
      expect(JSON.parse((await replica.ready()).body)).toMatchObject({ role: 'reader', shared: { role: 'REPLICA' } })
      if (asked !== undefined) asked.delayMs = 10_000
      expect(JSON.stringify(await ask())).toContain('could not be had')
      await leader.kill()
      expect(JSON.stringify(await ask())).toContain('could not be had')
    },
    LONG_MS,
  )

  it.each(['replica', 'leader'])(
    'find by digests that a %s holds other rows, and come to hold what the leader does',
    async (which) => {
      const { shared, leader, replicas } = await begin(35)
      const { dataDir } = which === 'leader' ? leader : (replicas[0] ?? leader)
      const before = replicas.map((replica) => replica.log().length)
      const db = new DatabaseSync(join(dataDir, 'catalogue.sqlite'))
      db.exec('PRAGMA busy_timeout = 5000')
      db.exec(`UPDATE service SET name_sort = 'of a ${which}' WHERE sid = (SELECT min(sid) FROM service)`)
      db.close()
      publish(shared, 36)
      const isFound = () =>
        replicas.some((each, at) => each.log().slice(before[at]).includes('holds other rows than the leader'))
      await writeUntil(leader, isFound)
      await writeUntil(
        leader,
        async () => new Set((await shared.hold()).map((each) => JSON.stringify(each))).size === 1,
      )
      await untilReady(shared.machines)
    },
    LONG_MS,
  )
})
