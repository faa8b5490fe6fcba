import { expect, it, onTestFinished } from 'vitest'
import { startFakeCouncil } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

const trust = { id: 'o1', name: 'Quay Trust', description: 'Helps.', email: 'office@quay.org.uk' }
const hall = {
  id: 'l1',
  location_type: 'physical',
  name: 'Quay Hall',
  latitude: 51.45,
  longitude: -2.59,
  addresses: [
    { address_1: '1 Quay Road', city: 'Northam', postal_code: 'BS1 4DJ', country: 'GB', address_type: 'physical' },
  ],
}
const whole = { organization: trust, service_at_locations: [{ id: 'a', location: hall }] }
const bare = { organization_id: 'o1', service_at_locations: [{ id: 'b', location_id: 'l1' }] }
const QUERY = `{ services(orderBy: NAME) { nodes { originId deliveryClass organization { name description email }
  serviceAtLocations { location { originId name latitude addresses { postalCode } } } issues { code path } } }
  found: services(where: { text: "quay" }) { totalCount } locations { totalCount } }`

async function start(services: readonly Readonly<Record<string, unknown>>[]) {
  const council = await startFakeCouncil([])
  onTestFinished(() => council.close())
  const state = { now: Date.parse('2026-03-02T09:00:00Z') }
  const put = (all: readonly Readonly<Record<string, unknown>>[]) => {
    council.services = all.map((more, at) => ({
      id: `s${at}`,
      list: { name: `Service ${at}`, status: 'active', ...more },
      detail: {},
    }))
  }
  put(services)
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]), { now: () => state.now })
  const ask = async () => {
    state.now += 3_600_000
    await gateway.refreshAll()
    const { data, errors } = await gateway.ask(QUERY)
    expect(errors).toBeUndefined()
    return data
  }
  return { put, ask }
}

it.each([
  ['before', [bare, whole]],
  ['after', [whole, bare]],
])('a reference refers, %s what it refers to is known', async (_, services) => {
  const { ask } = await start(services)
  const data = await ask()
  for (const service of data.services.nodes)
    expect(service).toMatchObject({
      deliveryClass: 'SITE',
      organization: { name: 'Quay Trust', description: 'Helps.', email: 'office@quay.org.uk' },
      serviceAtLocations: [{ location: { originId: 'l1', name: 'Quay Hall', latitude: 51.45 } }],
      issues: [],
    })
  expect(data).toMatchObject({ locations: { totalCount: 1 }, found: { totalCount: 2 } })
})

it('a service follows what it refers to, and what no service states any more is gone', async () => {
  const { ask, put } = await start([whole, bare])
  await ask()
  const moved = { ...hall, latitude: 51.5, addresses: [{ ...hall.addresses[0], address_1: '9 High Street' }] }
  const { email: _, ...withoutEmail } = trust
  put([{ organization: withoutEmail, service_at_locations: [{ id: 'a', location: moved }] }, bare])
  const data = await ask()
  for (const { organization, serviceAtLocations } of data.services.nodes) {
    expect(organization).toEqual({ name: 'Quay Trust', description: 'Helps.', email: null })
    expect(serviceAtLocations[0].location).toMatchObject({ originId: 'l1', latitude: 51.5 })
  }
})

it('says where two copies contradict each other, and keeps two places under one id apart', async () => {
  const elsewhere = {
    ...hall,
    name: 'Far Hall',
    latitude: 51.6,
    addresses: [{ ...hall.addresses[0], address_1: '7 Far Road', postal_code: 'BS9 1AA' }],
  }
  const { ask } = await start([
    whole,
    {
      organization: { ...trust, email: 'other@quay.org.uk' },
      service_at_locations: [{ id: 'b', location: elsewhere }],
    },
  ])
  const data = await ask()
  expect(data.locations.totalCount).toBe(2)
  // The one that was written first says so, too.
  expect(data.services.nodes).toHaveLength(2)
  for (const { issues } of data.services.nodes)
    expect(issues).toContainEqual({ code: 'COPIES_DIFFER', path: 'organization.email' })
})

const differing = { organization: { ...trust, email: 'other@quay.org.uk' } }
const alike = { organization: trust }
const renamedHall = { ...alike, service_at_locations: [{ id: 'b', location: { ...hall, name: 'The Hall' } }] }
type Raw = Readonly<Record<string, unknown>>

it.each<[what: string, before: readonly Raw[], after: readonly Raw[]]>([
  ['is corrected', [whole, differing], [whole, alike]],
  ['is corrected by the first', [differing, whole, alike], [alike, whole, alike]],
  ['is gone with its service', [whole, differing], [whole]],
  ['is gone from its service', [whole, differing], [whole, {}]],
  ['says nothing of it any more', [whole, differing], [whole, { organization: { id: 'o1', name: 'Quay Trust' } }]],
  ['is of another record', [whole, differing], [whole, { organization: { ...differing.organization, id: 'o2' } }]],
  ['of a place is corrected', [whole, renamedHall], [whole, whole]],
])('says nothing of a contradiction where the copy %s', async (_, before, after) => {
  const { ask, put } = await start(before)
  const issuesOf = async () =>
    (await ask()).services.nodes.flatMap(({ issues }: { issues: readonly { code: string }[] }) =>
      issues.flatMap(({ code }) => (code === 'COPIES_DIFFER' ? [code] : [])),
    )
  expect((await issuesOf()).length).toBeGreaterThanOrEqual(2)
  put(after)
  expect(await issuesOf()).toEqual([])
})

it('goes on saying it where another copy still contradicts', async () => {
  const third = { organization: { ...trust, email: 'third@quay.org.uk' } }
  const { ask, put } = await start([whole, differing, third])
  await ask()
  put([whole, alike, third])
  for (const { issues } of (await ask()).services.nodes)
    expect(issues).toContainEqual({ code: 'COPIES_DIFFER', path: 'organization.email' })
})
