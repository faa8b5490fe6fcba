import { expect, it, onTestFinished } from 'vitest'
import { plainServices, sendJson, startFakeCouncil } from './fake-council.ts'
import { START, startGateway, testConfig, testFeed } from './start-gateway.ts'

const HOUR_MS = 3_600_000
const ASK =
  '{ services(first: 100) { totalCount nodes { name } } feed(slug: "north") { report { state services reason code } health { lastErrorCode consecutiveFailures } } }'

/** A council of 30, read once; time moves when asked, and nothing is waited for. */
async function startReadCouncil() {
  const council = await startFakeCouncil(plainServices(30, { fees: 'Free' }))
  onTestFinished(() => council.close())
  const clock = { nowMs: START }
  const limits = { tries: 1, backoffMs: 1 }
  const gateway = await startGateway(testConfig([testFeed('north', council.url, { pageSize: 10 })]), {
    now: () => clock.nowMs,
    limits,
  })
  await gateway.refreshAll()
  const before = await gateway.ask(ASK)
  expect(before.data.feed.report).toMatchObject({ state: 'FRESH', services: 30 })
  return { council, gateway, clock, before }
}

it('answers as before while the feed is down, STALE with the reason after two intervals, and FRESH once it is back', async () => {
  const { council, gateway, clock, before } = await startReadCouncil()
  council.intercept = (request) => {
    request.socket.destroy()
    return true
  }
  clock.nowMs += 2 * HOUR_MS + 1
  await gateway.refreshAll()
  const down = await gateway.ask(ASK)
  expect(down.data.services).toEqual(before.data.services)
  expect(down.data.feed.report).toMatchObject({ state: 'STALE', services: 30 })
  expect(down.data.feed.report.reason).toMatch(/^Last confirmed 2 hours ago\. /)
  expect(down.data.feed.health.consecutiveFailures).toBe(1)
  council.intercept = undefined
  clock.nowMs += HOUR_MS
  await gateway.refreshAll()
  expect((await gateway.ask(ASK)).data.feed).toEqual({
    report: { state: 'FRESH', services: 30, reason: null, code: null },
    health: { lastErrorCode: null, consecutiveFailures: 0 },
  })
})

it('keeps the last good records when page 3 of 3 fails for good', async () => {
  const { council, gateway, before } = await startReadCouncil()
  council.services = council.services.map(({ id, list }) => ({ id, list: { ...list, name: `Renamed ${id}` } }))
  council.intercept = (_request, response, url) => {
    if (url.searchParams.get('page') !== '3') return false
    sendJson(response, 500, { error: 'out of order' })
    return true
  }
  await gateway.refreshAll()
  const after = await gateway.ask(ASK)
  expect(after.data.services).toEqual(before.data.services)
  expect(after.data.feed.health.lastErrorCode).toBe('INCOMPLETE')
})

it.each([
  ['an empty list', () => []],
  ['a list under half as long', () => plainServices(12)],
])('holds %s back until it was stated three times', async (_what, shrunk) => {
  const { council, gateway, before } = await startReadCouncil()
  council.services = shrunk()
  for (const round of [1, 2]) {
    await gateway.refreshAll()
    const held = await gateway.ask(ASK)
    expect(held.data.services, `round ${round}`).toEqual(before.data.services)
    expect(held.data.feed.health.lastErrorCode).toBe('SUSPICIOUS_DROP')
  }
  await gateway.refreshAll()
  expect((await gateway.ask(ASK)).data.services.totalCount).toBe(shrunk().length)
})

it('removes what a complete list no longer names, with its organization', async () => {
  const { council, gateway } = await startReadCouncil()
  council.services = council.services.map((service, index) =>
    index === 0
      ? { ...service, list: { ...service.list, organization: { id: 'o2', name: 'Village Trust' } } }
      : service,
  )
  await gateway.refreshAll()
  const both = await gateway.ask('{ organizations { nodes { name } } }')
  expect(both.data.organizations.nodes).toHaveLength(2)
  council.services = council.services.slice(1)
  await gateway.refreshAll()
  const { data } = await gateway.ask('{ services { totalCount } organizations { nodes { name } } }')
  expect(data).toEqual({ services: { totalCount: 29 }, organizations: { nodes: [{ name: 'Town Trust' }] } })
})

it('asks for the details of changed records alone, and an unchanged list changes nothing', async () => {
  const { council, gateway } = await startReadCouncil()
  const generation = gateway.generation()
  council.asked.length = 0
  await gateway.refreshAll()
  expect(council.asked.filter((path) => path.startsWith('/services/'))).toEqual([])
  const unchanged = gateway.generation()
  council.services = council.services.map((service) =>
    service.id === 's7' ? { ...service, list: { ...service.list, name: 'Seventh' } } : service,
  )
  await gateway.refreshAll()
  expect(council.asked.filter((path) => path.startsWith('/services/'))).toEqual(['/services/s7'])
  expect(Number(unchanged) - Number(generation)).toBeLessThanOrEqual(1)
})

it('goes on with the details that were lacking when it was broken off', async () => {
  const council = await startFakeCouncil(plainServices(20, { fees: 'Free' }))
  onTestFinished(() => council.close())
  let details = 0
  council.intercept = (request, _response, url) => {
    if (!url.pathname.startsWith('/services/')) return false
    details += 1
    if (details <= 5) return false
    request.socket.destroy()
    return true
  }
  const config = testConfig([testFeed('north', council.url)])
  const first = await startGateway(config, { limits: { tries: 1, backoffMs: 1 } })
  await first.refreshAll()
  await first.close()
  council.intercept = undefined
  council.asked.length = 0
  const second = await startGateway(config, { dataDir: first.dataDir })
  expect((await second.ask('{ services { totalCount } }')).data.services.totalCount).toBe(20)
  await second.refreshAll()
  const asked = council.asked.filter((path) => path.startsWith('/services/'))
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.length).toBeLessThanOrEqual(15)
  expect(
    (await second.ask('{ feed(slug: "north") { report { detailedShare } } }')).data.feed.report.detailedShare,
  ).toBe(1)
})
