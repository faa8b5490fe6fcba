import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { openHeld } from '../../src/cli/open-held.ts'
import { sharedConfigOf } from '../../src/config/shared-config.ts'
import { plainServices, startFakeCouncil } from '../gateway/fake-council.ts'
import { startGateway, temporaryFolder, testConfig, testFeed } from '../gateway/start-gateway.ts'

afterEach(() => vi.unstubAllEnvs())

it('what is held is opened by the feeds file that all share, where a catalogue is shared', async () => {
  const council = await startFakeCouncil(plainServices(1))
  onTestFinished(() => council.close())
  const dataDir = temporaryFolder()
  const gateway = await startGateway(testConfig([testFeed('all', council.url)]), { dataDir })
  await gateway.refreshAll()
  await gateway.close()
  const own = join(temporaryFolder(), 'feeds.config.json')
  const shared = sharedConfigOf(dataDir)
  mkdirSync(dirname(shared))
  for (const [file, slug] of [
    [own, 'own'],
    [shared, 'all'],
  ] as const) {
    const feed = { slug, name: slug, publisher: slug, url: council.url }
    writeFileSync(file, JSON.stringify({ allowPrivateHosts: ['127.0.0.1'], feeds: [feed] }))
  }
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('FEEDS_CONFIG', own)
  vi.stubEnv('DATABASE_URL', 'postgres://gateway@localhost/shared')
  const held = await openHeld(undefined)
  expect(held.generation()).not.toBe('')
  held.close()
})
