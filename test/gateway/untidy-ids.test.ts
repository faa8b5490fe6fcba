import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

async function startWith(services: readonly StatedService[]) {
  const council = await startFakeCouncil(services)
  onTestFinished(() => council.close())
  const config = testConfig([testFeed('north', council.url)])
  const gateway = await startGateway(config)
  await gateway.refreshAll()
  return { council, gateway, config }
}

function serviceAt(id: string, locationId: string, street: string, latitude: number): StatedService {
  const location = {
    id: locationId,
    location_type: 'physical',
    name: street,
    latitude,
    longitude: -1.5,
    addresses: [{ id: 'a', address_1: street }],
  }
  return {
    id,
    list: { name: `Service ${id}`, status: 'active' },
    detail: { service_at_locations: [{ id: 'sal-1', location }] },
  }
}

const PLACES = `{ services { nodes { name serviceAtLocations { originId location { originId addresses { address1 } } } } } locations { totalCount } }`

it('keeps two places apart to which a publisher gave one id, and gives each service its own', async () => {
  const { gateway } = await startWith([
    serviceAt('s1', '7', '1 High Street', 52.1),
    serviceAt('s2', '7', '2 Low Street', 52.2),
  ])
  const { data } = await gateway.ask(PLACES)
  expect(data.locations.totalCount).toBe(2)
  const streets = data.services.nodes.map(
    (node: { serviceAtLocations: { location: { addresses: { address1: string }[] } }[] }) =>
      node.serviceAtLocations[0]?.location.addresses[0]?.address1,
  )
  expect(streets).toEqual(['1 High Street', '2 Low Street'])
  const ids = data.services.nodes.map(
    (node: { serviceAtLocations: { originId: string }[] }) => node.serviceAtLocations[0]?.originId,
  )
  expect(new Set(ids).size).toBe(2)
})

it('finds another id for a place where one that has moved away keeps the one it would have', async () => {
  const high = serviceAt('s1', '7', '1 High Street', 52.1)
  const { council, gateway } = await startWith([high, serviceAt('s2', '7', '2 Low Street', 52.2)])
  council.services = [
    high,
    { ...serviceAt('s2', '7', '3 New Street', 52.3), list: { name: 'Service s2', alert: 'Moved' } },
  ]
  await gateway.refreshAll()
  council.services = [...council.services, serviceAt('s3', '7', '2 Low Street', 52.2)]
  await gateway.refreshAll()
  const { data } = await gateway.ask(PLACES)
  expect(data.locations.totalCount).toBe(3)
})

it('moves a place under its id where the only service that names it has moved', async () => {
  const { council, gateway } = await startWith([serviceAt('s1', '7', '1 High Street', 52.1)])
  const [moved] = [serviceAt('s1', '7', '2 Low Street', 52.2)]
  council.services = [{ ...moved, list: { ...moved.list, alert: 'We have moved' } }]
  await gateway.refreshAll()
  const { data } = await gateway.ask(PLACES)
  expect(data.locations.totalCount).toBe(1)
  expect(data.services.nodes[0].serviceAtLocations[0].location).toEqual({
    originId: '7',
    addresses: [{ address1: '2 Low Street' }],
  })
})

it('does not let the short form of an organization on a list overwrite what a detail stated', async () => {
  const short = { id: 'o1', name: 'Trust', description: 'Short.' }
  const { council, gateway } = await startWith([
    {
      id: 's1',
      list: { name: 'One', status: 'active', organization: short },
      detail: {
        organization: {
          ...short,
          organization_identifiers: [{ id: 'i', identifier_type: 'charity', identifier: '1234567' }],
        },
      },
    },
  ])
  const ask = async () =>
    (
      await gateway.ask(
        '{ organizations { nodes { name organizationIdentifiers { identifier } } } byNumber: organizations(where: { identifier: "123 4567" }) { totalCount } }',
      )
    ).data
  const stated = {
    organizations: { nodes: [{ name: 'Trust', organizationIdentifiers: [{ identifier: '1234567' }] }] },
    byNumber: { totalCount: 1 },
  }
  expect(await ask()).toEqual(stated)
  council.services = [...council.services, { id: 's2', list: { name: 'Two', status: 'active', organization: short } }]
  await gateway.refreshAll()
  expect(await ask()).toEqual(stated)
})

it('finds services under a broader term that is stated only after them', async () => {
  const term = (id: string, parent?: string) => ({
    attributes: [
      {
        id: `a${id}`,
        taxonomy_term: {
          id,
          name: `Term ${id}`,
          taxonomy: 'Local',
          ...(parent === undefined ? {} : { parent_id: parent }),
        },
      },
    ],
  })
  const { gateway } = await startWith([
    { id: 's1', list: { name: 'Narrow', status: 'active' }, detail: term('c', 'b') },
    { id: 's2', list: { name: 'Middle', status: 'active' }, detail: term('b', 'a') },
    { id: 's3', list: { name: 'Broad', status: 'active' }, detail: term('a') },
  ])
  const { data } = await gateway.ask('{ taxonomyTerms { nodes { name uri level parents { name } } } }')
  expect(data.taxonomyTerms.nodes.map(({ name, level }: { name: string; level: number }) => [name, level])).toEqual([
    ['Term a', 1],
    ['Term b', 2],
    ['Term c', 3],
  ])
  const count = async (uri: string, descendants: boolean) =>
    (
      await gateway.ask('query ($match: TermMatch) { services(where: { taxonomyTerms: $match }) { totalCount } }', {
        match: { anyOf: [uri], descendants },
      })
    ).data.services.totalCount
  const [a, b] = data.taxonomyTerms.nodes.map(({ uri }: { uri: string }) => uri)
  expect([await count(a, true), await count(b, true), await count(a, false)]).toEqual([3, 2, 1])
})

it('fills its tables again from the raw records where the file has others, without asking a feed', async () => {
  const { council, gateway, config } = await startWith([
    serviceAt('s1', '7', '1 High Street', 52.1),
    serviceAt('s2', '8', '2 Low Street', 52.2),
  ])
  const before = await gateway.ask(PLACES)
  await gateway.close()
  const db = new DatabaseSync(join(gateway.dataDir, 'catalogue.sqlite'))
  db.exec("DELETE FROM meta WHERE key = 'derived_tables'; DROP TABLE service_term; DELETE FROM service")
  db.close()
  council.asked.length = 0
  const again = await startGateway(config, { dataDir: gateway.dataDir })
  await again.reprocessed()
  expect(await again.ask(PLACES)).toEqual(before)
  expect(council.asked).toEqual([])
})
