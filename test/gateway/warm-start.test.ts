import { expect, it, onTestFinished } from 'vitest'
import type { FeedConfig } from '../../src/model/feed.ts'
import { createGateway } from '../../src/gateway.ts'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { temporaryFolder, testConfig, testFeed } from './start-gateway.ts'

const SILENT = { info() {}, warn() {}, error() {} }
/** The machine may be busy with other tests. */
const PATIENT = { timeout: 20_000 }
const ASK = '/services?'

/** A council of three, read to its end by a gateway that has ended, and how to start the next one over the same folder. */
async function startRead() {
  const council = await startFakeCouncil(plainServices(3, { fees: 'Free' }))
  onTestFinished(() => council.close())
  const dataDir = temporaryFolder()
  async function start(feed: Partial<FeedConfig> = {}) {
    council.asked.length = 0
    const config = testConfig([testFeed('north', council.url, feed)])
    const gateway = await createGateway(config, { dataDir, log: SILENT })
    let closing: Promise<void> | undefined
    const close = (): Promise<void> => (closing ??= gateway.close())
    onTestFinished(close)
    return { ...gateway, close }
  }
  const first = await start()
  await expect.poll(() => first.standings()[0]?.detailedShare, PATIENT).toBe(1)
  await expect
    .poll(() => first.createContext({}).reader.feeds.feedInspection('north').verification, PATIENT)
    .toBeDefined()
  await first.close()
  return { council, start }
}

it('asks no council for what was confirmed just before the start, and says when it will', async () => {
  const { council, start } = await startRead()
  const gateway = await start()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(council.asked).toEqual([])
  expect(gateway.standings()[0]).toMatchObject({ state: 'FRESH', services: 3 })
  const next = gateway.createContext({}).feedHealth('north').nextAttempt ?? ''
  expect(Date.parse(next) - Date.now()).toBeGreaterThan(40 * 60_000)
})

it('asks at once where the feed has another address', async () => {
  const { council, start } = await startRead()
  await start({ url: `${council.url}/services` })
  await expect.poll(() => council.asked.some((path) => path.startsWith(ASK)), PATIENT).toBe(true)
})

it('asks for details that are lacking, and not for the list', async () => {
  const { council, start } = await startRead()
  council.services = plainServices(4, { fees: 'Free' })
  council.intercept = (_request, response, url) => {
    if (!url.pathname.startsWith('/services/s4')) return false
    response.writeHead(500).end()
    return true
  }
  const second = await start()
  await second.refreshAll()
  await second.close()
  council.intercept = undefined
  const third = await start()
  await expect.poll(() => third.standings()[0]?.detailedShare, PATIENT).toBe(1)
  expect(council.asked.filter((path) => path.startsWith(ASK))).toEqual([])
})
