import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { restoreBackup, writeBackup } from '../../src/wiring/backup.ts'
import { createGateway } from '../../src/gateway.ts'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { START, startGateway, temporaryFolder, testConfig, testFeed } from './start-gateway.ts'

const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname
const LOG = { info() {}, warn() {}, error() {} }
const NOW = new Date(START)
const NAMES = '{ services(first: 10, orderBy: NAME) { nodes { name } } }'

/** A gateway over one council, with everything that a folder may hold, and an archive of it. */
async function startBackedUp(count = 3) {
  const council = await startFakeCouncil(plainServices(count))
  onTestFinished(() => council.close())
  const config = testConfig([testFeed('north', council.url)])
  const gateway = await startGateway(config)
  await gateway.refreshAll()
  const { dataDir } = gateway
  writeFileSync(join(dataDir, 'decisions.ndjson'), '')
  mkdirSync(join(dataDir, 'taxonomies'))
  const configPath = join(temporaryFolder(), 'feeds.json')
  writeFileSync(configPath, '{"feeds":[]}')
  const archive = await writeBackup({ dataDir, configPath, to: temporaryFolder(), program: '1.2.3', now: NOW })
  return { council, config, gateway, dataDir, archive }
}

it('keeps all of a running gateway in one archive, and another folder answers the same from it', async () => {
  const { council, config, gateway, archive } = await startBackedUp()
  const before = await gateway.ask(NAMES)
  council.services = []
  expect(statSync(archive).mode & 0o777).toBe(0o600)
  expect(archive).toMatch(/oruk-gateway-20261123T100000Z\.tar\.gz$/)
  const dataDir = temporaryFolder()
  const { manifest, config: feedsFile } = await restoreBackup(archive, dataDir, NOW)
  expect(manifest).toMatchObject({ at: NOW.toISOString(), program: '1.2.3' })
  expect(manifest.files.map(({ file }) => file)).toEqual(['catalogue.sqlite', 'decisions.ndjson', 'feeds.config.json'])
  expect(readFileSync(feedsFile ?? '', 'utf8')).toBe('{"feeds":[]}')
  const restored = await startGateway(config, { dataDir })
  expect(await restored.ask(NAMES)).toEqual(before)
})

it('puts what lay there aside, with its log, and leaves nothing of it beside the restored file', async () => {
  const { config, gateway, dataDir, archive, council } = await startBackedUp()
  council.services = plainServices(5)
  await gateway.refreshAll()
  await gateway.close()
  writeFileSync(join(dataDir, 'catalogue.sqlite-wal'), 'of another file')
  await restoreBackup(archive, dataDir, NOW)
  expect(readdirSync(join(dataDir, 'before-20261123T100000'))).toEqual(
    expect.arrayContaining(['catalogue.sqlite', 'catalogue.sqlite-wal', 'catalogue.sqlite.mark', 'decisions.ndjson']),
  )
  expect(existsSync(join(dataDir, 'catalogue.sqlite-wal'))).toBe(false)
  const restored = await startGateway(config, { dataDir })
  expect((await restored.ask('{ services { totalCount } }')).data.services.totalCount).toBe(3)
})

it('refuses to restore under a running gateway', async () => {
  const { dataDir, archive } = await startBackedUp()
  await expect(restoreBackup(archive, dataDir, NOW)).rejects.toThrow('is in use by another gateway')
})

it.each<[what: string, spoil: (archive: string) => void, why: RegExp]>([
  [
    'is cut',
    (archive) => truncateSync(archive, statSync(archive).size - 100),
    /is not as `oruk-gateway backup` wrote it/,
  ],
  ['is none', (archive) => writeFileSync(archive, 'not an archive'), /is not as `oruk-gateway backup` wrote it/],
  ['is not there', (archive) => rmSync(archive), /is not there/],
])('refuses an archive that %s, and leaves the folder as it was', async (_, spoil, why) => {
  const { gateway, dataDir, archive } = await startBackedUp()
  await gateway.close()
  const before = readdirSync(dataDir)
  spoil(archive)
  await expect(restoreBackup(archive, dataDir, NOW)).rejects.toThrow(why)
  expect(readdirSync(dataDir)).toEqual(before)
})

it('leaves no archive where it is killed while it writes one', { timeout: 120_000 }, async () => {
  const { dataDir } = await startBackedUp(500)
  const to = temporaryFolder()
  const env = { ...process.env, DATA_DIR: dataDir, FEEDS_CONFIG: join(dataDir, 'none.json') }
  for (let ms = 400; ms < 1_600; ms += 300) {
    const child = spawn(process.execPath, [COMMAND, 'backup', to], { env, stdio: 'ignore' })
    const ended = once(child, 'exit')
    await pause(ms)
    child.kill('SIGKILL')
    await ended
  }
  // What appeared under its name is whole.
  const whole = readdirSync(to).filter((name) => name.endsWith('.tar.gz'))
  for (const name of whole) await restoreBackup(join(to, name), temporaryFolder(), NOW)
})

it(
  'starts no gateway on a folder whose restoring was cut off, until it is restored again',
  { timeout: 60_000 },
  async () => {
    const { config, gateway, dataDir, archive } = await startBackedUp()
    await gateway.close()
    // As a kill between its first and its last step leaves the folder.
    appendFileSync(join(dataDir, 'restoring'), '')
    rmSync(join(dataDir, 'catalogue.sqlite'))
    await expect(createGateway(config, { dataDir, log: LOG, isScheduled: false })).rejects.toThrow(
      'was being restored when that was cut off: run `oruk-gateway restore` again',
    )
    await restoreBackup(archive, dataDir, NOW)
    const restored = await startGateway(config, { dataDir })
    expect((await restored.ask('{ services { totalCount } }')).data.services.totalCount).toBe(3)
  },
)
