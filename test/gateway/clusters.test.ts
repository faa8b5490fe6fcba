import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { formatDecision, type Decision } from '../../src/merge/decisions.ts'
import { startFakeCouncil, type FakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, temporaryFolder, testConfig, testFeed, type TestGateway } from './start-gateway.ts'
import { lunchClub } from './listed-twice.ts'

async function startCouncil(services: readonly StatedService[]): Promise<FakeCouncil> {
  const council = await startFakeCouncil(services)
  onTestFinished(() => council.close())
  return council
}

interface Region {
  readonly gateway: TestGateway
  readonly councils: Readonly<Record<string, FakeCouncil>>
  restart(): Promise<TestGateway>
}

/** A gateway over councils that publish these services, refreshed once. */
async function startRegion(stated: Readonly<Record<string, readonly StatedService[]>>): Promise<Region> {
  const councils: Record<string, FakeCouncil> = {}
  for (const [slug, services] of Object.entries(stated)) councils[slug] = await startCouncil(services)
  const config = testConfig(Object.entries(councils).map(([slug, { url }]) => testFeed(slug, url)))
  const dataDir = temporaryFolder()
  const gateway = await startGateway(config, { dataDir })
  await gateway.refreshAll()
  return {
    gateway,
    councils,
    async restart() {
      await gateway.close()
      return startGateway(config, { dataDir })
    },
  }
}

function decide({ dataDir }: TestGateway, a: string, b: string, relation: Decision['relation']): void {
  const decision = formatDecision({ a, b, relation, by: 'a tester', at: '2026-11-23T09:00:00Z' })
  appendFileSync(join(dataDir, 'decisions.ndjson'), decision)
}

const twice = {
  east: [lunchClub({ id: 'e1', assured: '2026-10-01', description: 'Soup on Mondays.' })],
  west: [lunchClub({ id: 'w1', assured: '2026-06-01', description: 'Soup and bread on Mondays.' })],
}

const LIST = `query ($where: ServiceFilter, $duplicates: Duplicates) {
  services(where: $where, duplicates: $duplicates) {
    totalCount recordCount
    facets { feeds { feed { slug } count } }
    nodes { name originId feed { slug } alsoListedBy { originId } }
  }
}`

const CLUSTER = `query ($feed: String!, $id: String!) {
  service(origin: { feed: $feed, originId: $id }) {
    cluster { id preferred { originId } listings { originId } mergedFrom conflicts { field values { value service { originId } } } }
    matches { relation decision score service { originId } evidence { feature left right weight } }
  }
}`

async function clusterOf(gateway: TestGateway, feed: string, id: string) {
  const { data, errors } = await gateway.ask(CLUSTER, { feed, id })
  expect(errors).toBeUndefined()
  return data.service.cluster
}

describe('one service stated by two councils', () => {
  it('is one edge that names the other, and counts once', async () => {
    const { gateway } = await startRegion(twice)
    const { data, errors } = await gateway.ask(LIST)
    expect(errors).toBeUndefined()
    expect(data.services).toEqual({
      totalCount: 1,
      recordCount: 2,
      facets: {
        feeds: [
          { feed: { slug: 'east' }, count: 1 },
          { feed: { slug: 'west' }, count: 1 },
        ],
      },
      nodes: [
        { name: 'Riverside Lunch Club', originId: 'e1', feed: { slug: 'east' }, alsoListedBy: [{ originId: 'w1' }] },
      ],
    })
  })

  it('is two edges where records are kept apart', async () => {
    const { gateway } = await startRegion(twice)
    const { data } = await gateway.ask(LIST, { duplicates: 'KEEP' })
    expect(data.services).toMatchObject({ totalCount: 2, recordCount: 2 })
    expect(data.services.nodes.map(({ originId }: { originId: string }) => originId).toSorted()).toEqual(['e1', 'w1'])
  })

  it.each([
    { east: 'Free', west: undefined, one: 'free' },
    { east: undefined, west: 'Free', one: 'free' },
    { east: undefined, west: undefined, one: 'unknown' },
    { east: 'There is a charge', west: 'Free', one: 'unknown' },
    { east: 'Free', west: 'There is a charge', one: 'unknown' },
  ])('counts once by what it costs: $east in the newer, $west in the older is $one', async ({ east, west, one }) => {
    const fees = (words: string | undefined) => ({ more: words === undefined ? {} : { fees_description: words } })
    const { gateway } = await startRegion({
      east: [lunchClub({ id: 'e1', assured: '2026-10-01', ...fees(east) })],
      west: [lunchClub({ id: 'w1', assured: '2026-06-01', ...fees(west) })],
    })
    const { data } = await gateway.ask('{ services { totalCount facets { free { free charged unknown } } } }')
    const counts = { free: 0, charged: 0, unknown: 0, [one]: 1 }
    expect(data.services).toEqual({ totalCount: 1, facets: { free: counts } })
  })

  it('shows the preferred of those records that pass the filter', async () => {
    const { gateway } = await startRegion(twice)
    const { data } = await gateway.ask(LIST, { where: { feeds: ['west'] } })
    expect(data.services).toMatchObject({ totalCount: 1, recordCount: 1, nodes: [{ originId: 'w1' }] })
  })

  it('shows what the records disagree on, who is believed first, and why they are one', async () => {
    const { gateway } = await startRegion(twice)
    const { data } = await gateway.ask(CLUSTER, { feed: 'west', id: 'w1' })
    expect(data.service.cluster).toMatchObject({ preferred: { originId: 'e1' }, mergedFrom: [] })
    expect(data.service.cluster.conflicts).toContainEqual({
      field: 'description',
      values: [
        { value: 'Soup on Mondays.', service: { originId: 'e1' } },
        { value: 'Soup and bread on Mondays.', service: { originId: 'w1' } },
      ],
    })
    const [match] = data.service.matches
    expect(match).toMatchObject({ relation: 'SAME_SERVICE', decision: 'AUTO', service: { originId: 'e1' } })
    expect(match.evidence).toContainEqual({
      feature: 'contact.phone',
      left: '+441174960101',
      right: '+441174960101',
      weight: 2.5,
    })
  })

  it('says of two that are not one what each states, from either side', async () => {
    const { gateway } = await startRegion({
      east: [lunchClub({ id: 'e1' })],
      west: [lunchClub({ id: 'w1', name: 'Debt Advice', organization: 'Ledger Trust', phone: '0117 496 0199' })],
    })
    const matchOf = async (feed: string, id: string) =>
      (await gateway.ask(CLUSTER, { feed, id })).data.service.matches[0]
    const [east, west] = [await matchOf('east', 'e1'), await matchOf('west', 'w1')]
    expect(east).toMatchObject({ relation: 'SAME_SITE_DIFFERENT_SERVICE', decision: 'REJECTED' })
    expect(east.evidence).toContainEqual({
      ...{ feature: 'name.different', weight: -2 },
      ...{ left: 'Riverside Lunch Club', right: 'Debt Advice' },
    })
    expect(west.evidence).toContainEqual({
      ...{ feature: 'name.different', weight: -2 },
      ...{ left: 'Debt Advice', right: 'Riverside Lunch Club' },
    })
    const sum = east.evidence.reduce((total: number, { weight }: { readonly weight: number }) => total + weight, 0)
    expect(sum).toBe(east.score)
  })

  it('holds their organizations to be one too', async () => {
    const { gateway } = await startRegion(twice)
    const { data } = await gateway.ask('{ organizations { nodes { originId alsoListedBy { originId } } } }')
    expect(data.organizations.nodes).toContainEqual({ originId: 'o-e1', alsoListedBy: [{ originId: 'o-w1' }] })
  })

  it('keeps its id through refreshes and restarts, and is found by it', async () => {
    const region = await startRegion(twice)
    const { id } = await clusterOf(region.gateway, 'east', 'e1')
    await region.gateway.refreshAll()
    expect((await clusterOf(region.gateway, 'west', 'w1')).id).toBe(id)
    const again = await region.restart()
    expect((await clusterOf(again, 'west', 'w1')).id).toBe(id)
    const { data } = await again.ask(
      'query ($id: ID!) { node(id: $id) { ... on ServiceCluster { listings { originId } } } }',
      { id },
    )
    expect(data.node.listings).toEqual([{ originId: 'e1' }, { originId: 'w1' }])
  })

  it('asks the catalogue no more often for many clusters than for one', async () => {
    const many = (side: string) =>
      Array.from({ length: 8 }, (_, index) =>
        lunchClub({
          id: `${side}${index}`,
          name: `Club of Saint ${'ABCDEFGH'[index]}nselm`,
          phone: `0117 496 01${index}0`,
        }),
      )
    const { gateway } = await startRegion({ east: many('e'), west: many('w') })
    const query = (first: number) =>
      `{ services(first: ${first}) { nodes { alsoListedBy { name } cluster { conflicts { field } } matches { relation } quality { score } } } }`
    const cost = async (first: number) => {
      const before = gateway.statementCount()
      expect((await gateway.ask(query(first))).errors).toBeUndefined()
      return gateway.statementCount() - before
    }
    await cost(1)
    const [one, eight] = [await cost(1), await cost(8)]
    // A page that another follows is asked for what follows.
    expect(eight).toBeLessThanOrEqual(one + 3)
  })
})

describe('a record that changes', () => {
  it('leaves a cluster it no longer belongs to', async () => {
    const { gateway, councils } = await startRegion(twice)
    const west = councils['west']
    if (west !== undefined)
      west.services = [
        lunchClub({
          id: 'w1',
          name: 'Harbour Welding Workshop',
          phone: '0117 496 0999',
          organization: 'Harbour Makers',
        }),
      ]
    await gateway.refreshAll()
    const { data } = await gateway.ask(LIST)
    expect(data.services).toMatchObject({ totalCount: 2, recordCount: 2 })
    const changes = await gateway.ask(
      '{ changes(since: "2020-01-01T00:00:00Z") { edges { node { kind from into } } } }',
    )
    const kinds = changes.data.changes.edges.map(({ node }: { node: { kind: string } }) => node.kind)
    expect(kinds).toEqual(expect.arrayContaining(['MERGED', 'SPLIT']))
  })

  it('takes the cluster with it when its feed goes', async () => {
    const { gateway, councils } = await startRegion({
      ...twice,
      north: [lunchClub({ id: 'n1', name: 'Sewing Circle', phone: '0117 496 0500' })],
    })
    const left = ['east', 'north'].map((slug) => testFeed(slug, councils[slug]?.url ?? ''))
    await gateway.reload(testConfig(left))
    await gateway.refreshAll()
    const { data } = await gateway.ask(LIST)
    expect(data.services).toMatchObject({ totalCount: 2, recordCount: 2 })
    expect(await clusterOf(gateway, 'east', 'e1')).toMatchObject({ listings: [{ originId: 'e1' }] })
  })

  it('becomes the preferred one when it is assured later', async () => {
    const { gateway, councils } = await startRegion(twice)
    const west = councils['west']
    if (west !== undefined) west.services = [lunchClub({ id: 'w1', assured: '2026-11-20' })]
    await gateway.refreshAll()
    expect(await clusterOf(gateway, 'east', 'e1')).toMatchObject({ preferred: { originId: 'w1' } })
  })
})

describe('what a person decides', () => {
  it('splits what the evidence joined, through refreshes and restarts', async () => {
    const region = await startRegion(twice)
    decide(region.gateway, 'east/e1', 'west/w1', 'SAME_SITE_DIFFERENT_SERVICE')
    await region.gateway.refreshAll()
    expect((await region.gateway.ask(LIST)).data.services.totalCount).toBe(2)
    await region.gateway.refreshAll()
    const again = await region.restart()
    await again.refreshAll()
    const { data } = await again.ask(CLUSTER, { feed: 'east', id: 'e1' })
    expect(data.service.cluster.listings).toEqual([{ originId: 'e1' }])
    expect(data.service.matches[0]).toMatchObject({ relation: 'SAME_SITE_DIFFERENT_SERVICE', decision: 'REVIEWED' })
  })

  it('joins what the evidence did not, and taken back leaves it as it was', async () => {
    const { gateway } = await startRegion({
      east: [lunchClub({ id: 'e1' })],
      west: [
        lunchClub({
          id: 'w1',
          name: 'Meals by the Water',
          phone: '0117 496 0777',
          organization: 'Friends of the Quay',
        }),
      ],
    })
    expect((await gateway.ask(LIST)).data.services.totalCount).toBe(2)
    decide(gateway, 'east/e1', 'west/w1', 'SAME_SERVICE')
    await gateway.refreshAll()
    expect((await gateway.ask(LIST)).data.services.totalCount).toBe(1)
    expect((await gateway.ask(CLUSTER, { feed: 'east', id: 'e1' })).data.service.matches[0]).toMatchObject({
      decision: 'REVIEWED',
    })
    decide(gateway, 'east/e1', 'west/w1', 'POSSIBLE')
    await gateway.refreshAll()
    expect((await gateway.ask(LIST)).data.services.totalCount).toBe(2)
  })

  it('leaves out a line that is no decision and goes on', async () => {
    const { gateway } = await startRegion(twice)
    appendFileSync(join(gateway.dataDir, 'decisions.ndjson'), 'not a decision\n')
    decide(gateway, 'west/w1', 'east/e1', 'SAME_ORGANIZATION')
    await gateway.refreshAll()
    expect((await gateway.ask(LIST)).data.services.totalCount).toBe(2)
  })
})
