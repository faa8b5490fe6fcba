import { describe, expect, it, onTestFinished } from 'vitest'
import { plainServices, sendJson, startFakeCouncil } from './fake-council.ts'
import { comparable, expected, latestOfEach, type Shown } from './recorded-source.ts'
import { replayRecordings } from './replay-recordings.ts'
import { START, startGateway, testConfig, testFeed } from './start-gateway.ts'

const RECORDINGS = process.env['RECORDINGS'] ?? ''
const SLUGS = ['bristol-v1', 'bristol-v3', 'buckinghamshire'] as const

async function startWithRecordings(slugs: readonly string[] = SLUGS) {
  const replay = await replayRecordings(RECORDINGS)
  onTestFinished(() => replay.stop())
  const clock = { nowMs: START }
  const feeds = slugs.map((slug) => testFeed(slug, replay.urlOf(slug)))
  const gateway = await startGateway(testConfig(feeds), { now: () => clock.nowMs, limits: { tries: 1 } })
  await gateway.refreshAll()
  return { replay, gateway, clock }
}

const COUNTS = `query ($feed: String!) {
  services(first: 1, where: { feeds: [$feed] }) { totalCount }
  all: services(first: 1, where: { feeds: [$feed], status: [ACTIVE, INACTIVE, DEFUNCT, TEMPORARILY_CLOSED] }) { totalCount }
  feed(slug: $feed) { standard counts { services quarantined } report { state services reason } issues(first: 100, where: { codes: ["ID_REPEATED", "MISSING_FIELD"] }) { edges { node { code originId path recordType } } } }
}`

const RECORDS = `query ($feed: String!, $after: String) {
  services(first: 100, after: $after, where: { feeds: [$feed], status: [ACTIVE, INACTIVE, DEFUNCT, TEMPORARILY_CLOSED] }) {
    pageInfo { hasNextPage endCursor }
    nodes { originId name description url email status fees assuredDate lastModified detail organization { originId name description website } }
  }
}`

/** Every record of a feed as a client pages through it. */
async function showAll(gateway: Awaited<ReturnType<typeof startGateway>>, feed: string): Promise<Map<string, Shown>> {
  const shown = new Map<string, Shown>()
  for (let after: string | null = null; ;) {
    const { data, errors } = await gateway.ask(RECORDS, { feed, after })
    expect(errors).toBeUndefined()
    for (const node of data.services.nodes) shown.set(node.originId, node)
    if (!data.services.pageInfo.hasNextPage) return shown
    after = data.services.pageInfo.endCursor
  }
}

describe.skipIf(RECORDINGS === '')('recorded feeds behind one gateway', () => {
  it('holds 817 of Bristol 1.0 and names the repeated id and the nameless record, and nothing else, as issues of that kind', async () => {
    const { gateway, replay } = await startWithRecordings(['bristol-v1'])
    const { data } = await gateway.ask(COUNTS, { feed: 'bristol-v1' })
    expect(data.services.totalCount).toBe(817)
    expect(data.feed).toMatchObject({
      standard: 'Placecube-1.0',
      counts: { services: 817, quarantined: 1 },
      report: { state: 'FRESH', services: 817, reason: null },
    })
    const nameless = replay.rows('bristol-v1').find(({ name }) => name === '')
    const repeated = '2af617e5-4532-bebe-1036-ffdf2e93ce55'
    const issues = data.feed.issues.edges.map(
      ({ node }: { node: { code: string; originId: string; path: string } }) => node,
    )
    expect(issues.filter(({ code }: { code: string }) => code === 'ID_REPEATED')).toMatchObject([
      { originId: repeated },
    ])
    expect(issues.filter(({ path }: { path: string }) => path === 'name')).toMatchObject([
      { code: 'MISSING_FIELD', originId: nameless?.id, recordType: 'service' },
    ])
    // Both rows were made on one day; this one was modified four days later.
    expect((await showAll(gateway, 'bristol-v1')).get(repeated)?.['name']).toBe('Yoga for Fitness & Relaxation')
  })

  it('answers 99 of Buckinghamshire, and 100 with the one that is temporarily closed, though bodies begin with a byte order mark', async () => {
    const { gateway } = await startWithRecordings(['buckinghamshire'])
    const { data } = await gateway.ask(COUNTS, { feed: 'buckinghamshire' })
    expect([data.services.totalCount, data.all.totalCount]).toEqual([99, 100])
    expect(data.feed).toMatchObject({ standard: 'Outpost', report: { state: 'FRESH', reason: null } })
    const closed = await gateway.ask(
      '{ services(where: { feeds: ["buckinghamshire"], status: [TEMPORARILY_CLOSED] }) { nodes { name status } } }',
    )
    expect(closed.data.services.nodes).toEqual([{ name: expect.any(String), status: 'TEMPORARILY_CLOSED' }])
  })

  it('holds the 3 of Bristol 3.0, and lets list records stand whose details are not found', async () => {
    const { gateway } = await startWithRecordings(['bristol-v3', 'bristol-v1'])
    const { data } = await gateway.ask(COUNTS, { feed: 'bristol-v3' })
    expect(data.services.totalCount).toBe(3)
    expect(data.feed).toMatchObject({ standard: 'Placecube-3.0', report: { state: 'FRESH', reason: null } })
    const details = [...(await showAll(gateway, 'bristol-v3')).values()].map(({ detail }) => String(detail))
    expect(details.toSorted((a, b) => a.localeCompare(b))).toEqual(['FULL', 'LIST_ITEM', 'LIST_ITEM'])
    const found = await gateway.ask(
      '{ services(where: { feeds: ["bristol-v3"] }) { nodes { detail serviceAreas { name } contacts { phones { number } } } } }',
    )
    expect(found.errors).toBeUndefined()
    expect(found.data.services.nodes).toContainEqual(
      expect.objectContaining({
        detail: 'FULL',
        serviceAreas: [{ name: 'Bristol' }, { name: 'South Gloucestershire' }],
      }),
    )
    const old = await gateway.ask(
      '{ services(first: 3, where: { feeds: ["bristol-v1"] }) { nodes { name detail schedules { byday } } } }',
    )
    expect(old.errors).toBeUndefined()
    expect(old.data.services.nodes).toHaveLength(3)
    expect(old.data.services.nodes.every(({ detail }: { detail: string }) => detail === 'LIST_ITEM')).toBe(true)
  })

  // All 919 rather than 50 at random: it costs no more time, and needs no seed to see a failure again.
  it('shows every record it was given, each equal to its source field by field', async () => {
    const { gateway, replay } = await startWithRecordings()
    for (const slug of SLUGS) {
      const shown = await showAll(gateway, slug)
      const stated = latestOfEach(replay.rows(slug))
      expect([...shown.keys()].toSorted()).toEqual([...stated.keys()].toSorted())
      for (const source of stated.values())
        expect(comparable(shown.get(source.id)), `${slug} ${source.id}`).toEqual(expected(source))
    }
  })

  it('answers as before while the feeds are down, STALE with the reason, and FRESH at the next refresh once they are back', async () => {
    const { gateway, replay, clock } = await startWithRecordings()
    const query =
      '{ services(first: 50) { totalCount nodes { name organization { name } } } taxonomyTerms(first: 50) { totalCount nodes { name } } }'
    const states = async () => (await gateway.ask('{ feeds { slug report { state reason code } } }')).data.feeds
    const before = await gateway.ask(query)
    await replay.stop()
    clock.nowMs += 2 * 3_600_000 + 1
    await gateway.refreshAll()
    expect(await gateway.ask(query)).toEqual(before)
    const down = {
      state: 'STALE',
      reason: expect.stringMatching(/^Last confirmed 2 hours ago\. .*\.$/),
      code: expect.any(String),
    }
    expect(await states()).toEqual(SLUGS.map((slug) => ({ slug, report: down })))
    await replay.start()
    clock.nowMs += 3_600_000
    await gateway.refreshAll()
    expect(await states()).toEqual(
      SLUGS.map((slug) => ({ slug, report: { state: 'FRESH', reason: null, code: null } })),
    )
    expect(await gateway.ask(query)).toEqual(before)
  })
})

it('ends reading a list that never says "last" and gives its last page for ever', async () => {
  const council = await startFakeCouncil(plainServices(25))
  onTestFinished(() => council.close())
  const rows = council.services.map(({ id, list }) => ({ id, ...list }))
  council.intercept = (_request, response, url) => {
    if (url.pathname !== '/services') return false
    const page = Math.min(Number(url.searchParams.get('page')), 3)
    sendJson(response, 200, {
      number: page,
      size: 10,
      first: page === 1,
      last: false,
      content: rows.slice((page - 1) * 10, page * 10),
    })
    return true
  }
  const gateway = await startGateway(testConfig([testFeed('north', council.url, { pageSize: 10 })]))
  await gateway.refreshAll()
  const { data } = await gateway.ask('{ services { totalCount } feed(slug: "north") { report { state reason } } }')
  expect(data).toEqual({ services: { totalCount: 25 }, feed: { report: { state: 'FRESH', reason: null } } })
  expect(council.asked.filter((path) => path.startsWith('/services?')).length).toBeLessThanOrEqual(5)
})

it('gives up a list that never says "last" and invents records for ever, and says so', async () => {
  const council = await startFakeCouncil()
  onTestFinished(() => council.close())
  council.intercept = (_request, response, url) => {
    if (url.pathname !== '/services') return false
    const page = Number(url.searchParams.get('page'))
    const content = Array.from({ length: 50 }, (_, index) => ({
      id: `${page}-${index}`,
      name: `Invented ${page} ${index}`,
      status: 'active',
    }))
    sendJson(response, 200, {
      number: page,
      size: 50,
      totalElements: 500,
      totalPages: 10,
      first: page === 1,
      last: false,
      content,
    })
    return true
  }
  const gateway = await startGateway(testConfig([testFeed('north', council.url, { pageSize: 50 })]))
  await gateway.refreshAll()
  const { data } = await gateway.ask('{ feed(slug: "north") { report { state reason } health { lastErrorCode } } }')
  expect(data.feed.health.lastErrorCode).toBe('PAGING_ENDLESS')
  expect(council.asked.filter((path) => path.startsWith('/services?')).length).toBeLessThan(30)
})
