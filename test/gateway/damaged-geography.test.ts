import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CatalogueFileError } from '../../src/store/catalogue-file-error.ts'
import { importShire, placedService, WEST } from './areas-shire.ts'
import { startFakeCouncil } from './fake-council.ts'
import { startGateway, temporaryFolder, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

const POSTCODE = '{ postcode(postcode: "XX1 1AA") { areas(type: DISTRICT) { name } } }'
const IN_WESTHAM = `{ services(where: { areas: { anyOf: ["${WEST}"] } }) { totalCount } area(code: "${WEST}") { name } }`

/** A gateway over a council of one service in Westham, with the shire imported, and read to its end. */
async function startInShire() {
  const dataDir = await importShire()
  const at = [{ latitude: 52.2, longitude: -0.7, postal_code: 'XX1 1AA' }]
  const council = await startFakeCouncil([placedService('a', [], at)])
  onTestFinished(() => council.close())
  const config = testConfig([testFeed('north', council.url)])
  const gateway = await startGateway(config, { dataDir })
  await gateway.refreshAll()
  await gateway.reprocessed()
  return { gateway, config, dataDir, file: join(dataDir, 'geography.sqlite') }
}

/** Writes 64 bytes of noise at the start of these tables' first pages. */
function spoil(file: string, tables: readonly string[]): void {
  const db = new DatabaseSync(file, { readOnly: true })
  const rows = db.prepare('SELECT name, rootpage FROM sqlite_master WHERE rootpage > 1').all()
  const size = Number(db.prepare('PRAGMA page_size').get()?.['page_size'])
  db.close()
  const bytes = readFileSync(file)
  for (const { name, rootpage } of rows)
    if (tables.includes(String(name)))
      bytes.fill(0xa5, (Number(rootpage) - 1) * size, (Number(rootpage) - 1) * size + 64)
  writeFileSync(file, bytes)
}

const asideOf = ({ dataDir }: TestGateway): readonly string[] =>
  readdirSync(dataDir).filter((name) => /^geography\.sqlite\.damaged-.*Z$/.test(name))

it('says that postcodes can not be read where their part is damaged, and goes on with what can', async () => {
  const { gateway, config, dataDir, file } = await startInShire()
  const before = (await gateway.ask(IN_WESTHAM)).data
  expect(before).toEqual({ services: { totalCount: 1 }, area: { name: 'Westham' } })
  expect((await gateway.ask(POSTCODE)).data.postcode.areas).toEqual([{ name: 'Westham' }])
  await gateway.close()
  spoil(file, ['postcode'])
  const again = await startGateway(config, { dataDir })
  const { errors } = await again.ask(POSTCODE)
  expect(errors?.[0]?.message).toMatch(/A part of the data cannot be read, because its file is damaged/)
  expect(again.readiness()).toMatchObject({
    ready: false,
    reason: expect.stringMatching(/areas and postcodes is damaged/),
  })
  await again.repaired()
  expect(again.readiness()).toEqual({ ready: true })
  expect((await again.ask(POSTCODE)).errors).toBeUndefined()
  expect((await again.ask(IN_WESTHAM)).data).toEqual(before)
  expect(asideOf(again)).toHaveLength(1)
})

it('finds out by itself what nobody has asked for', async () => {
  const { gateway, file } = await startInShire()
  spoil(file, ['small_area'])
  await gateway.checkFile()
  await gateway.repaired()
  expect(asideOf(gateway)).toHaveLength(1)
  expect((await gateway.ask(POSTCODE)).data.postcode.areas).toEqual([{ name: 'Westham' }])
})

it('starts without the areas that can not be read, whose records stay where they were placed', async () => {
  const logged: string[] = []
  const log = { info() {}, warn() {}, error: (_facts: object, message: string) => void logged.push(message) }
  const { gateway, config, dataDir, file } = await startInShire()
  await gateway.close()
  spoil(file, ['area'])
  const again = await startGateway(config, { dataDir, log })
  await again.reprocessed()
  expect(logged).toContainEqual(expect.stringMatching(/kept aside.*import the files again/))
  expect(again.readiness()).toEqual({ ready: true })
  expect((await again.ask('{ services { totalCount } }')).data.services.totalCount).toBe(1)
})

describe('what lies where imported geography should, and is none, stops the start and stays as it is', () => {
  it.each<[what: string, place: (file: string) => void, sentence: RegExp]>([
    ['a text', (file) => writeFileSync(file, 'Dear diary. '.repeat(50)), /imported geography .* is a text file/],
    ['a folder', (file) => mkdirSync(file), /imported geography .* is a folder/],
    ['the database of another program', (file) => writeDatabase(file), /the database of another program/],
  ])('where it is %s', async (_what, place, sentence) => {
    const dataDir = temporaryFolder()
    const file = join(dataDir, 'geography.sqlite')
    place(file)
    const before = statSync(file).mtimeMs
    const start = startGateway(testConfig([]), { dataDir })
    await expect(start).rejects.toThrow(CatalogueFileError)
    await expect(start).rejects.toThrow(sentence)
    expect(statSync(file).mtimeMs).toBe(before)
    // Nothing that was opened before holds the folder.
    const elsewhere = await startGateway(testConfig([]), { dataDir: temporaryFolder() })
    expect(elsewhere.readiness().ready).toBe(false)
  })
})

function writeDatabase(file: string): void {
  const db = new DatabaseSync(file)
  db.exec("CREATE TABLE area (name TEXT); INSERT INTO area VALUES ('oats')")
  db.close()
}

it('keeps the file to its owner, and leaves a mode that was set', async () => {
  const dataDir = await importShire(['areas'])
  const file = join(dataDir, 'geography.sqlite')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  chmodSync(file, 0o640)
  await importShire(['postcodes'], dataDir)
  expect(statSync(file).mode & 0o777).toBe(0o640)
})
