import { describe, expect, it, onTestFinished } from 'vitest'
import { type FakeCouncil, plainServices, startFakeCouncil } from './fake-council.ts'
import { startGateway, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

async function startRead(more: Readonly<Record<string, unknown>> = {}): Promise<{
  readonly council: FakeCouncil
  readonly gateway: TestGateway
}> {
  const council = await startFakeCouncil(plainServices(30, more))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  return { council, gateway }
}

const codesOf = ({ errors }: Awaited<ReturnType<TestGateway['ask']>>) =>
  errors?.map(({ extensions }) => extensions?.['code'])

describe('H17 to H20, page sizes that cannot be', () => {
  it.each([1e9, -1, 101])('refuses first: %d by a variable', async (first) => {
    const { gateway } = await startRead()
    const query = 'query ($first: Int) { services(first: $first) { nodes { name } } }'
    expect(codesOf(await gateway.ask(query, { first }))).toEqual(['BAD_USER_INPUT'])
  })

  it.each([2 ** 31, 1.5, '20'])('takes %j for no whole number', async (first) => {
    const { gateway } = await startRead()
    const query = 'query ($first: Int) { services(first: $first) { nodes { name } } }'
    expect((await gateway.ask(query, { first })).errors?.[0]?.message).toMatch(/first.*Int/s)
  })
})

it('H22 refuses a cursor of another list', async () => {
  const { gateway } = await startRead()
  const page = await gateway.ask('{ services(first: 2) { pageInfo { endCursor } } }')
  const query = 'query ($after: String) { organizations(after: $after) { nodes { name } } }'
  expect(codesOf(await gateway.ask(query, { after: page.data.services.pageInfo.endCursor }))).toEqual(['BAD_CURSOR'])
})

it.each([
  ['latitude: 1e308, longitude: 0', 'latitude'],
  ['latitude: 91, longitude: 0', 'latitude'],
  ['latitude: 0, longitude: 181', 'longitude'],
  ['latitude: 51, longitude: 0, withinMetres: -1', 'withinMetres'],
])('H53 refuses near: { %s } by name', async (near, name) => {
  const { gateway } = await startRead()
  const { errors } = await gateway.ask(`{ services(where: { near: { ${near} } }) { totalCount } }`)
  expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: ['where', 'near', name] })
})

it('H55 goes on from a cursor of an older state without skipping or repeating what stayed', async () => {
  const { council, gateway } = await startRead()
  const query =
    'query ($after: String) { services(first: 10, after: $after) { nodes { name } pageInfo { endCursor hasNextPage } } }'
  const first = await gateway.ask(query)
  const names = (answer: typeof first): readonly string[] =>
    answer.data.services.nodes.map(({ name }: { readonly name: string }) => name)
  const added = { id: 'new', list: { ...council.services[0]?.list, name: 'Service 000' }, detail: {} }
  // The record that the cursor stands on is gone, and there is one more before it.
  council.services = [added, ...council.services.filter(({ id }) => id !== 's10')]
  await gateway.refreshAll()
  const second = await gateway.ask(query, { after: first.data.services.pageInfo.endCursor })
  const third = await gateway.ask(query, { after: second.data.services.pageInfo.endCursor })
  const number = (from: number): string[] =>
    Array.from({ length: 10 }, (_, at) => `Service ${String(from + at).padStart(3, '0')}`)
  expect(names(first)).toEqual(number(1))
  expect(names(second)).toEqual(number(11))
  expect(names(third)).toEqual(number(21))
})

it('H59 finds a text alike however its letters are composed and cased', async () => {
  const { council, gateway } = await startRead()
  const [one, ...others] = council.services
  council.services = [{ id: 's1', list: { ...one?.list, name: 'Caffè Über Straße' } }, ...others]
  await gateway.refreshAll()
  const query = 'query ($text: String) { services(where: { text: $text }) { nodes { name } } }'
  for (const form of ['NFC', 'NFD', 'NFKD'] as const)
    for (const text of ['caffè über', 'CAFFÈ ÜBER', 'Caffe Uber'])
      expect((await gateway.ask(query, { text: text.normalize(form) })).data.services.nodes, `${text} ${form}`).toEqual(
        [{ name: 'Caffè Über Straße' }],
      )
})

it.each([
  ['an hour that the clock skips', 'openAt: { at: "2026-03-29T01:30:00Z" }', undefined],
  ['the hour that it repeats', 'openAt: { at: "2026-10-25T01:30:00+00:00" }', undefined],
  ['the year 0', 'modifiedSince: "0000-01-01T00:00:00+00:01"', 'BAD_USER_INPUT'],
  ['a year of six digits', 'modifiedSince: "+275760-09-13T00:00:00Z"', 'BAD_USER_INPUT'],
  ['a day that does not exist', 'openAt: { on: "2027-02-29" }', 'BAD_USER_INPUT'],
])('H61 answers %s, or refuses it by name', async (_what, filter, code) => {
  const { gateway } = await startRead()
  const answer = await gateway.ask(`{ services(where: { ${filter} }) { totalCount } }`)
  if (code === undefined) expect(answer).toEqual({ data: { services: { totalCount: 30 } } })
  else expect(codesOf(answer)).toEqual([code])
})

it('H63 has no field that takes representations', async () => {
  const { gateway } = await startRead()
  const { errors } = await gateway.ask('{ _entities(representations: []) { __typename } }')
  expect(errors?.[0]?.message).toMatch(/Cannot query field "_entities"/)
})
