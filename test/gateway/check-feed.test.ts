import { expect, it, onTestFinished } from 'vitest'
import { createGateway } from '../../src/gateway.ts'
import { sendJson, type FakeCouncil, type StatedService } from './fake-council.ts'
import { goodServices, startCouncil, uuid } from './good-services.ts'
import { START, startGateway, temporaryFolder, testConfig, testFeed } from './start-gateway.ts'

const DAY_MS = 86_400_000

const INSPECTION = `{ feed(slug: "north") {
  verification { outcome at checks { id outcome tried failed examples requirement } } filters { parameter result at }
  content { withTaxonomyTerm withCoordinates withPostcode withServiceArea withSchedule withContact withOrganization
    freshness { d90 d180 d365 older unknown } qualityBands { a } unresolvedAreaNames { name } unmappedTerms { name count } } } }`

interface Check {
  readonly id: string
  readonly outcome: string
  readonly tried: number
  readonly failed: number
  readonly examples: readonly string[]
}

/** Answers lists as `choose` says, less the services it leaves out. */
function filterBy(
  council: FakeCouncil,
  choose: (parameters: URLSearchParams) => readonly StatedService[] | number,
): void {
  council.intercept = (_request, response, url) => {
    if (url.pathname !== '/services') return false
    const chosen = choose(url.searchParams)
    if (typeof chosen === 'number') sendJson(response, chosen, {})
    else
      sendJson(response, 200, {
        total_items: chosen.length,
        total_pages: 1,
        page_number: 1,
        size: chosen.length,
        contents: chosen.map(({ id, list }) => ({ id, ...list })),
      })
    return true
  }
}

it('verifies a feed by its root, pages and details, each check with counts and example ids', async () => {
  const council = await startCouncil([
    ...goodServices(30),
    { id: uuid(31), list: { name: 'No detail', status: 'active' } },
  ])
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  expect((await gateway.ask(INSPECTION)).data.feed).toMatchObject({ verification: null, filters: [] })
  await gateway.refreshAll()
  await gateway.inspectAll()
  const { verification } = (await gateway.ask(INSPECTION)).data.feed
  const check = (id: string): Check | undefined => verification.checks.find((each: Check) => each.id === id)
  expect(verification.at).toBe(new Date(START).toISOString())
  expect(check('root')).toMatchObject({ outcome: 'PASS', tried: 1 })
  expect(check('services')).toMatchObject({ outcome: 'PASS', tried: 2 })
  expect(check('service')).toMatchObject({ tried: 10 })
  expect(check('cors')).toMatchObject({ outcome: 'PASS', failed: 0 })
  // Of a council on this machine it is not asked.
  expect(check('https')).toBeUndefined()
})

it('names the standard and the publisher that the root states', async () => {
  const council = await startCouncil(goodServices(3))
  const publisher = {
    name: 'Town Council',
    identifier: 'GB-LAE-TWN',
    website: 'https://town.gov.uk',
    email: 'data@town.gov.uk',
  }
  council.intercept = (_request, response, url) => {
    if (url.pathname !== '/') return false
    sendJson(response, 200, { version: '3.2.1', profile: 'https://a.org/p', openapi_url: 'https://a.org/o', publisher })
    return true
  }
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  const question = '{ feed(slug: "north") { standard statedPublisher { name identifier website email } } }'
  await gateway.inspectAll()
  expect((await gateway.ask(question)).data.feed).toEqual({ standard: 'HSDS-3.2', statedPublisher: publisher })
})

it('asks for the root with a refresh, once a day, and keeps what it stated where it fails', async () => {
  const council = await startCouncil(goodServices(3))
  let publisher: object | undefined = { name: 'Town Council' }
  let clock = START
  council.intercept = (_request, response, url) => {
    if (url.pathname !== '/') return false
    if (publisher === undefined) sendJson(response, 500, {})
    else sendJson(response, 200, { version: '3.0', publisher })
    return true
  }
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]), { now: () => clock })
  const publisherAfter = async (hours: number): Promise<unknown> => {
    clock += hours * 3_600_000
    await gateway.refreshAll()
    const { data } = await gateway.ask('{ feed(slug: "north") { report { state } statedPublisher { name } } }')
    expect(data.feed.report.state).toBe('FRESH')
    return data.feed.statedPublisher?.name
  }
  expect(await publisherAfter(0)).toBe('Town Council')
  publisher = { name: 'City Council' }
  expect(await publisherAfter(23)).toBe('Town Council')
  expect(await publisherAfter(2)).toBe('City Council')
  publisher = undefined
  expect(await publisherAfter(25)).toBe('City Council')
  publisher = {}
  expect(await publisherAfter(25)).toBeUndefined()
  expect(council.asked.filter((path) => path === '/')).toHaveLength(4)
})

it('fails a feed that lacks its root and names the detail that is not there', async () => {
  const council = await startCouncil([{ id: 's1', list: { name: 'Alone' } }])
  council.intercept = (_request, response, url) => {
    if (url.pathname !== '/') return false
    sendJson(response, 404, {})
    return true
  }
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.inspectAll()
  const { verification } = (await gateway.ask(INSPECTION)).data.feed
  expect(verification.outcome).toBe('FAIL')
  expect(verification.checks).toContainEqual(expect.objectContaining({ id: 'root', outcome: 'FAIL', failed: 1 }))
  expect(verification.checks).toContainEqual(
    expect.objectContaining({ id: 'service', outcome: 'FAIL', examples: ['s1'] }),
  )
})

it.each<[string, (asked: string | null, all: readonly StatedService[]) => readonly StatedService[] | number, string]>([
  [
    'finds by it',
    (asked, all) => (asked === null ? all : all.filter(({ list }) => list['name'] === asked)),
    'HONOURED',
  ],
  ['answers as if not asked', (_asked, all) => all, 'IGNORED'],
  ['finds nothing by it', (asked, all) => (asked === null ? all : []), 'BREAKS'],
  ['refuses it', (asked, all) => (asked === null ? all : 500), 'ERROR'],
])('reports a parameter that the feed %s', async (_what, choose, result) => {
  const all = goodServices(12)
  const council = await startCouncil(all)
  filterBy(council, (parameters) => choose(parameters.get('search'), all))
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  expect((await gateway.ask(INSPECTION)).data.feed.filters[0]).toEqual({
    parameter: 'search',
    result: 'UNTESTED',
    at: null,
  })
  await gateway.inspectAll()
  const { filters } = (await gateway.ask(INSPECTION)).data.feed
  expect(filters[0]).toEqual({ parameter: 'search', result, at: new Date(START).toISOString() })
  expect(filters).toContainEqual({ parameter: 'day', result: 'UNTESTED', at: null })
})

it('keeps what was found of filters where the feed falls silent, and opens no circuit by looking', async () => {
  const all = goodServices(12)
  const council = await startCouncil(all)
  filterBy(council, () => all)
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  await gateway.inspectAll()
  const before = (await gateway.ask(INSPECTION)).data.feed.filters
  council.intercept = (request, _response, url) => {
    if (!url.searchParams.has('search')) return false
    request.socket.destroy()
    return true
  }
  await gateway.inspectAll()
  expect((await gateway.ask(INSPECTION)).data.feed.filters).toEqual(before)
  expect(
    (await gateway.ask('{ feed(slug: "north") { health { circuit consecutiveFailures } } }')).data.feed.health,
  ).toEqual({ circuit: 'CLOSED', consecutiveFailures: 0 })
})

it('measures what active services hold', async () => {
  const place = {
    id: uuid(1),
    location: {
      id: uuid(2),
      location_type: 'physical',
      latitude: 51.45,
      longitude: -2.6,
      addresses: [{ id: uuid(3), address_1: '1 High Street', postal_code: 'BS1 4ST' }],
    },
  }
  const details: readonly Record<string, unknown>[] = [
    {
      assured_date: '2026-11-01',
      attributes: [{ id: uuid(700), taxonomy_term: { id: uuid(800), name: 'Lunch', description: 'Meals' } }],
      service_at_locations: [place],
      contacts: [{ id: uuid(4), email: 'hello@trust.example' }],
      service_areas: [{ id: uuid(5), name: 'Northam' }],
    },
    { assured_date: '2025-12-01', schedules: [{ id: uuid(6), freq: 'WEEKLY', byday: 'MO' }] },
    { assured_date: '2026-11-01', status: 'defunct' },
  ]
  const council = await startCouncil(
    goodServices(3).map(({ id, list }, index) => ({
      id,
      list: { ...list, status: index === 2 ? 'defunct' : 'active' },
      detail: details[index] ?? {},
    })),
  )
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  expect((await gateway.ask(INSPECTION)).data.feed.content).toMatchObject({
    withTaxonomyTerm: 0.5,
    withCoordinates: 0.5,
    withPostcode: 0.5,
    withServiceArea: 0.5,
    withSchedule: 0.5,
    withContact: 0.5,
    withOrganization: 1,
    freshness: { d90: 1, d180: 0, d365: 1, older: 0, unknown: 0 },
    unmappedTerms: [{ name: 'Lunch', count: 1 }],
  })
})

it('does not count a feed that must pass until it does, and says why', async () => {
  const council = await startCouncil([{ id: uuid(1), list: { name: 'No detail', status: 'active' } }])
  const clock = { nowMs: START }
  const feeds = [testFeed('north', council.url, { requirePass: true })]
  const gateway = await startGateway(testConfig(feeds), { now: () => clock.nowMs })
  const ask = async () =>
    (await gateway.ask('{ services { totalCount } feed(slug: "north") { report { state reason } } }')).data
  expect((await ask()).feed.report).toEqual({
    state: 'MISSING',
    reason: 'north counts once it passes verification; it has not been verified yet.',
  })
  await gateway.refreshAll()
  expect(await ask()).toMatchObject({
    services: { totalCount: 0 },
    feed: {
      report: {
        state: 'MISSING',
        reason: expect.stringContaining('must pass verification before it counts, and these checks fail: service'),
      },
    },
  })
  council.services = goodServices(5)
  council.asked.length = 0
  await gateway.refreshAll()
  expect(council.asked).toEqual([])
  clock.nowMs += 3_600_000
  await gateway.refreshAll()
  expect(await ask()).toEqual({ services: { totalCount: 5 }, feed: { report: { state: 'FRESH', reason: null } } })
  council.services = council.services.map(({ id, list }) => ({ id, list }))
  clock.nowMs += DAY_MS
  await gateway.inspectAll()
  expect(await ask()).toMatchObject({ services: { totalCount: 5 } })
})

it('takes what is held out of sight where a feed is newly required to pass', async () => {
  const council = await startCouncil(goodServices(5))
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  const count = async () => (await gateway.ask('{ services { totalCount } }')).data.services.totalCount
  await gateway.reload(testConfig([testFeed('north', council.url, { requirePass: true })]))
  expect(await count()).toBe(0)
  await gateway.refreshAll()
  expect(await count()).toBe(5)
})

it('looks at a feed by itself after its refresh, once a day', async () => {
  const council = await startCouncil(goodServices(3))
  const gateway = await createGateway(testConfig([testFeed('north', council.url)]), {
    dataDir: temporaryFolder(),
    log: { info() {}, warn() {}, error() {} },
  })
  onTestFinished(() => gateway.close())
  const verified = (): string | undefined =>
    gateway.createContext({}).reader.feeds.feedInspection('north').verification?.at
  await expect.poll(verified, { timeout: 10_000 }).toBeDefined()
  const at = verified()
  await gateway.refreshAll()
  expect(verified()).toBe(at)
})
