import { expect, it, onTestFinished } from 'vitest'
import { startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

/** Services of many organizations at many places, tagged. */
function richServices(count: number): StatedService[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `s${index}`,
    list: {
      name: `Service ${index}`,
      status: 'active',
      organization: { id: `o${index}`, name: `Organization ${index}`, description: 'x' },
    },
    detail: {
      service_at_locations: [
        {
          id: `sal${index}`,
          location: {
            id: `l${index}`,
            location_type: 'physical',
            latitude: 52 + index / 1000,
            longitude: -1,
            addresses: [{ id: 'a', address_1: `${index} High Street`, postal_code: 'ZZ1 1AA' }],
          },
        },
      ],
      attributes: [
        { id: `at${index}`, taxonomy_term: { id: `t${index % 7}`, name: `Term ${index % 7}`, taxonomy: 'Local' } },
      ],
      schedules: [{ id: `sc${index}`, freq: 'WEEKLY', byday: 'MO' }],
    },
  }))
}

const NESTED = `query ($first: Int) { services(first: $first) { totalCount nodes { name organization { name } schedules { byday } taxonomyTerms { name taxonomy { name } }
  serviceAtLocations { location { latitude addresses { postalCode } } } issues { code } } } }`

it('costs as many statements for fifty services as for five, and no call to the feed', async () => {
  const council = await startFakeCouncil(richServices(60))
  onTestFinished(() => council.close())
  const config = testConfig([testFeed('north', council.url)])
  const filled = await startGateway(config)
  await filled.refreshAll()
  await filled.close()
  const calls = council.asked.length
  // Again each time, for nothing is read again that was read before.
  const cost = async (first: number): Promise<number> => {
    const gateway = await startGateway(config, { dataDir: filled.dataDir })
    const before = gateway.statementCount()
    const { data, errors } = await gateway.ask(NESTED, { first })
    expect(errors).toBeUndefined()
    expect(data.services.nodes).toHaveLength(first)
    expect(data.services.nodes[0].serviceAtLocations[0].location.addresses[0].postalCode).toBe('ZZ1 1AA')
    const statements = gateway.statementCount() - before
    await gateway.close()
    return statements
  }
  const [few, many] = [await cost(5), await cost(50)]
  expect(many).toBe(few)
  expect(many).toBeLessThan(30)
  expect(council.asked.length).toBe(calls)
})

it('costs hardly a statement where it was asked before', async () => {
  const council = await startFakeCouncil(richServices(60))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  for (let time = 0; time < 2; time += 1) await gateway.ask(NESTED, { first: 50 })
  const before = gateway.statementCount()
  const { data } = await gateway.ask(NESTED, { first: 50 })
  expect(data.services.nodes).toHaveLength(50)
  // The generation held, and how the feed stands: what the page says of its records is kept.
  expect(gateway.statementCount() - before).toBeLessThanOrEqual(3)
})

it('costs no statement where nothing is read', async () => {
  const council = await startFakeCouncil(richServices(1))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  const before = gateway.statementCount()
  expect((await gateway.ask('{ __typename }')).data).toEqual({ __typename: 'Query' })
  expect(gateway.statementCount() - before).toBe(0)
})
