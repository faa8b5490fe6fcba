import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

const COUNT = '{ services { totalCount } organizations { totalCount } feeds { slug } }'

it('takes a feed out of sight that is no longer named, and back from what was kept, without asking it', async () => {
  const [north, south] = [await startFakeCouncil(plainServices(5)), await startFakeCouncil(plainServices(7))]
  onTestFinished(async () => void (await Promise.all([north.close(), south.close()])))
  const feeds = [testFeed('north', north.url), testFeed('south', south.url)]
  const gateway = await startGateway(testConfig(feeds))
  await gateway.refreshAll()
  expect((await gateway.ask(COUNT)).data).toEqual({
    services: { totalCount: 12 },
    organizations: { totalCount: 2 },
    feeds: [{ slug: 'north' }, { slug: 'south' }],
  })
  await gateway.reload(testConfig(feeds.slice(0, 1)))
  expect((await gateway.ask(COUNT)).data).toEqual({
    services: { totalCount: 5 },
    organizations: { totalCount: 1 },
    feeds: [{ slug: 'north' }],
  })
  expect(
    (await gateway.ask('{ services(where: { feeds: ["south"] }) { totalCount } }')).errors?.[0]?.extensions?.['code'],
  ).toBe('UNKNOWN_FEED')
  south.asked.length = 0
  await gateway.reload(testConfig(feeds))
  await gateway.reprocessed()
  expect((await gateway.ask(COUNT)).data.services.totalCount).toBe(12)
  expect(south.asked).toEqual([])
})

it('reads the records again from what was kept when a quirk is named', async () => {
  const council = await startFakeCouncil([
    { id: 's1', list: { name: 'Toddlers', status: 'active', minimum_age: 24, maximum_age: 48 } },
  ])
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  const ask = async () => (await gateway.ask('{ services { nodes { minimumAge maximumAge } } }')).data.services.nodes[0]
  expect(await ask()).toEqual({ minimumAge: 24, maximumAge: 48 })
  await gateway.reload(testConfig([testFeed('north', council.url, { quirks: ['ages-in-months'] })]))
  await gateway.reprocessed()
  expect(await ask()).toEqual({ minimumAge: 2, maximumAge: 4 })
})

it('takes up synonyms at once, whatever was asked a moment before', async () => {
  const services = ['Chess', 'Draughts'].map((name, at) => ({ id: `s${at}`, list: { name, status: 'active' } }))
  const council = await startFakeCouncil(services)
  onTestFinished(() => council.close())
  const config = testConfig([testFeed('north', council.url)])
  const gateway = await startGateway(config)
  await gateway.refreshAll()
  const count = async () =>
    (await gateway.ask('{ services(where: { text: "draughts" }) { totalCount } }')).data.services.totalCount
  expect(await count()).toBe(1)
  await gateway.reload({ ...config, synonyms: [['chess', 'draughts']] })
  expect(await count()).toBe(2)
})
