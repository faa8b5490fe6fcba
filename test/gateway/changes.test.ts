import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { START, startGateway, type TestGateway, testConfig, testFeed } from './start-gateway.ts'

const HOUR_MS = 3_600_000
const CHANGES = `query ($since: DateTime!, $until: DateTime, $feeds: [String!], $kinds: [ChangeKind!], $first: Int, $after: String) {
  changes(since: $since, until: $until, feeds: $feeds, kinds: $kinds, first: $first, after: $after) {
    edges { cursor node { kind at feed { slug } id fields record { __typename originId } from into } }
    pageInfo { hasNextPage endCursor } feeds { feed { slug } state } } }`

interface ChangeNode {
  readonly kind: string
  readonly at: string
  readonly id: string
  readonly fields: readonly string[]
  readonly record: { readonly __typename: string; readonly originId: string } | null
}

async function startTwo() {
  const [north, south] = [await startFakeCouncil(plainServices(3)), await startFakeCouncil(plainServices(2))]
  onTestFinished(async () => void (await Promise.all([north.close(), south.close()])))
  const clock = { nowMs: START }
  const feeds = [testFeed('north', north.url), testFeed('south', south.url)]
  const gateway = await startGateway(testConfig(feeds), { now: () => clock.nowMs })
  await gateway.refreshAll()
  return { north, south, clock, gateway, feeds }
}

async function changesOf(gateway: TestGateway, variables: Record<string, unknown> = {}): Promise<ChangeNode[]> {
  const { data, errors } = await gateway.ask(CHANGES, { since: at(0), ...variables })
  expect(errors).toBeUndefined()
  return data.changes.edges.map(({ node }: { node: ChangeNode }) => node)
}

const at = (hours: number): string => new Date(START + hours * HOUR_MS).toISOString()
const shown = ({ kind, record, fields }: ChangeNode) => [kind, record?.originId ?? null, fields.join()]

it('notes every record of a first read as added, under its feed and id', async () => {
  const { gateway } = await startTwo()
  const north = await changesOf(gateway, { feeds: ['north'] })
  expect(north.filter(({ kind }) => kind === 'ADDED').map(({ record }) => record)).toEqual(
    expect.arrayContaining([
      { __typename: 'Service', originId: 's1' },
      { __typename: 'Service', originId: 's3' },
      { __typename: 'Organization', originId: 'o1' },
    ]),
  )
  const { data } = await gateway.ask('{ services(where: { feeds: ["north"] }) { nodes { id } } }')
  for (const { id } of data.services.nodes) expect(north.map((change) => change.id)).toContain(id)
})

it('names the fields of what was updated, and what was removed, at the instant it became visible', async () => {
  const { gateway, north, clock } = await startTwo()
  clock.nowMs += HOUR_MS
  north.services = north.services
    .slice(1)
    .map((service) =>
      service.id === 's2'
        ? { ...service, list: { ...service.list, name: 'Renamed', organization: { id: 'o1', name: 'Town Trust Ltd' } } }
        : service,
    )
  await gateway.refreshAll()
  const changes = await changesOf(gateway, { since: at(1) })
  expect(changes.filter(({ record }) => record?.originId !== 'o1').map(shown)).toEqual([
    ['UPDATED', 's2', 'name'],
    ['REMOVED', null, ''],
  ])
  // Its description, which this copy lacks, stands as the others state it.
  expect(new Set(changes.flatMap(({ record, fields }) => (record?.originId === 'o1' ? fields : [])))).toEqual(
    new Set(['name']),
  )
  expect(new Set(changes.map((change) => change.at))).toEqual(new Set([at(1)]))
})

it('notes nothing where a list tells the same again, a page fails, or a feed is left out and taken back', async () => {
  const { gateway, north, clock, feeds } = await startTwo()
  clock.nowMs += HOUR_MS
  await gateway.refreshAll()
  north.services = plainServices(9)
  north.intercept = (request) => {
    request.socket.destroy()
    return true
  }
  await gateway.reload(testConfig(feeds.slice(0, 1)))
  await gateway.reload(testConfig(feeds))
  expect(await changesOf(gateway, { since: at(1) })).toEqual([])
})

it('notes what a named quirk makes read otherwise', async () => {
  const council = await startFakeCouncil([
    { id: 's1', list: { name: 'Toddlers', status: 'active', minimum_age: 24, maximum_age: 48 } },
  ])
  onTestFinished(() => council.close())
  const clock = { nowMs: START }
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]), { now: () => clock.nowMs })
  await gateway.refreshAll()
  clock.nowMs += HOUR_MS
  await gateway.reload(testConfig([testFeed('north', council.url, { quirks: ['ages-in-months'] })]))
  expect((await changesOf(gateway, { since: at(1) })).map(shown)).toEqual([['UPDATED', 's1', 'maximumAge,minimumAge']])
})

it('pages forward with cursors that miss nothing, even where the clock is set back', async () => {
  const { gateway, south, clock } = await startTwo()
  const all = await changesOf(gateway)
  const paged: unknown[] = []
  let after: string | undefined
  for (;;) {
    const { data } = await gateway.ask(CHANGES, { since: at(0), first: 3, after })
    paged.push(...data.changes.edges.map(({ node }: { node: unknown }) => node))
    after = data.changes.pageInfo.endCursor
    if (data.changes.pageInfo.hasNextPage === false) break
  }
  expect(paged).toEqual(all)
  south.services = plainServices(3)
  clock.nowMs -= HOUR_MS
  await gateway.refreshAll()
  clock.nowMs += HOUR_MS
  south.services = plainServices(4)
  await gateway.refreshAll()
  const { data } = await gateway.ask(CHANGES, { since: at(0), after })
  expect(data.changes.edges.map(({ node }: { node: ChangeNode }) => node.record?.originId)).toEqual(['s4'])
  expect((await changesOf(gateway, { since: at(-2), until: at(0) })).map(({ record }) => record?.originId)).toEqual([
    's3',
  ])
})

it('keeps to the feeds, kinds and instants asked for, and names the feeds behind it', async () => {
  const { gateway } = await startTwo()
  const { data } = await gateway.ask(CHANGES, { since: at(0), feeds: ['south'], kinds: ['REMOVED'] })
  expect(data.changes).toEqual({
    edges: [],
    pageInfo: { hasNextPage: false, endCursor: null },
    feeds: [{ feed: { slug: 'south' }, state: 'FRESH' }],
  })
  expect(await changesOf(gateway, { until: at(0) })).toEqual([])
})

it.each([
  ['an unknown feed', { feeds: ['west'] }, 'UNKNOWN_FEED'],
  ['an end before the beginning', { until: at(-1) }, 'BAD_USER_INPUT'],
  ['a page too large', { first: 101 }, 'BAD_USER_INPUT'],
  ['a cursor of elsewhere', { after: 'bm9wZQ' }, 'BAD_CURSOR'],
])('refuses %s', async (_what, variables, code) => {
  const { gateway } = await startTwo()
  const { data, errors } = await gateway.ask(CHANGES, { since: at(0), ...variables })
  expect(data.changes).toBeNull()
  expect(errors?.[0]?.extensions?.['code']).toBe(code)
})

it('forgets changes after 90 days', async () => {
  const { gateway, clock } = await startTwo()
  clock.nowMs += 91 * 24 * HOUR_MS
  await gateway.refreshAll()
  expect(await changesOf(gateway)).toEqual([])
})
