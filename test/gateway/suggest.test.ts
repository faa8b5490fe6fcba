import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startCoverageRegion, type CoverageRegion } from './coverage-region.ts'
import { startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

interface Suggested {
  readonly kind: string
  readonly label: string
  readonly sublabel: string | null
  readonly serviceCount: number | null
  readonly node: { readonly id: string }
}

let region: CoverageRegion

beforeAll(async () => {
  region = await startCoverageRegion()
}, 180_000)
afterAll(() => region.close())

async function suggest(text: string, first = 8): Promise<readonly Suggested[]> {
  const source = `query ($text: String!, $first: Int!) { suggest(text: $text, first: $first) { kind label sublabel serviceCount node { id __typename } } }`
  const { data, errors } = await region.ask(source, { text, first })
  expect(errors).toBeUndefined()
  const { suggest: suggested } = data as { suggest: readonly Suggested[] }
  return suggested
}

describe('suggest', () => {
  it.each([
    ['a term by its beginning', 'lunch cl', 'TERM', 'Lunch clubs'],
    ['an area', 'brackm', 'AREA', 'Brackmoor'],
    ['an organization by a word within its name', 'mind alli', 'ORGANIZATION', 'Eastmark Mind Alliance'],
    ['a service by words within its name', 'dinner club quays', 'SERVICE', 'Friday Dinner Club Quayside'],
    ['a name with one letter too many', 'brackkm', 'AREA', 'Brackmoor'],
    ['a name with two letters swapped', 'brakcm', 'AREA', 'Brackmoor'],
  ])('knows %s', async (_, text, kind, label) => {
    expect(await suggest(text)).toContainEqual(expect.objectContaining({ kind, label }))
  })

  it('puts beginnings of names first, and counts the services of terms and areas', async () => {
    const [first] = await suggest('lunch')
    expect(first).toMatchObject({ kind: 'TERM', label: 'Lunch clubs' })
    expect(first?.serviceCount).toBeGreaterThan(0)
  })

  it('says nothing twice, keeps to `first` and to all kinds', async () => {
    const suggested = await suggest('com', 6)
    expect(suggested).toHaveLength(6)
    expect(new Set(suggested.map(({ node }) => node.id)).size).toBe(6)
    expect(new Set(suggested.map(({ kind }) => kind)).size).toBeGreaterThan(1)
  })

  it.each(['', ' – ', 'xylophone', '"', '*'])('knows nothing for %j', async (text) => {
    expect(await suggest(text)).toEqual([])
  })

  it.each([
    ['more than 20', 21],
    ['fewer than none', -1],
  ])('refuses %s', async (_, first) => {
    const { errors } = await region.ask('query ($first: Int!) { suggest(text: "a", first: $first) { label } }', {
      first,
    })
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT')
  })
})

it('suggests organizations that only share a name each, and one that is one once', async () => {
  const listed = (id: string, name: string, organization: object): StatedService => ({
    id,
    list: { name, status: 'active' },
    detail: { organization, phones: [{ id: `p${id}`, number: '01632 960001' }], url: 'https://friends.example/walks' },
  })
  const friends = { id: 'f', name: 'Friends of the Park', website: 'https://friends.example' }
  const councils = await Promise.all([
    startFakeCouncil([
      listed('w', 'Walks in the Park', friends),
      listed('o', 'Bat Watch', { id: 'o', name: 'Otter Trust' }),
    ]),
    startFakeCouncil([
      listed('w2', 'Walks in the Park', { ...friends, id: 'f2' }),
      listed('x', 'Chess', { id: 'x', name: 'Otter Trust' }),
    ]),
  ])
  for (const council of councils) onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig(councils.map(({ url }, n) => testFeed(`feed-${n}`, url))))
  await gateway.refreshAll()
  const labels = async (text: string): Promise<readonly string[]> => {
    const { data } = await gateway.ask(`{ suggest(text: "${text}") { kind label } }`)
    return data.suggest.flatMap(({ kind, label }: Suggested) => (kind === 'ORGANIZATION' ? [label] : []))
  }
  expect(await labels('otter')).toEqual(['Otter Trust', 'Otter Trust'])
  expect(await labels('friends')).toEqual(['Friends of the Park'])
})

it('knows a name by a word within it while it stands, in either spelling, and no longer', async () => {
  const stated = (id: string, name: string, organization: string): StatedService => ({
    id,
    list: { name, status: 'active' },
    detail: { organization: { id: organization, name: organization } },
  })
  const council = await startFakeCouncil([stated('one', 'The Specialized Harbour Choir', 'Brass Union')])
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('one', council.url)]))
  await gateway.refreshAll()
  const labels = async (text: string): Promise<readonly string[]> => {
    const { data } = await gateway.ask(`{ suggest(text: "${text}") { label } }`)
    return data.suggest.map(({ label }: Suggested) => label)
  }
  expect(await labels('harb')).toEqual(['The Specialized Harbour Choir'])
  expect(await labels('specialised')).toEqual(['The Specialized Harbour Choir'])
  expect(await labels('choir special')).toEqual(['The Specialized Harbour Choir'])
  expect(await labels('unio')).toEqual(['Brass Union'])
  council.services = [stated('two', 'Folk Night', 'Fiddle Guild')]
  await gateway.refreshAll()
  expect(await labels('harb')).toEqual([])
  expect(await labels('unio')).toEqual([])
  expect(await labels('nigh')).toEqual(['Folk Night'])
  expect(await labels('guil')).toEqual(['Fiddle Guild'])
})
