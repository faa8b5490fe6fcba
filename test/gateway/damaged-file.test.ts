import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { START, startGateway, temporaryFolder, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

/** In the header of a file of SQLite's. */
const PAGE_SIZE_AT = 16
const NAMES = '{ services(first: 100) { totalCount nodes { name } } }'

async function startOne(count: number) {
  const council = await startFakeCouncil(plainServices(count))
  onTestFinished(() => council.close())
  const config = testConfig([testFeed('north', council.url)])
  const gateway = await startGateway(config)
  await gateway.refreshAll()
  return { council, config, gateway, file: join(gateway.dataDir, 'catalogue.sqlite') }
}

/** Moves all that lies in the log into the file, beside whoever has it open. */
function fold(file: string): void {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}

/** Closes it, with all that it wrote in the file itself rather than in the log beside it. */
async function closeWhole(gateway: TestGateway): Promise<void> {
  await gateway.close()
  fold(join(gateway.dataDir, 'catalogue.sqlite'))
}

/** Root pages of the tables and indexes of these names, or of all where none is named. */
function pagesOf(file: string, names: readonly string[]): readonly number[] {
  const db = new DatabaseSync(file, { readOnly: true })
  const rows = db.prepare('SELECT name, rootpage FROM sqlite_master WHERE rootpage > 1').all()
  db.close()
  return rows.filter(({ name }) => names.includes(String(name))).map(({ rootpage }) => Number(rootpage))
}

/** Writes 64 bytes of noise at the start of pages. */
function spoil(file: string, pages: readonly number[]): void {
  const bytes = readFileSync(file)
  const size = bytes.readUInt16BE(PAGE_SIZE_AT)
  for (const page of pages) bytes.fill(0xa5, (page - 1) * size, (page - 1) * size + 64)
  writeFileSync(file, bytes)
}

const asideOf = (gateway: TestGateway): readonly string[] =>
  readdirSync(gateway.dataDir).filter((name) => /^catalogue\.sqlite\.damaged-.*Z$/.test(name))

it('makes a file again whose derived tables are damaged, from the raw records, without asking a council', async () => {
  const { council, config, gateway, file } = await startOne(40)
  const before = (await gateway.ask(NAMES)).data
  await closeWhole(gateway)
  spoil(file, pagesOf(file, ['service', 'service_name', 'service_body']))
  council.asked.length = 0
  const again = await startGateway(config, { dataDir: gateway.dataDir })
  const { errors } = await again.ask(NAMES)
  expect(errors?.[0]?.message).toMatch(/A part of the data cannot be read, because its file is damaged/)
  expect(again.readiness()).toMatchObject({ ready: false, reason: expect.stringMatching(/file is damaged/) })
  await again.repaired()
  expect(again.readiness()).toEqual({ ready: true })
  expect((await again.ask(NAMES)).data).toEqual(before)
  expect(council.asked).toEqual([])
  expect(asideOf(again)).toHaveLength(1)
})

it('finds out by itself what nobody has asked for, and asks again for records that are lost', async () => {
  const { council, config, gateway, file } = await startOne(40)
  const before = (await gateway.ask(NAMES)).data
  await closeWhole(gateway)
  const [root = 0] = pagesOf(file, ['record'])
  spoil(file, [root])
  const again = await startGateway(config, { dataDir: gateway.dataDir })
  await again.checkFile()
  await again.repaired()
  council.asked.length = 0
  await again.refreshAll()
  expect((await again.ask(NAMES)).data).toEqual(before)
  expect(council.asked.length).toBeGreaterThan(0)
})

it('starts from what is left of a file that was cut short', async () => {
  const { config, gateway, file } = await startOne(40)
  const before = (await gateway.ask(NAMES)).data
  await closeWhole(gateway)
  truncateSync(file, Math.floor(statSync(file).size / 2))
  const again = await startGateway(config, { dataDir: gateway.dataDir })
  await again.refreshAll()
  await again.reprocessed()
  expect((await again.ask(NAMES)).data).toEqual(before)
  expect(asideOf(again)).toHaveLength(1)
  expect(existsSync(`${file}.salvaging`)).toBe(false)
})

/** Copies the folder of a gateway that runs, as a kill leaves it. */
function copyAsKilled(gateway: TestGateway): string {
  const folder = temporaryFolder()
  cpSync(gateway.dataDir, folder, { recursive: true })
  return folder
}

it('starts from the log where the first page of the file is spoilt and the log holds it', async () => {
  const { council, config, gateway } = await startOne(40)
  const dataDir = copyAsKilled(gateway)
  spoil(join(dataDir, 'catalogue.sqlite'), [1])
  const again = await startGateway(config, { dataDir })
  council.asked.length = 0
  expect((await again.ask(NAMES)).data.services.totalCount).toBe(40)
  expect(again.readiness()).toEqual({ ready: true })
  expect(council.asked).toEqual([])
})

it('makes a file again whose first page is spoilt, mark and all or but for it, and that has no log', async () => {
  const { config, gateway, file } = await startOne(40)
  const before = (await gateway.ask(NAMES)).data
  await closeWhole(gateway)
  spoil(file, [1])
  const again = await startGateway(config, { dataDir: gateway.dataDir })
  await again.refreshAll()
  expect((await again.ask(NAMES)).data).toEqual(before)
  expect(asideOf(again)).toHaveLength(1)
  await closeWhole(again)
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 68, 72)
  writeFileSync(file, bytes)
  const third = await startGateway(config, { dataDir: gateway.dataDir })
  await third.reprocessed()
  expect((await third.ask(NAMES)).data).toEqual(before)
})

it.each([
  ['the feed has no detail any more', 404, 0],
  ['a clock was set back before the list was read', 500, -3_600_000],
])(
  'makes a record again as it stood, its list item above an older detail, where %s',
  async (_what, status, shiftMs) => {
    const council = await startFakeCouncil(plainServices(1, { fees: 'Free' }))
    onTestFinished(() => council.close())
    const config = testConfig([testFeed('north', council.url)])
    let nowMs = START
    const gateway = await startGateway(config, { now: () => nowMs, limits: { tries: 1 } })
    await gateway.refreshAll()
    nowMs += 60_000 + shiftMs
    council.services = plainServices(1).map((each) => ({ ...each, list: { ...each.list, name: 'Chess club' } }))
    council.intercept = (_request, response, url) => {
      if (!url.pathname.startsWith('/services/')) return false
      response.writeHead(status).end('{}')
      return true
    }
    await gateway.refreshAll()
    const query = '{ services { nodes { name fees } } }'
    const before = (await gateway.ask(query)).data.services.nodes
    expect(before).toEqual([{ name: 'Chess club', fees: 'Free' }])
    await closeWhole(gateway)
    const file = join(gateway.dataDir, 'catalogue.sqlite')
    spoil(file, pagesOf(file, ['service', 'service_body']))
    const again = await startGateway(config, { dataDir: gateway.dataDir })
    await again.checkFile()
    await again.repaired()
    expect((await again.ask(query)).data.services.nodes).toEqual(before)
  },
)

it('goes on where the file is cut short below it', async () => {
  const { gateway, file } = await startOne(40)
  const db = new DatabaseSync(file)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  truncateSync(file, 8192)
  await gateway.checkFile()
  await gateway.repaired()
  await gateway.refreshAll()
  expect((await gateway.ask(NAMES)).data.services.totalCount).toBe(40)
})

it('keeps the folder and the file to their owner', async () => {
  const { gateway, file } = await startOne(1)
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(statSync(`${file}.lock`).mode & 0o077).toBe(0)
  expect(statSync(`${file}-wal`).mode & 0o077).toBe(0)
  expect(gateway.readiness().ready).toBe(true)
})

it('begins with an empty file where its own was taken away, and has every feed asked again', async () => {
  const { council, gateway, file } = await startOne(3)
  const before = (await gateway.ask(NAMES)).data
  rmSync(file)
  await gateway.checkFile()
  await gateway.repaired()
  expect(asideOf(gateway)).toEqual([])
  council.asked.length = 0
  await gateway.refreshAll()
  expect((await gateway.ask(NAMES)).data).toEqual(before)
  expect(council.asked.length).toBeGreaterThan(0)
})
