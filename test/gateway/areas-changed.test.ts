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
