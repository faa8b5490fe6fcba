import { describe, expect, it } from 'vitest'
import { EAST, FORD, idsIn, importShire, placedService, startFeed, startShire, WEST } from './areas-shire.ts'
import { startGateway, testConfig, type TestGateway } from './start-gateway.ts'

const SHOWN = '{ services { nodes { areas { name } located: areas(basis: LOCATED) { code } } } }'

describe('when geography changes', () => {
  const services = [placedService('s', [{ name: 'Westham' }], [{ latitude: 52.2, longitude: -0.3 }])]
  const areasOf = async (gateway: TestGateway) => (await gateway.ask(SHOWN)).data.services.nodes[0]

  it('places every record again on a reload, without asking a council', async () => {
    const { council, feed } = await startFeed('north', services, { areas: ['E06000001'] })
    const gateway = await startGateway(testConfig([feed]))
    await gateway.refreshAll()
    expect(await areasOf(gateway)).toMatchObject({ areas: [{ name: 'Hartlepool' }], located: [] })
    council.asked.length = 0
    const generation = gateway.generation()
    await importShire(undefined, gateway.dataDir)
    expect(await areasOf(gateway)).toMatchObject({ areas: [{ name: 'Hartlepool' }], located: [] })
    await gateway.reload(testConfig([feed]))
    await gateway.reprocessed()
    expect(gateway.generation()).not.toBe(generation)
    expect(await areasOf(gateway)).toMatchObject({ areas: [{ name: 'Westham' }], located: [{ code: EAST }] })
    expect(await idsIn(gateway, `{ areas: { anyOf: ["${EAST}"], basis: LOCATED } }`)).toEqual(['s'])
    expect(council.asked).toEqual([])
  })

  it('puts on the map the places that are known by a postcode alone, wherever places are asked for', async () => {
    const byPostcode = [
      placedService('p', [], [{ postal_code: 'XX1 1AA' }]),
      placedService('q', [], [{ postal_code: 'XX7 7ZZ' }]),
      placedService('m', [], [{ postal_code: 'XX1' }]),
    ]
    const { feed } = await startFeed('north', byPostcode, { areas: [WEST] })
    const gateway = await startGateway(testConfig([feed]))
    await gateway.refreshAll()
    const near = 'near: { latitude: 52.21, longitude: -0.7, withinMetres: 2000 }'
    const box = 'within: { south: 52.1, north: 52.3, west: -0.8, east: -0.6 }'
    const places = `{
      services(where: { ${near} }) { edges { distanceMetres node { originId } } }
      boxed: services(where: { ${box} }) { nodes { originId } }
      locations(where: { ${near} }) { edges { distanceMetres node { latitude longitude precision } } }
      boxedLocations: locations(where: { ${box} }) { totalCount }
    }`
    expect((await gateway.ask(places)).data).toMatchObject({
      services: { edges: [] },
      boxed: { nodes: [] },
      locations: { edges: [] },
      boxedLocations: { totalCount: 0 },
    })
    await importShire(undefined, gateway.dataDir)
    await gateway.reload(testConfig([feed]))
    await gateway.reprocessed()
    const distanceMetres = expect.closeTo(1112, 0)
    expect((await gateway.ask(places)).data).toEqual({
      services: { edges: [{ distanceMetres, node: { originId: 'p' } }] },
      boxed: { nodes: [{ originId: 'p' }] },
      locations: { edges: [{ distanceMetres, node: { latitude: 52.2, longitude: -0.7, precision: 'POSTCODE' } }] },
      boxedLocations: { totalCount: 1 },
    })
    // A masked one lies in the area too, and is never put on the map.
    expect(await idsIn(gateway, `{ areas: { anyOf: ["${WEST}"], basis: LOCATED } }`)).toEqual(['m', 'p'])
  })

  it('places them at the next start, and then no more', async () => {
    const { feed } = await startFeed('north', services)
    const first = await startGateway(testConfig([feed]))
    await first.refreshAll()
    await first.close()
    await importShire(undefined, first.dataDir)
    const second = await startGateway(testConfig([feed]), { dataDir: first.dataDir })
    await second.reprocessed()
    expect(await areasOf(second)).toMatchObject({ located: [{ code: EAST }] })
    const generation = second.generation()
    await second.reload(testConfig([feed]))
    await second.reprocessed()
    expect(second.generation()).toBe(generation)
  })

  it('places them again when the areas of their feed change', async () => {
    const { gateway, feed } = await startShire([placedService('s')], { areas: [WEST] })
    await gateway.reload(testConfig([{ ...feed, areas: [FORD] }]))
    await gateway.reprocessed()
    expect(await idsIn(gateway, `{ areas: { anyOf: ["${FORD}"] } }`)).toEqual(['s'])
    expect(await idsIn(gateway, `{ areas: { anyOf: ["${WEST}"] } }`)).toEqual([])
  })
})
