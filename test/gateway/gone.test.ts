import { expect, it, onTestFinished } from 'vitest'
import { encodeKeyId, encodeRecordId } from '../../src/graphql/node/global-id.ts'
import { startFakeCouncil } from './fake-council.ts'
import { START, startGateway, testConfig, testFeed } from './start-gateway.ts'

const HOUR_MS = 3_600_000
const REMOVED_AT = new Date(START + HOUR_MS).toISOString()

function service(id: string) {
  return {
    id,
    list: {
      name: id,
      status: 'active',
      organization: { id: `o-${id}`, name: 'Trust', description: 'A trust.' },
      service_at_locations: [{ id: `l-${id}`, location: { id: `p-${id}`, name: 'Hall', latitude: 51, longitude: -2 } }],
    },
  }
}

async function startNorth() {
  const north = await startFakeCouncil([service('s1'), service('s2'), service('s3')])
  const south = await startFakeCouncil([service('s1')])
  onTestFinished(async () => void (await Promise.all([north.close(), south.close()])))
  const clock = { nowMs: START }
  const feeds = [testFeed('north', north.url), testFeed('south', south.url)]
  const gateway = await startGateway(testConfig(feeds), { now: () => clock.nowMs })
  await gateway.refreshAll()
  clock.nowMs += HOUR_MS
  return { north, gateway, clock, feeds }
}

const IDS = [
  ['Service', 's2'],
  ['Organization', 'o-s2'],
  ['Location', 'p-s2'],
  ['ServiceAtLocation', 'l-s2'],
] as const
const GONE = { code: 'GONE', removedAt: REMOVED_AT, feed: 'north' }

it('answers for the id of what was removed that it is gone, since when and from which feed', async () => {
  const { north, gateway, clock } = await startNorth()
  north.services = north.services.filter(({ id }) => id !== 's2')
  await gateway.refreshAll()
  // Longer than changes are kept.
  clock.nowMs += 100 * 24 * HOUR_MS
  await gateway.refreshAll()
  for (const [type, originId] of IDS) {
    const { data, errors } = await gateway.ask('query ($id: ID!) { node(id: $id) { id } }', {
      id: encodeRecordId(type, 'north', originId),
    })
    expect(data).toEqual({ node: null })
    expect(errors).toEqual([expect.objectContaining({ path: ['node'], extensions: GONE })])
  }
  const { data, errors } = await gateway.ask(`{
    byId: service(id: "${encodeRecordId('Service', 'north', 's2')}") { id }
    byOrigin: service(origin: { feed: "north", originId: "s2" }) { id }
    organization(id: "${encodeRecordId('Organization', 'north', 'o-s2')}") { id }
    location(id: "${encodeRecordId('Location', 'north', 'p-s2')}") { id }
    nodes(ids: ["${encodeRecordId('Service', 'north', 's1')}", "${encodeRecordId('Service', 'north', 's2')}"]) { __typename }
    cluster: node(id: "${encodeKeyId('ServiceCluster', 'north/s2')}") { id }
  }`)
  expect(data).toEqual({
    byId: null,
    byOrigin: null,
    organization: null,
    location: null,
    nodes: [{ __typename: 'Service' }, null],
    cluster: null,
  })
  expect(errors?.map(({ extensions }) => extensions)).toEqual(Array.from({ length: 6 }, () => GONE))
})

it('answers null, and no error, for an id that never was', async () => {
  const { gateway } = await startNorth()
  const { data, errors } = await gateway.ask(`{
    held: location(id: "${encodeRecordId('Location', 'north', 'p-s1')}") { name }
    service(id: "${encodeRecordId('Service', 'north', 's9')}") { id }
    organization(id: "${encodeRecordId('Organization', 'north', 's1')}") { id }
    node(id: "${encodeRecordId('Location', 'west', 'p-s1')}") { id }
  }`)
  expect([data, errors]).toEqual([{ held: { name: 'Hall' }, service: null, organization: null, node: null }, undefined])
})

it('answers for the records of a feed that is taken out, and for itself, until it is taken back', async () => {
  const { gateway, feeds } = await startNorth()
  const query = `{
    service(id: "${encodeRecordId('Service', 'south', 's1')}") { originId }
    byOrigin: service(origin: { feed: "south", originId: "s1" }) { originId }
    node(id: "${encodeKeyId('Feed', 'south')}") { __typename }
  }`
  await gateway.reload(testConfig(feeds.slice(0, 1)))
  const gone = await gateway.ask(query)
  expect(gone.data).toEqual({ service: null, byOrigin: null, node: null })
  expect(gone.errors?.map(({ extensions }) => extensions)).toEqual(
    Array.from({ length: 3 }, () => ({ ...GONE, feed: 'south' })),
  )
  await gateway.reload(testConfig(feeds))
  await gateway.reprocessed()
  expect(await gateway.ask(query)).toEqual({
    data: { service: { originId: 's1' }, byOrigin: { originId: 's1' }, node: { __typename: 'Feed' } },
  })
})
