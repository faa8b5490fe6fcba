import { expect, it, onTestFinished } from 'vitest'
import { plainServices, sendJson, startFakeCouncil } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

const SCHEDULES = '{ services(first: 20) { nodes { name detail schedules { byday } } } }'
const DETAIL = { schedules: [{ id: 'x', freq: 'WEEKLY', byday: 'MO' }] }

/** A council whose details fail while it is first read, so that only list items are held. */
async function startListOnly(count: number) {
  const council = await startFakeCouncil(plainServices(count, DETAIL))
  onTestFinished(() => council.close())
  const isDetail = (url: URL): boolean => url.pathname.startsWith('/services/')
  council.intercept = (_request, response, url) => {
    if (!isDetail(url)) return false
    sendJson(response, 401, {})
    return true
  }
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]), {
    limits: { tries: 1, circuitFailures: 100 },
  })
  await gateway.refreshAll()
  council.intercept = undefined
  council.asked.length = 0
  return { council, gateway, isDetail }
}

it('asks for each lacking detail once, across requests under way, and keeps it', async () => {
  const { council, gateway } = await startListOnly(20)
  const [one, two] = await Promise.all([gateway.ask(SCHEDULES), gateway.ask(SCHEDULES)])
  expect(one?.errors).toBeUndefined()
  expect(one?.data.services.nodes[0]).toEqual({ name: 'Service 001', detail: 'FULL', schedules: [{ byday: 'MO' }] })
  expect(two).toEqual(one)
  expect(council.asked.toSorted()).toEqual(
    plainServices(20)
      .map(({ id }) => `/services/${id}`)
      .toSorted(),
  )
  council.asked.length = 0
  await gateway.ask(SCHEDULES)
  expect(council.asked).toEqual([])
})

it('asks for nothing where the list says all that is wanted', async () => {
  const { council, gateway } = await startListOnly(20)
  await gateway.ask('{ services(first: 20) { nodes { name status organization { name } } } }')
  expect(council.asked).toEqual([])
})

it('makes at most 20 calls for one request and names the feed whose rest it left', async () => {
  const { council, gateway } = await startListOnly(30)
  const { data, errors } = await gateway.ask('{ services(first: 30) { nodes { schedules { byday } } } }')
  expect(council.asked).toHaveLength(20)
  expect(data.services.nodes).toHaveLength(30)
  expect(errors).toMatchObject([{ extensions: { code: 'FEED_BUDGET_SPENT', feed: 'north' } }])
})

it('answers with what is held and names the feed where a detail can not be had', async () => {
  const { council, gateway, isDetail } = await startListOnly(3)
  council.intercept = (_request, response, url) => {
    if (!isDetail(url)) return false
    sendJson(response, 500, { error: 'a secret of the council' })
    return true
  }
  const { data, errors } = await gateway.ask(SCHEDULES)
  expect(data.services.nodes).toHaveLength(3)
  expect(data.services.nodes[0]).toEqual({ name: 'Service 001', detail: 'LIST_ITEM', schedules: [] })
  expect(errors).toHaveLength(1)
  expect(errors?.[0]?.extensions).toEqual({ code: 'FEED_UPSTREAM_5XX', feed: 'north' })
  expect(JSON.stringify(errors)).not.toMatch(/secret|127\.0\.0\.1/)
})

it('reads a single record afresh where the request wants it younger, and not otherwise', async () => {
  const council = await startFakeCouncil(plainServices(2, { fees: 'Free' }))
  onTestFinished(() => council.close())
  const clock = { nowMs: Date.parse('2026-11-23T10:00:00Z') }
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]), { now: () => clock.nowMs })
  await gateway.refreshAll()
  council.services = plainServices(2, { fees: 'Two pounds' })
  council.asked.length = 0
  clock.nowMs += 60_000
  const query = '{ service(origin: { feed: "north", originId: "s1" }) { fees } }'
  expect((await gateway.ask(query)).data.service.fees).toBe('Free')
  expect((await gateway.ask(query, {}, 'max-age=120')).data.service.fees).toBe('Free')
  expect(council.asked).toEqual([])
  expect((await gateway.ask(query, {}, 'max-age=30')).data.service.fees).toBe('Two pounds')
  expect((await gateway.ask(query, {}, 'no-cache')).data.service.fees).toBe('Two pounds')
  expect(council.asked.length).toBeGreaterThan(0)
})
