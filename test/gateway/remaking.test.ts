import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { remakingFileOf } from '../../src/store/remaking.ts'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { lunchClub } from './listed-twice.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

const CHILD = new URL('./remaking-child.ts', import.meta.url)
const SHOWN = `{ services(first: 300, orderBy: NAME) { totalCount nodes { id name cluster { id } quality { score } } }
  feeds { report { state services reprocessing { done } } } }`

/** As a file has it that another version of the gateway wrote. */
const OTHER_TABLES = `UPDATE meta SET value = 'another form' WHERE key = 'derived_tables';
  DROP TABLE service_body; ALTER TABLE service RENAME COLUMN name_sort TO sort_by`

function change(file: string, sql: string): void {
  const db = new DatabaseSync(file)
  db.exec(`PRAGMA busy_timeout = 5000; ${sql}`)
  db.close()
}

async function startTwo(count: number) {
  const councils = await Promise.all([
    startFakeCouncil([lunchClub({ id: 'e1', assured: '2026-10-01', description: 'Soup on Mondays.' })]),
    startFakeCouncil([
      lunchClub({ id: 'w1', assured: '2026-06-01', description: 'Soup and bread on Mondays.' }),
      ...plainServices(count),
    ]),
  ])
  onTestFinished(async () => void (await Promise.all(councils.map((council) => council.close()))))
  const config = testConfig(councils.map(({ url }, at) => testFeed(at === 0 ? 'east' : 'west', url)))
  const gateway = await startGateway(config)
  await gateway.refreshAll()
  const file = join(gateway.dataDir, 'catalogue.sqlite')
  for (const council of councils) council.asked.length = 0
  return { councils, config, gateway, file }
}

const beside = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => /^catalogue\.sqlite(?!\.(lock|mark)$)/.test(name))

/** The machine may be busy with other tests. */
const SLOW = { timeout: 90_000 }

describe('a file with other tables', SLOW, () => {
  it('answers only once all is made again, with the same clusters and scores, and no change is noted', async () => {
    const { councils, config, gateway, file } = await startTwo(250)
    const before = (await gateway.ask(SHOWN)).data
    const generation = Number(gateway.generation())
    await gateway.close()
    const db = new DatabaseSync(file)
    const changes = db.prepare('SELECT * FROM change').all()
    db.close()
    change(file, OTHER_TABLES)
    const delays: string[] = []
    const again = await startGateway(config, { dataDir: gateway.dataDir, onDelay: (why) => void delays.push(why) })
    expect(delays).toEqual([expect.stringMatching(/^The catalogue has tables of another version of the gateway/)])
    expect(again.readiness()).toEqual({ ready: true })
    expect((await again.ask(SHOWN)).data).toEqual(before)
    expect(Number(again.generation())).toBeGreaterThan(generation)
    expect(councils.flatMap(({ asked }) => asked)).toEqual([])
    await again.close()
    const held = new DatabaseSync(file, { readOnly: true })
    expect(held.prepare('SELECT * FROM change').all()).toEqual(changes)
    expect(held.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'change'").get()).toEqual({ seq: changes.length })
    held.close()
  })

  it('is written to as before once it is made again: feeds are read on', async () => {
    const { councils, config, gateway, file } = await startTwo(2)
    await gateway.close()
    change(file, OTHER_TABLES)
    const again = await startGateway(config, { dataDir: gateway.dataDir })
    const west = councils[1]
    if (west !== undefined) west.services = plainServices(5)
    await again.refreshAll()
    const asked = await again.ask('{ feeds { slug report { state services reason } } }')
    expect(asked.data).toMatchObject({
      feeds: [
        { slug: 'east', report: { state: 'FRESH', services: 1, reason: null } },
        { slug: 'west', report: { state: 'FRESH', services: 5, reason: null } },
      ],
    })
    await again.close()
  })

  it('stays as it is for a gateway that has given it up, whatever a newer one makes of it', async () => {
    const { config, gateway, file } = await startTwo(20)
    const before = (await gateway.ask(SHOWN)).data
    await gateway.release()
    change(file, "UPDATE meta SET value = 'another form' WHERE key = 'derived_tables'")
    const next = await startGateway(config, { dataDir: gateway.dataDir })
    // The newer one's tables are of no use to the older one.
    change(file, 'DROP TABLE service_language; ALTER TABLE service_body RENAME TO body_of_service')
    expect((await gateway.ask(SHOWN)).data).toEqual(before)
    expect(await Promise.all(Array.from({ length: 5 }, async () => (await gateway.ask(SHOWN)).data))).toEqual(
      Array.from({ length: 5 }, () => before),
    )
    await next.close()
  })

  it(
    'is made again to its end however often that is killed, and goes on where it was',
    { timeout: 60_000 },
    async () => {
      const { config, gateway, file } = await startTwo(250)
      const before = (await gateway.ask(SHOWN)).data
      await gateway.close()
      change(file, OTHER_TABLES)
      const doneBefore: number[] = []
      for (let time = 0; time < 3; time += 1) doneBefore.push(await makeSomeAndKill(file))
      // How many a step makes is not promised; that none is made twice is.
      expect(doneBefore).toEqual([...new Set(doneBefore)].toSorted((a, b) => a - b))
      const again = await startGateway(config, { dataDir: gateway.dataDir })
      expect((await again.ask(SHOWN)).data).toEqual(before)
      await again.close()
      expect(beside(gateway.dataDir)).toEqual(['catalogue.sqlite'])
    },
  )

  it('takes the place of the one before where that was broken off in its middle', async () => {
    const { config, gateway, file } = await startTwo(2)
    const before = (await gateway.ask(SHOWN)).data
    await gateway.close()
    renameSync(file, `${file}.remade`)
    const again = await startGateway(config, { dataDir: gateway.dataDir })
    expect((await again.ask(SHOWN)).data).toEqual(before)
    expect(existsSync(`${file}.remade`)).toBe(false)
  })

  it('is copied again where the one before was written to since', async () => {
    const { config, gateway, file } = await startTwo(150)
    const before = (await gateway.ask(SHOWN)).data
    await gateway.close()
    change(file, OTHER_TABLES)
    await makeSomeAndKill(file)
    change(remakingFileOf(file), "DELETE FROM record WHERE origin_id = 'w1'")
    change(file, "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")
    const again = await startGateway(config, { dataDir: gateway.dataDir })
    expect((await again.ask(SHOWN)).data).toEqual(before)
  })
})

/** Makes up to two hundred records more and is killed; how many are made by then, of the feeds that are not done. */
async function makeSomeAndKill(file: string): Promise<number> {
  const child = fork(CHILD, [file], { execArgv: [] })
  const [done]: unknown[] = await once(child, 'message')
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
  return Number(done)
}
