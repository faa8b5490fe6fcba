import { DatabaseSync } from 'node:sqlite'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PATIENT } from '../cli/start-serving.ts'
import { plainServices } from '../gateway/fake-council.ts'
import { countRequests, FEWEST, hurtAtRandom, killUnacknowledged, watchAnswers } from './hurt.ts'
import { hasPostgres } from './postgres-server.ts'
import { digestMachine, type Machine, shareCatalogue, type SharedCatalogue } from './shared-catalogue.ts'

const LONG_MS = 240_000
const SCHEME = JSON.stringify({
  importedAt: '2026-11-23T10:00:00Z',
  fileName: 'kinds.csv',
  text: 'code,label\na,Advice\n',
  options: {},
})

async function share(parts: Parameters<typeof shareCatalogue>[0]): Promise<SharedCatalogue> {
  const shared = await shareCatalogue(parts)
  onTestFinished(() => shared.close(), LONG_MS)
  return shared
}

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

async function startAll({ machines }: SharedCatalogue): Promise<void> {
  for (const machine of machines) machine.start()
  await untilReady(machines)
}

function leaderOf(machines: readonly Machine[], holder: unknown): Machine {
  const leader = machines.find(({ name }) => name === holder)
  if (leader === undefined) throw new Error('nobody leads')
  return leader
}

async function leads({ postgres, machines }: SharedCatalogue): Promise<Machine> {
  const [row] = await postgres.rows('SELECT holder FROM ship_state')
  return leaderOf(machines, row?.['holder'])
}

async function assertEqual(shared: SharedCatalogue): Promise<void> {
  await shared.settle()
  const [first, ...others] = shared.machines.map(digestMachine)
  for (const other of others) expect(other).toStrictEqual(first)
}

const COUNT = '{ services { totalCount } }'
const countOf = async (machine: Machine): Promise<number> => (await machine.ask(COUNT)).data?.services.totalCount

describe.skipIf(!hasPostgres)('machines that share a catalogue through PostgreSQL', () => {
  it(
    'hold the same in every table, from nothing too, and ask each council once',
    async () => {
      const shared = await share({ councils: 2, services: 40, machines: 2 })
      const [one, two] = shared.machines
      if (one === undefined || two === undefined) throw new Error('two machines are expected')
      one.start()
      await untilReady([one])
      two.start()
      await untilReady([two])
      await shared.settle()
      const asked = shared.councils.map(({ asked }) => asked.filter((path) => path.startsWith('/services?')).length)
      const late = await shared.add()
      late.start()
      await untilReady([late])
      await assertEqual(shared)
      expect(await Promise.all(shared.machines.map(countOf))).toStrictEqual([80, 80, 80])
      expect(
        shared.councils.map(({ asked }) => asked.filter((path) => path.startsWith('/services?')).length),
      ).toStrictEqual(asked)
    },
    LONG_MS,
  )

  it(
    'go on after the leader was killed: another leads, and whoever comes back takes up what it missed',
    async () => {
      const shared = await share({ councils: 1, services: 30, machines: 3 })
      await startAll(shared)
      await shared.settle()
      const first = await leads(shared)
      await first.kill()
      const others = shared.machines.filter((machine) => machine !== first)
      expect(await Promise.all(others.map(countOf))).toStrictEqual([30, 30])
      await expect.poll(() => leads(shared).then(({ name }) => name), PATIENT).not.toBe(first.name)
      for (const council of shared.councils) council.services = plainServices(35)
      await expect.poll(async () => (await leads(shared)).refresh(), PATIENT).toBe(true)
      first.start()
      await untilReady([first])
      await assertEqual(shared)
      expect(await Promise.all(shared.machines.map(countOf))).toStrictEqual([35, 35, 35])
    },
    LONG_MS,
  )

  it(
    'answer on while PostgreSQL is away and ask no council, and go on when it is back',
    async () => {
      const shared = await share({ councils: 1, services: 20, machines: 2 })
      await startAll(shared)
      await shared.settle()
      const leader = await leads(shared)
      await shared.postgres.kill()
      await expect.poll(() => leader.log(), PATIENT).toContain('leads no longer')
      const [council] = shared.councils
      const asked = council?.asked.length
      expect(await Promise.all(shared.machines.map((machine) => machine.refresh()))).toStrictEqual([false, false])
      expect(await Promise.all(shared.machines.map(countOf))).toStrictEqual([20, 20])
      expect(council?.asked.length).toBe(asked)
      await shared.postgres.start()
      if (council) council.services = plainServices(21)
      await expect.poll(async () => (await leads(shared)).refresh(), PATIENT).toBe(true)
      await assertEqual(shared)
      expect(await Promise.all(shared.machines.map(countOf))).toStrictEqual([21, 21])
    },
    LONG_MS,
  )

  it(
    'find by digests a replica that holds other rows, which fills itself again',
    async () => {
      const shared = await share({ councils: 1, services: 20, machines: 2, environment: { DIGEST_EVERY: '1' } })
      await startAll(shared)
      await shared.settle()
      const leader = await leads(shared)
      const replica = shared.machines.find((machine) => machine !== leader)
      if (replica === undefined) throw new Error('a replica is expected')
      const db = new DatabaseSync(join(replica.dataDir, 'catalogue.sqlite'))
      db.exec("PRAGMA busy_timeout = 5000; UPDATE service SET name_sort = 'another' WHERE sid = 1")
      db.close()
      const [council] = shared.councils
      if (council) council.services = plainServices(22)
      expect(await leader.refresh()).toBe(true)
      await expect.poll(() => replica.log(), PATIENT).toContain('holds other rows than the leader')
      await untilReady([replica])
      await assertEqual(shared)
    },
    LONG_MS,
  )

  it(
    'share the feeds file and imports, wherever they are changed, also with one that leads later',
    async () => {
      const shared = await share({ councils: 2, services: 10, machines: 2 })
      await startAll(shared)
      await expect.poll(() => Promise.all(shared.machines.map(countOf)), PATIENT).toStrictEqual([20, 20])
      const leader = await leads(shared)
      const replica = shared.machines.find((machine) => machine !== leader)
      if (replica === undefined) throw new Error('a replica is expected')
      const config: { feeds: object[] } = JSON.parse(readFileSync(replica.configPath, 'utf8'))
      writeFileSync(replica.configPath, JSON.stringify({ ...config, feeds: config.feeds.slice(0, 1) }))
      await expect.poll(() => Promise.all(shared.machines.map(countOf)), PATIENT).toStrictEqual([10, 10])
      writeFileSync(join(leader.dataDir, 'decisions.ndjson'), '')
      mkdirSync(join(replica.dataDir, 'taxonomies'))
      writeFileSync(join(replica.dataDir, 'taxonomies', 'kept.json'), SCHEME)
      await expect.poll(() => existsSync(join(replica.dataDir, 'decisions.ndjson')), PATIENT).toBe(true)
      await expect.poll(() => existsSync(join(leader.dataDir, 'taxonomies', 'kept.json')), PATIENT).toBe(true)
      // What can't be used is shared with nobody.
      writeFileSync(leader.configPath, '{')
      await expect.poll(() => leader.log(), PATIENT).toContain('it is not shared')
      await leader.kill()
      await expect.poll(() => leads(shared).then(({ name }) => name), PATIENT).toBe(replica.name)
      expect(await countOf(replica)).toBe(10)
    },
    LONG_MS,
  )

  it(
    'give a list that is walked over all of them in turn whole, whoever is killed meanwhile, and never step back',
    async () => {
      const shared = await share({ councils: 3, services: 40, machines: 3 })
      await startAll(shared)
      await expect.poll(() => Promise.all(shared.machines.map(countOf)), PATIENT).toStrictEqual([120, 120, 120])
      await shared.settle()
      const killed = await leads(shared)
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
      expect(names).toHaveLength(120)
      expect(new Set(names).size).toBe(120)
      const replica = shared.machines.find((machine) => machine !== killed)
      const ahead = await replica?.ask(COUNT, { 'oruk-generation': String(Number(generation) + 1_000) })
      expect(ahead?.errors?.[0]?.extensions).toStrictEqual({ code: 'BEHIND' })
    },
    LONG_MS,
  )

  it(
    'ask the one that leads for details, also by readers of their own, and say which are lacking when it is away',
    async () => {
      const shared = await share({ councils: 1, services: 20, machines: 1 })
      const replica = await shared.add({ READERS: '2' })
      const [leader] = shared.machines
      const [council] = shared.councils
      if (leader === undefined || council === undefined) throw new Error('a leader and a council are expected')
      leader.start()
      await untilReady([leader])
      replica.start()
      await untilReady([replica])
      await shared.settle()
      const services = await leader.ask('{ services(first: 1) { nodes { id originId } } }')
      const [first] = services.data.services.nodes
      const ask = () => replica.ask(`{ service(id: "${first.id}") { description } }`, { 'cache-control': 'no-cache' })
      council.services = plainServices(20, { description: 'As it is now' })
      const before = council.asked.length
      expect(await ask()).toMatchObject({ data: { service: { description: 'As it is now' } } })
      expect(council.asked.slice(before)).toStrictEqual([`/services/${first.originId}`])
      expect(JSON.parse((await replica.ready()).body)).toMatchObject({ role: 'reader', shared: { role: 'REPLICA' } })
      council.delayMs = 10_000
      expect(JSON.stringify(await ask())).toContain('could not be had')
      await leader.kill()
      expect(JSON.stringify(await ask())).toContain('could not be had')
    },
    LONG_MS,
  )

  it(
    'say how they stand, in health, numbers and status',
    async () => {
      const environment = { DIGEST_EVERY: '1', METRICS_PATH: '/metrics' }
      const shared = await share({ councils: 1, services: 10, machines: 2, environment })
      const [one, two] = shared.machines
      if (one === undefined || two === undefined) throw new Error('two machines are expected')
      one.start()
      await untilReady([one])
      two.start()
      await untilReady([two])
      await shared.settle()
      const [council] = shared.councils
      if (council) council.services = plainServices(11)
      await one.refresh()
      await shared.settle()
      const standing = (machine: Machine) => machine.ready().then(({ body }) => JSON.parse(body).shared)
      await expect.poll(() => standing(two).then(({ digest }) => digest?.isEqual), PATIENT).toBe(true)
      expect(await standing(one)).toMatchObject({ name: 'm1', role: 'LEADER', epoch: 1, behind: 0 })
      expect(await standing(two)).toMatchObject({ name: 'm2', role: 'REPLICA', behind: 0 })
      expect(await one.run('status')).toMatch(/Shared: m1 leads, epoch 1; entry \d+ of the log/)
      const metrics = await fetch(`${two.url}/metrics`).then((response) => response.text())
      expect(metrics).toMatch(/^oruk_gateway_shared_leads 0$/m)
      expect(metrics).toMatch(/^oruk_gateway_shared_digest_equal 1$/m)
    },
    LONG_MS,
  )

  it(
    'lose nothing and ask no council more often than it allows, whoever is killed, stopped or started again',
    async () => {
      const budget = { requests: 60, perMinutes: 0.5 }
      const shared = await share({ councils: 6, services: 40, machines: 4, budget })
      const requests = countRequests(shared.councils)
      await startAll(shared)
      await expect.poll(() => Promise.all(shared.machines.map(countOf)), PATIENT).toStrictEqual([240, 240, 240, 240])
      const watched = watchAnswers(shared, 6 * FEWEST)
      const hurts = await hurtAtRandom(shared, 20, Math.random)
      expect(hurts.killed + hurts.atAcknowledgement + hurts.stopped + hurts.restarted).toBe(20)
      await assertEqual(shared)
      await untilReady(shared.machines)
      expect(await watched.end()).toMatchObject({ fewer: [], older: [] })
      for (const most of requests.mostWithin(budget.perMinutes * 60_000 - 500)) {
        expect(most).toBeGreaterThan(0)
        expect(most).toBeLessThanOrEqual(budget.requests)
      }
    },
    LONG_MS,
  )

  it(
    'catch up what a leader appended that was killed before it committed',
    async () => {
      const shared = await share({ councils: 1, services: 20, machines: 2 })
      await startAll(shared)
      await shared.settle()
      const [council] = shared.councils
      if (council) council.services = plainServices(21)
      const leader = await leads(shared)
      const { appended, held } = await killUnacknowledged(shared, leader)
      expect(held).toBe(appended - 1)
      leader.start()
      await untilReady(shared.machines)
      await assertEqual(shared)
    },
    LONG_MS,
  )
})
