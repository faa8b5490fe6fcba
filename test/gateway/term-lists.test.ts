import { expect, it, onTestFinished } from 'vitest'
import { sendJson, startFakeCouncil } from './fake-council.ts'
import { START, startGateway, testConfig, testFeed } from './start-gateway.ts'

const HOUR_MS = 3_600_000
const TERMS =
  '{ services { nodes { originId taxonomyTerms { name taxonomy { name } parents { name } } issues { code path } } } }'

const attributeOf = (term: string): object => ({ attributes: [{ id: `a${term}`, taxonomy_term_id: term }] })

async function startCouncil(lists: Record<string, readonly object[]>, linksTo = attributeOf) {
  const council = await startFakeCouncil(
    ['t1', 't9'].map((term, index) => ({
      id: `s${index + 1}`,
      list: { name: `Service ${term}`, status: 'active', ...linksTo(term) },
    })),
  )
  onTestFinished(() => council.close())
  council.intercept = (_request, response, { pathname, searchParams }) => {
    const list = lists[pathname.slice(1)]
    if (list === undefined) return false
    const page = Number(searchParams.get('page'))
    const contents = list.slice(page - 1, page)
    const size = contents.length
    sendJson(response, 200, { total_items: list.length, total_pages: list.length, page_number: page, size, contents })
    return true
  }
  const clock = { nowMs: START }
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]), { now: () => clock.nowMs })
  const asked = () => council.asked.map((path) => path.split('?')[0]).filter((path) => path?.startsWith('/tax'))
  return { gateway, clock, asked }
}

it('calls terms that are named by id alone what the feed’s own list calls them, page by page', async () => {
  const lists = {
    taxonomy_terms: [
      { id: 't2', name: 'Food', taxonomy_id: 'x1' },
      { id: 't1', name: 'Shared meals', taxonomy_id: 'x1', parent_id: 't2' },
    ],
    taxonomies: [{ id: 'x1', name: 'Local categories' }],
  }
  const { gateway, clock, asked } = await startCouncil(lists)
  await gateway.refreshAll()
  expect((await gateway.ask(TERMS)).data.services.nodes).toEqual([
    {
      originId: 's1',
      taxonomyTerms: [{ name: 'Shared meals', taxonomy: { name: 'Local categories' }, parents: [{ name: 'Food' }] }],
      issues: [],
    },
    { originId: 's2', taxonomyTerms: [expect.anything()], issues: [{ code: 'TERM_BY_ID', path: 'attributes[0]' }] },
  ])
  const since = new Date(START).toISOString()
  const changes = `{ changes(since: "${since}") { edges { node { kind name fields } } } }`
  const kinds = (await gateway.ask(changes)).data.changes.edges.map(({ node }: { node: { kind: string } }) => node.kind)
  expect(kinds).toEqual(['ADDED', 'ADDED'])
  // Once a day at most.
  const before = asked().length
  clock.nowMs += HOUR_MS
  await gateway.refreshAll()
  expect(asked()).toHaveLength(before)
  clock.nowMs += 24 * HOUR_MS
  await gateway.refreshAll()
  expect(asked()).toHaveLength(2 * before)
})

it.each<[what: string, lists: Record<string, readonly object[]>]>([
  ['none', {}],
  ['an empty one', { taxonomy_terms: [] }],
])('lets terms stand where the feed has %s, and asks again a day later', async (_what, lists) => {
  const { gateway, clock, asked } = await startCouncil(lists)
  await gateway.refreshAll()
  await gateway.refreshAll()
  expect(asked()).toEqual(['/taxonomy_terms'])
  const { data } = await gateway.ask('{ feeds { report { state } } services { nodes { issues { code } } } }')
  expect(data).toEqual({
    feeds: [{ report: { state: 'FRESH' } }],
    services: { nodes: [{ issues: [{ code: 'TERM_BY_ID' }] }, { issues: [{ code: 'TERM_BY_ID' }] }] },
  })
  clock.nowMs += 25 * HOUR_MS
  await gateway.refreshAll()
  expect(asked()).toEqual(['/taxonomy_terms', '/taxonomy_terms'])
})

const TERMS_OF_1 = [
  { id: 't2', name: 'Food', vocabulary: 'Local categories' },
  { id: 't1', name: 'Shared meals', vocabulary: 'Local categories', parent_id: 't2' },
]

it.each<[how: string, links: (term: string) => object, path: string]>([
  ['taxonomy_id', (term) => ({ service_taxonomys: [{ id: 'l', taxonomy_id: term }] }), 'service_taxonomys[0]'],
  [
    'taxonomy_term_id',
    (term) => ({ service_taxonomys: [{ id: 'l', taxonomy_term_id: term }] }),
    'service_taxonomys[0]',
  ],
  ['taxonomy', (term) => ({ service_taxonomies: [{ id: 'l', taxonomy: term }] }), 'service_taxonomies[0]'],
  [
    'taxonomy.id',
    (term) => ({ service_taxonomys: [{ id: 'l', taxonomy: { id: term } }] }),
    'service_taxonomys[0].taxonomy',
  ],
  [
    'taxonomy_id of a link',
    (term) => ({ reviews: [{}], link_taxonomy: [{ link_type: 'service', taxonomy_id: term }] }),
    'link_taxonomy[0]',
  ],
])('calls terms of 1.0 that are named by %s alone what /taxonomies calls them', async (_how, links, path) => {
  const { gateway, asked } = await startCouncil({ taxonomies: TERMS_OF_1 }, links)
  await gateway.refreshAll()
  const { data } = await gateway.ask(TERMS)
  expect(data.services.nodes[0]).toEqual({
    originId: 's1',
    taxonomyTerms: [{ name: 'Shared meals', taxonomy: { name: 'Local categories' }, parents: [{ name: 'Food' }] }],
    issues: [],
  })
  expect(data.services.nodes[1].issues).toEqual([
    { code: 'TERM_BY_ID', path: expect.stringContaining(path.replace('.taxonomy', '')) },
  ])
  expect(new Set(asked())).toEqual(new Set(['/taxonomies']))
})

it.each([
  ['none', {}],
  ['an empty one', { taxonomies: [] }],
])('looks for terms of 1.0 under /taxonomy_terms where /taxonomies is %s', async (_what, lists: object) => {
  const { gateway, asked } = await startCouncil({ ...lists, taxonomy_terms: TERMS_OF_1 }, (term) => ({
    service_taxonomys: [{ id: 'l', taxonomy_id: term }],
  }))
  await gateway.refreshAll()
  const { data } = await gateway.ask(TERMS)
  expect(data.services.nodes[0].taxonomyTerms).toMatchObject([{ name: 'Shared meals' }])
  expect(new Set(asked())).toEqual(new Set(['/taxonomies', '/taxonomy_terms']))
})
