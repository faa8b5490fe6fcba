import { execFileSync } from 'node:child_process'
import { DatabaseSync } from 'node:sqlite'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PATIENT } from '../cli/start-serving.ts'
import { seededRandom } from '../seeded-random.ts'
import { plainServices } from '../gateway/fake-council.ts'
import { beforeAcknowledgement, countRequests, FEWEST, hurtAtRandom, watchAnswers } from './hurt.ts'
import { openDatabase } from './open-database.ts'
import { hasPostgres } from './postgres-server.ts'
import { type Machine, markOf, shareCatalogue, type SharedCatalogue } from './shared-catalogue.ts'

const LONG_MS = 240_000
const SCHEME = JSON.stringify({
  importedAt: '2026-11-23T10:00:00Z',
  fileName: 'kinds.csv',
  text: 'code,label\na,Advice\n',
  options: {},
})

async function untilReady(machines: readonly Machine[]): Promise<void> {
  for (const machine of machines)
    await expect
      .poll(
        () =>
          machine.ready().then(
            ({ status }) => String(status),
            () => `It does not listen. Its log: ${machine.log().slice(-4_000)}`,
          ),
        PATIENT,
      )
      .toBe('200')
}

/** Starts those that do not run. */
async function startAll({ machines }: SharedCatalogue): Promise<void> {
  for (const machine of machines) if (!machine.isRunning()) machine.start()
  await untilReady(machines)
}

async function nameOfLeader({ postgres }: SharedCatalogue): Promise<unknown> {
  const [row] = await postgres.rows('SELECT holder FROM ship_state WHERE until > clock_timestamp()')
  return row?.['holder']
}

/** The machine that leads, once one does and reads its councils, and all others. */
async function roles(shared: SharedCatalogue): Promise<{ leader: Machine; replicas: readonly Machine[] }> {
  const leading = async () => {
    const name = await nameOfLeader(shared).catch(() => undefined)
    const leader = shared.machines.find((machine) => machine.name === name)
    return leader !== undefined && (await leader.refresh()) ? leader : undefined
  }
  await expect.poll(leading, PATIENT).toBeDefined()
  const leader = await leading()
  if (leader === undefined) throw new Error('nobody leads')
  return { leader, replicas: shared.machines.filter((machine) => machine !== leader) }
}

/** Has a leader read its councils again and again: each time it notes that it did, and not each entry is digested. */
async function writeUntil(leader: Machine, isSo: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(async () => (await leader.refresh()) && (await isSo()), PATIENT).toBe(true)
}

async function assertEqual(shared: SharedCatalogue): Promise<void> {
  const [first, ...others] = await shared.hold()
  for (const other of others) expect(other).toStrictEqual(first)
}

const COUNT = '{ services { totalCount } }'
const countOf = async (machine: Machine): Promise<number> => (await machine.ask(COUNT)).data?.services.totalCount
const countsOf = (machines: readonly Machine[]): Promise<number[]> => Promise.all(machines.map(countOf))

function publish({ councils }: SharedCatalogue, count: number, detail = {}): void {
  for (const council of councils) council.services = plainServices(count, detail)
}

describe.skipIf(!hasPostgres)('machines that share a catalogue through PostgreSQL', () => {
  describe('three of them, and two councils,', () => {
    let shared: SharedCatalogue
    beforeAll(async () => {
      const environment = { DIGEST_EVERY: '4', METRICS_PATH: '/metrics' }
      const postgres = await openDatabase()
      shared = await shareCatalogue({
        postgres,
        councils: 2,
        services: 40,
        machines: 2,
        refreshMinutes: 60,
        environment,
      })
    }, LONG_MS)
    afterAll(() => shared.close(), LONG_MS)

    it(
      'hold the same in every table, from nothing too, and one of them asks the councils',
      async () => {
        await startAll(shared)
        await expect.poll(() => countsOf(shared.machines), PATIENT).toStrictEqual([80, 80])
        await shared.add({ READERS: '2' })
        await startAll(shared)
        await assertEqual(shared)
        expect(await countsOf(shared.machines)).toStrictEqual([80, 80, 80])
        const { leader } = await roles(shared)
        const asking = shared.machines.filter((machine) => machine.log().includes('reading the list'))
        expect(asking).toStrictEqual([leader])
      },
      LONG_MS,
    )

    it(
      'say how they stand, in health, numbers and status',
      async () => {
        publish(shared, 41)
        const { leader, replicas } = await roles(shared)
        const [replica] = replicas
        if (replica === undefined) throw new Error('a replica is expected')
        await shared.reach()
        const standing = (machine: Machine) => machine.ready().then(({ body }) => JSON.parse(body).shared)
        await writeUntil(leader, () => standing(replica).then(({ digest }) => digest?.isEqual === true))
        await shared.reach()
        expect(await standing(leader)).toMatchObject({ name: leader.name, role: 'LEADER', epoch: 1, behind: 0 })
        expect(await standing(replica)).toMatchObject({ name: replica.name, role: 'REPLICA', behind: 0 })
        expect(await leader.run('status')).toMatch(
          new RegExp(`Shared: ${leader.name} leads, epoch 1; entry \\d+ of the log`),
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
        const { leader } = await roles(shared)
        const replica = shared.machines.at(-1)
        const [council] = shared.councils
        if (replica === undefined || council === undefined) throw new Error('a replica and a council are expected')
        expect(replica).not.toBe(leader)
        await shared.reach()
        const services = await leader.ask('{ services(first: 1) { nodes { id originId feed { slug } } } }')
        const [first] = services.data.services.nodes
        const asked = shared.councils.find((_, at) => first.feed.slug === `c${at + 1}`)
        const ask = () => replica.ask(`{ service(id: "${first.id}") { description } }`, { 'cache-control': 'no-cache' })
        publish(shared, 41, { description: 'As it is now' })
        const before = asked?.asked.length
        expect(await ask()).toMatchObject({ data: { service: { description: 'As it is now' } } })
        expect(asked?.asked.slice(before)).toStrictEqual([`/services/${first.originId}`])
        expect(JSON.parse((await replica.ready()).body)).toMatchObject({ role: 'reader', shared: { role: 'REPLICA' } })
        if (asked !== undefined) asked.delayMs = 10_000
        expect(JSON.stringify(await ask())).toContain('could not be had')
        await leader.kill()
        expect(JSON.stringify(await ask())).toContain('could not be had')
        if (asked !== undefined) asked.delayMs = 0
        await startAll(shared)
      },
      LONG_MS,
    )

    it(
      'go on after the leader was killed: another leads, and whoever comes back takes up what it missed',
      async () => {
        const { leader, replicas } = await roles(shared)
        await shared.reach()
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

    it.each(['replica', 'leader'])(
      'find by digests that a %s holds other rows, and come to hold what the leader does',
      async (which) => {
        const { leader, replicas } = await roles(shared)
        const { dataDir } = which === 'leader' ? leader : (replicas[0] ?? leader)
        await shared.reach()
        const before = replicas.map((replica) => replica.log().length)
        const db = new DatabaseSync(join(dataDir, 'catalogue.sqlite'))
        db.exec(`PRAGMA busy_timeout = 5000; UPDATE service SET name_sort = 'of a ${which}' WHERE sid = 1`)
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

    it(
      'give a list that is walked over all of them in turn whole, whoever is killed meanwhile, and never step back',
      async () => {
        const { leader: killed } = await roles(shared)
        await shared.reach()
        const names: string[] = []
        let after = 'null'
        let generation = '0'
        for (let page = 0; after !== '' && page < 100; page += 1) {
          if (page === 5) await killed.kill()
          const left = shared.machines.filter((machine) => page < 5 || machine !== killed)
          const machine = left[page % left.length] ?? killed
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
        const replica = shared.machines.find((machine) => machine !== killed)
        const ahead = await replica?.ask(COUNT, { 'oruk-generation': String(Number(generation) + 1_000) })
        expect(ahead?.errors?.[0]?.extensions).toStrictEqual({ code: 'BEHIND' })
        await startAll(shared)
      },
      LONG_MS,
    )

    it(
      'catch up what a leader appended that was killed before it committed',
      async () => {
        const { leader } = await roles(shared)
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

    it(
      'live on where PostgreSQL ends while an entry is being appended, and catch that up',
      async () => {
        const { leader } = await roles(shared)
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
      'answer on while PostgreSQL is away and ask no council, and go on when it is back',
      async () => {
        const { leader } = await roles(shared)
        await shared.reach()
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
      'go on where the network is cut between PostgreSQL and the leader, or a replica, without a word',
      async () => {
        const { leader, replicas } = await roles(shared)
        await shared.reach()
        const before = leader.log().length
        leader.way.cut()
        await expect.poll(() => leader.log().slice(before), PATIENT).toContain('leads no longer')
        expect(await leader.refresh()).toBe(false)
        expect(await countsOf(shared.machines)).toStrictEqual([40, 40, 40])
        publish(shared, 23)
        const { leader: second } = await roles(shared)
        expect(replicas).toContain(second)
        await shared.reach(replicas)
        expect(await countOf(leader)).toBe(40)
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

    it(
      'share the feeds file and imports, wherever they are changed, also with one that leads later',
      async () => {
        const { leader, replicas } = await roles(shared)
        const [replica, other] = replicas
        if (replica === undefined || other === undefined) throw new Error('two replicas are expected')
        await other.stop()
        const config: { feeds: object[] } = JSON.parse(readFileSync(replica.configPath, 'utf8'))
        writeFileSync(replica.configPath, JSON.stringify({ ...config, feeds: config.feeds.slice(0, 1) }))
        await expect.poll(() => countsOf([leader, replica]), PATIENT).toStrictEqual([24, 24])
        // What is backed up is the feeds file of all, not the leader's own.
        const archive = (await leader.run('backup', join(leader.dataDir, 'backups'))).trim()
        const backedUp = execFileSync('tar', ['-xOzf', archive, 'feeds.config.json'], { encoding: 'utf8' })
        expect(JSON.parse(backedUp).feeds).toHaveLength(1)
        writeFileSync(join(leader.dataDir, 'decisions.ndjson'), '')
        mkdirSync(join(replica.dataDir, 'taxonomies'))
        writeFileSync(join(replica.dataDir, 'taxonomies', 'kept.json'), SCHEME)
        await expect.poll(() => existsSync(join(replica.dataDir, 'decisions.ndjson')), PATIENT).toBe(true)
        await expect.poll(() => existsSync(join(leader.dataDir, 'taxonomies', 'kept.json')), PATIENT).toBe(true)
        // What can't be used is shared with nobody.
        writeFileSync(leader.configPath, '{')
        await expect.poll(() => leader.log(), PATIENT).toContain('it is not shared')
        await leader.kill()
        await expect.poll(() => nameOfLeader(shared), PATIENT).toBe(replica.name)
        expect(await countOf(replica)).toBe(24)
      },
      LONG_MS,
    )
  })

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
