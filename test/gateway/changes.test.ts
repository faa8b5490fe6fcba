import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { encodeRecordId } from '../../src/graphql/node/global-id.ts'
import { START, startGateway, type TestGateway, testConfig, testFeed } from './start-gateway.ts'

const HOUR_MS = 3_600_000
const CHANGES = `query ($since: DateTime!, $until: DateTime, $feeds: [String!], $kinds: [ChangeKind!], $first: Int, $after: String) {
  changes(since: $since, until: $until, feeds: $feeds, kinds: $kinds, first: $first, after: $after) {
    historyFrom edges { cursor node { kind at feed { slug } id name fields record { __typename originId } from into } }
    pageInfo { hasNextPage endCursor } feeds { feed { slug } state } } }`

interface ChangeNode {
  readonly kind: string
  readonly name: string | null
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

it('notes nothing where a list says the same again, or a page fails', async () => {
  const { gateway, north, clock } = await startTwo()
  clock.nowMs += HOUR_MS
  await gateway.refreshAll()
  north.services = plainServices(9)
  north.intercept = (request) => {
    request.socket.destroy()
    return true
  }
  await gateway.refreshAll()
  expect(await changesOf(gateway, { since: at(1) })).toEqual([])
})

it('notes the records of a feed that is left out as removed, under the name they had, and as added once it is taken back', async () => {
  const { gateway, clock, feeds } = await startTwo()
  clock.nowMs += HOUR_MS
  await gateway.reload(testConfig(feeds.slice(0, 1)))
  await gateway.reload(testConfig(feeds.slice(0, 1)))
  const left = await changesOf(gateway, { since: at(1), feeds: ['south'] })
  const inOrder = (changes: readonly ChangeNode[]) =>
    changes.map(({ kind, name, id }) => `${kind} ${name} ${id}`).toSorted((a, b) => a.localeCompare(b))
  const south = (kind: string) => [
    `${kind} Service 001 ${encodeRecordId('Service', 'south', 's1')}`,
    `${kind} Service 002 ${encodeRecordId('Service', 'south', 's2')}`,
    `${kind} Town Trust ${encodeRecordId('Organization', 'south', 'o1')}`,
  ]
  expect(inOrder(left)).toEqual(south('REMOVED'))
  expect(await changesOf(gateway, { since: at(1) })).toEqual(left)
  clock.nowMs += HOUR_MS
  await gateway.reload(testConfig(feeds))
  await gateway.reprocessed()
  expect(inOrder(await changesOf(gateway, { since: at(2) }))).toEqual(south('ADDED'))
})

it('shows the feed of a change as it last was, once it is left out', async () => {
  const { gateway, feeds } = await startTwo()
  await gateway.reload(testConfig(feeds.slice(0, 1)))
  const { data, errors } = await gateway.ask(
    `{ changes(since: "${at(0)}", feeds: ["south"], kinds: [REMOVED], first: 1) { edges { node {
       feed { slug name publisher url standard counts { services } report { state reason } health { consecutiveFailures } issues(first: 1) { totalCount } } } } } }`,
  )
  expect(errors).toBeUndefined()
  expect(data.changes.edges[0].node.feed).toMatchObject({
    slug: 'south',
    name: 'south',
    publisher: 'south council',
    counts: { services: 0 },
    report: { state: 'MISSING', reason: expect.stringContaining('taken out of the configuration') },
  })
})

it('takes a list item and its details for one first reading, and what its publisher changed in between for an update', async () => {
  const list = (name: string, modified: string) => ({
    name,
    status: 'active',
    last_modified: modified,
    organization: { id: 'o1', name: 'Town Trust' },
    service_at_locations: [{ id: 'l1', location: { id: 'p1', name: 'Hall' } }],
  })
  const detail = {
    description: 'Tea and talk.',
    phones: [{ id: 't1', number: '0117 496 0161' }],
    organization: { id: 'o1', name: 'Town Trust', description: 'A trust.' },
    service_at_locations: [{ id: 'l1', location: { id: 'p1', name: 'Hall', latitude: 51.45, longitude: -2.59 } }],
  }
  const north = await startFakeCouncil([
    { id: 's1', list: list('Tea', '2026-11-01T10:00:00Z'), detail },
    {
      id: 's2',
      list: list('Walk', '2026-11-01T10:00:00Z'),
      detail: { ...detail, name: 'Walks', last_modified: '2026-11-02T10:00:00Z' },
    },
  ])
  onTestFinished(() => north.close())
  const clock = { nowMs: START }
  const gateway = await startGateway(testConfig([testFeed('north', north.url)]), { now: () => clock.nowMs })
  // The details are lacking at first, and come with a later refresh.
  north.intercept = (_request, response, { pathname }) => {
    if (!pathname.startsWith('/services/')) return false
    response.writeHead(404).end()
    return true
  }
  await gateway.refreshAll()
  north.intercept = undefined
  clock.nowMs += 25 * HOUR_MS
  await gateway.refreshAll()
  const { data } = await gateway.ask('{ services { nodes { detail organization { description } } } }')
  expect(data.services.nodes).toEqual([
    { detail: 'FULL', organization: { description: 'A trust.' } },
    { detail: 'FULL', organization: { description: 'A trust.' } },
  ])
  const changes = await changesOf(gateway)
  expect(changes.filter(({ kind }) => kind === 'ADDED').map(({ record }) => record?.originId)).toEqual(
    expect.arrayContaining(['s1', 's2', 'o1', 'p1']),
  )
  expect(changes).toHaveLength(5)
  expect(changes.filter(({ kind }) => kind !== 'ADDED').map(shown)).toEqual([['UPDATED', 's2', 'lastModified,name']])
  expect(changes.at(-1)?.name).toBe('Walks')
})

it('notes what changed on a list alone, where that says less of a record than its details', async () => {
  const list = {
    name: 'Tea',
    status: 'active',
    service_at_locations: [{ id: 'l1', location: { id: 'p1', name: 'Hall' } }],
  }
  const detail = {
    phones: [{ id: 't1', number: '0117 496 0161' }],
    service_at_locations: [{ id: 'l1', location: { id: 'p1', name: 'Hall', latitude: 51.45, longitude: -2.59 } }],
  }
  const north = await startFakeCouncil([{ id: 's1', list, detail }])
  onTestFinished(() => north.close())
  const clock = { nowMs: START }
  const gateway = await startGateway(testConfig([testFeed('north', north.url)]), { now: () => clock.nowMs })
  await gateway.refreshAll()
  clock.nowMs += HOUR_MS
  north.services = [{ id: 's1', list: { ...list, name: 'Tea and talk' }, detail }]
  await gateway.refreshAll()
  expect((await changesOf(gateway, { since: at(1) })).map(shown)).toEqual([['UPDATED', 's1', 'name']])
})

it('takes what several new services say of one organization for one first reading', async () => {
  const service = (id: string, organization: object) => ({ id, list: { name: id, status: 'active', organization } })
  const north = await startFakeCouncil([
    service('s1', { id: 'o1', name: 'Trust' }),
    service('s2', { id: 'o1', name: 'Trust', description: 'A trust.' }),
  ])
  onTestFinished(() => north.close())
  const clock = { nowMs: START }
  const gateway = await startGateway(testConfig([testFeed('north', north.url)]), { now: () => clock.nowMs })
  await gateway.refreshAll()
  clock.nowMs += HOUR_MS
  north.services = [
    ...north.services,
    service('s3', { id: 'o2', name: 'Club' }),
    service('s4', { id: 'o2', name: 'Club', description: 'A club.' }),
    service('s5', { id: 'o1', name: 'Trust', description: 'A trust.', website: 'https://trust.example' }),
  ]
  await gateway.refreshAll()
  expect((await changesOf(gateway, { until: at(1) })).map(({ kind }) => kind)).toEqual(['ADDED', 'ADDED', 'ADDED'])
  expect(
    (await changesOf(gateway, { since: at(1) })).filter(({ record }) => record?.originId.startsWith('o')).map(shown),
  ).toEqual([
    ['ADDED', 'o2', ''],
    ['UPDATED', 'o1', 'website'],
  ])
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
  await gateway.reprocessed()
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
    historyFrom: at(0),
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
  const first = (await gateway.ask(CHANGES, { since: at(0), first: 1 })).data.changes.pageInfo.endCursor
  const last = (await gateway.ask(CHANGES, { since: at(0) })).data.changes.pageInfo.endCursor
  clock.nowMs += 91 * 24 * HOUR_MS
  await gateway.refreshAll()
  expect(await changesOf(gateway)).toEqual([])
  const { data } = await gateway.ask(CHANGES, { since: at(0) })
  expect(data.changes.historyFrom).toBe(at(24))
  const missed = await gateway.ask(CHANGES, { since: at(0), after: first })
  expect(missed.errors?.[0]?.extensions).toEqual({ code: 'CURSOR_EXPIRED', path: ['after'] })
  expect((await gateway.ask(CHANGES, { since: at(0), after: last })).data.changes.edges).toEqual([])
})
