import { expect, it, onTestFinished } from 'vitest'
import { startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

const PLACES: readonly (readonly string[])[] = [
  ['66 Park Road', '12 Park Lane'],
  ['66 Mill Road', 'Mill Lane'],
  ['5 Lane End'],
]

/** A service at a place of these addresses. */
function at(lines: readonly string[], n: number): StatedService {
  const addresses = lines.map((address_1, index) => ({ id: `a${n}-${index}`, address_1, city: 'Northam' }))
  const location = { id: `l${n}`, location_type: 'physical', addresses }
  return {
    id: `s${n}`,
    list: { name: `Club ${n}`, status: 'active' },
    detail: { service_at_locations: [{ id: `at${n}`, location }] },
  }
}

it('finds a phrase where it stands in an address, and not where its words are parted by others or by the next address', async () => {
  const council = await startFakeCouncil(PLACES.map(at))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  const found = async (phrase: string): Promise<readonly string[]> => {
    const { data } = await gateway.ask(
      'query ($text: String!) { services(where: { text: $text }) { nodes { name } } }',
      {
        text: `"${phrase}"`,
      },
    )
    return data.services.nodes.map(({ name }: { name: string }) => name).toSorted()
  }
  expect(await found('66 Park Road')).toEqual(['Club 0'])
  expect(await found('12 Park Lane')).toEqual(['Club 0'])
  expect(await found('66 Lane')).toEqual([])
  expect(await found('12 Lane')).toEqual([])
  expect(await found('Road Mill')).toEqual([])
  expect(await found('Mill Lane')).toEqual(['Club 1'])
  expect(await found('Lane End')).toEqual(['Club 2'])
})
