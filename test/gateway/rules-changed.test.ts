import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'
import { lunchClub } from './listed-twice.ts'

const REPORT = '{ feeds { report { state services reprocessing { rules done total } } } }'

const OLDER_READING =
  "UPDATE feed SET sync = json_set(sync, '$.readUnder', replace(json_extract(sync, '$.readUnder'), 'orukread/', 'older/'))"

async function startOne(services: Readonly<Record<string, readonly StatedService[]>>) {
  const councils = await Promise.all(Object.values(services).map((each) => startFakeCouncil(each)))
  onTestFinished(async () => void (await Promise.all(councils.map((council) => council.close()))))
  const config = testConfig(Object.keys(services).map((slug, at) => testFeed(slug, councils[at]?.url ?? '')))
  const gateway = await startGateway(config)
  await gateway.refreshAll()
  return { councils, config, gateway }
}

/** Has the file say that what is in it was made by other rules. */
function change(dataDir: string, sql: string): void {
  const db = new DatabaseSync(join(dataDir, 'catalogue.sqlite'))
  db.exec(sql)
  db.close()
}

it('answers at once from what is held where the rules of reading are others, and makes it again beside that', async () => {
  const { councils, config, gateway } = await startOne({ north: plainServices(250) })
  await gateway.close()
  change(gateway.dataDir, `${OLDER_READING}; UPDATE service SET name_sort = 'old', body_hash = ''`)
  for (const council of councils) council.asked.length = 0
  const again = await startGateway(config, { dataDir: gateway.dataDir })
  const { report } = (await again.ask(REPORT)).data.feeds[0]
  expect(report).toMatchObject({ state: 'FRESH', services: 250, reprocessing: [{ rules: ['READING'], total: 250 }] })
  expect(again.readiness()).toEqual({ ready: true })
  await again.reprocessed()
  expect((await again.ask(REPORT)).data.feeds[0].report.reprocessing).toEqual([])
  const { data } = await again.ask('{ services(first: 1, orderBy: NAME) { nodes { name } } }')
  expect(data.services.nodes).toEqual([{ name: 'Service 001' }])
  const db = new DatabaseSync(join(again.dataDir, 'catalogue.sqlite'), { readOnly: true })
  expect(db.prepare("SELECT count(*) AS n FROM change WHERE kind <> 'ADDED'").get()).toEqual({ n: 0 })
  expect(db.prepare("SELECT count(*) AS n FROM service WHERE name_sort = 'old'").get()).toEqual({ n: 0 })
  db.close()
  expect(councils.flatMap(({ asked }) => asked)).toEqual([])
})

it('goes on where it was stopped', async () => {
  const { config, gateway } = await startOne({ north: plainServices(250) })
  await gateway.close()
  change(gateway.dataDir, OLDER_READING)
  const second = await startGateway(config, { dataDir: gateway.dataDir })
  await second.close()
  const third = await startGateway(config, { dataDir: gateway.dataDir })
  await third.reprocessed()
  expect((await third.ask(REPORT)).data.feeds[0].report).toEqual({ state: 'FRESH', services: 250, reprocessing: [] })
})

it('scores and matches again where those rules are others, while clusters keep their ids', async () => {
  const { config, gateway } = await startOne({
    east: [lunchClub({ id: 'e1', assured: '2026-10-01', description: 'Soup on Mondays.' })],
    west: [lunchClub({ id: 'w1', assured: '2026-06-01', description: 'Soup and bread on Mondays.' })],
  })
  const query = '{ services { totalCount nodes { cluster { id } quality { score } } } }'
  const before = (await gateway.ask(query)).data
  await gateway.close()
  change(
    gateway.dataDir,
    `UPDATE meta SET value = 'orukmatch/0' WHERE key = 'matched_under';
     UPDATE meta SET value = json_set(value, '$.version', 'orukq/0') WHERE key = 'scored';
     UPDATE service SET quality = 1`,
  )
  const again = await startGateway(config, { dataDir: gateway.dataDir })
  expect((await again.ask(query)).data.services.totalCount).toBe(1)
  await again.refreshAll()
  expect((await again.ask(query)).data).toEqual(before)
  expect((await again.ask(REPORT)).data.feeds[0].report.reprocessing).toEqual([])
  const db = new DatabaseSync(join(again.dataDir, 'catalogue.sqlite'), { readOnly: true })
  expect(db.prepare("SELECT value FROM meta WHERE key = 'matched_under'").get()).not.toEqual({ value: 'orukmatch/0' })
  db.close()
})

it('reads what is held again where its feed is found to speak another dialect, without asking for it', async () => {
  const spoken = (id: string, own: object): StatedService => ({
    id,
    list: { id, name: `Service ${id}`, status: 'active', referral_notes: 'Ask a doctor.', ...own },
  })
  const { councils, gateway } = await startOne({ north: [spoken('s1', {}), spoken('s2', {})] })
  const query = '{ services(orderBy: NAME) { nodes { applicationProcess } } }'
  const stated = async () => (await gateway.ask(query)).data.services.nodes
  expect(await stated()).toEqual([{ applicationProcess: null }, { applicationProcess: null }])
  // What its publisher writes to Southampton's pages alone shows in one record, and bears on all.
  for (const council of councils) {
    council.services = [spoken('s1', {}), spoken('s2', { hide_address: false })]
    council.asked.length = 0
  }
  await gateway.refreshAll()
  await gateway.reprocessed()
  expect(await stated()).toEqual([{ applicationProcess: 'Ask a doctor.' }, { applicationProcess: 'Ask a doctor.' }])
  expect(councils.flatMap(({ asked }) => asked).filter((path) => path.startsWith('/services/s1'))).toEqual([])
  expect((await gateway.ask(REPORT)).data.feeds[0].report).toMatchObject({ state: 'FRESH', reprocessing: [] })
})
