import { expect, it, onTestFinished } from 'vitest'
import { openReadingGateway } from '../../src/reading-gateway.ts'
import { plainServices, sendJson, startFakeCouncil } from './fake-council.ts'
import { ask, START, startGateway, temporaryFolder, testConfig, testFeed } from './start-gateway.ts'

const log = { info() {}, warn() {}, error() {} }
const DETAIL = { schedules: [{ id: 'x', freq: 'WEEKLY', byday: 'MO' }] }
const LIST = '{ services(first: 5) { totalCount nodes { name detail } feeds { feed { slug } state } } }'
const SCHEDULES = '{ services(first: 5) { nodes { name schedules { byday } } } }'

/** A gateway that has read a council's list, and its details where it has any to give, with one that reads its folder. */
async function startBoth(hasDetails: boolean) {
  const council = await startFakeCouncil(plainServices(3, DETAIL))
  onTestFinished(() => council.close())
  council.intercept = (_request, response, url) => {
    if (hasDetails || !url.pathname.startsWith('/services/')) return false
    sendJson(response, 401, {})
    return true
  }
  const config = testConfig([testFeed('north', council.url)])
  const keeping = await startGateway(config, { limits: { tries: 1, circuitFailures: 100 } })
  await keeping.refreshAll()
  council.asked.length = 0
  const reading = openReadingGateway(config, { dataDir: keeping.dataDir, log, now: () => START })
  onTestFinished(() => reading.close())
  return { council, config, keeping, reading }
}

it('answers as the gateway that filled the folder, and sees what that one reads later', async () => {
  const { council, keeping, reading } = await startBoth(true)
  expect(reading.readiness()).toEqual({ ready: true })
  expect(await ask(reading, LIST)).toEqual(await keeping.ask(LIST))
  expect(await ask(reading, SCHEDULES)).toEqual(await keeping.ask(SCHEDULES))
  council.services = plainServices(4, DETAIL)
  await keeping.refreshAll()
  expect((await ask(reading, LIST)).data.services.totalCount).toBe(4)
  expect(reading.generation()).toBe(keeping.generation())
})

it('asks no feed, and names the feed of which it lacks details', async () => {
  const { council, reading } = await startBoth(false)
  const { data, errors } = await ask(reading, SCHEDULES)
  expect(data.services.nodes).toHaveLength(3)
  expect(errors).toMatchObject([
    { message: expect.stringContaining('asks no feed itself'), extensions: { code: 'FEED_NOT_ASKED', feed: 'north' } },
  ])
  expect((await ask(reading, LIST)).errors).toBeUndefined()
  expect(council.asked).toEqual([])
})

it('shows a record that is older than the request wishes, and says that it can not ask', async () => {
  const { config, keeping } = await startBoth(true)
  const reading = openReadingGateway(config, { dataDir: keeping.dataDir, log, now: () => START + 60_000 })
  onTestFinished(() => reading.close())
  const one = '{ service(origin: { feed: "north", originId: "s1" }) { name } }'
  expect((await ask(reading, one, {}, 'max-age=120')).errors).toBeUndefined()
  const { data, errors } = await ask(reading, one, {}, 'max-age=30')
  expect(data.service.name).toBe('Service 001')
  expect(errors).toMatchObject([{ extensions: { code: 'FEED_NOT_ASKED', feed: 'north' } }])
})

it('does not open a folder that no gateway has filled', () => {
  const open = () => openReadingGateway(testConfig([]), { dataDir: temporaryFolder(), log })
  expect(open).toThrow('point DATA_DIR at the folder of a gateway that has run')
})
