import { expect, it, onTestFinished } from 'vitest'
import { sendJson, startFakeCouncil } from './fake-council.ts'
import { START, startGateway, testConfig, testFeed } from './start-gateway.ts'

const HOUR_MS = 3_600_000
const TERMS =
  '{ services { nodes { originId taxonomyTerms { name taxonomy { name } parents { name } } issues { code path } } } }'

async function startCouncil(lists: Record<string, readonly object[]>) {
  const council = await startFakeCouncil(
    ['t1', 't9'].map((term, index) => ({
      id: `s${index + 1}`,
      list: { name: `Service ${term}`, status: 'active', attributes: [{ id: `a${term}`, taxonomy_term_id: term }] },
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
