import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

async function startCouncil(services: readonly StatedService[]) {
  const council = await startFakeCouncil(services)
  onTestFinished(() => council.close())
  return council
}

const REPORT =
  '{ feeds { slug report { state services detailedShare reason code } } services { totalCount nodes { name detail } } }'

it('answers with every feed MISSING and says why, before anything was read', async () => {
  const council = await startCouncil(plainServices(3))
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  const { data, errors } = await gateway.ask(REPORT)
  expect(errors).toBeUndefined()
  expect(data.services.totalCount).toBe(0)
  expect(data.feeds[0].report).toMatchObject({
    state: 'MISSING',
    services: 0,
    detailedShare: null,
    reason: 'north has not been asked yet.',
  })
  expect(gateway.readiness()).toMatchObject({ ready: false })
})

it('reads the whole list and each detail once', async () => {
  const council = await startCouncil(plainServices(250, { fees: 'Free' }))
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  const { data } = await gateway.ask(REPORT)
  expect(data.feeds[0].report).toEqual({ state: 'FRESH', services: 250, detailedShare: 1, reason: null, code: null })
  expect(council.asked.filter((path) => path.startsWith('/services?'))).toHaveLength(3)
  expect(council.asked.filter((path) => /^\/services\/s\d+$/.test(path))).toHaveLength(250)
  expect(gateway.readiness()).toEqual({ ready: true })
})

it('keeps the list record where the feed has no detail of it', async () => {
  const services = plainServices(2, { fees: 'Free' }).map(({ id, list, detail }) =>
    id === 's1' && detail !== undefined ? { id, list, detail } : { id, list },
  )
  const council = await startCouncil(services)
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  const { data } = await gateway.ask(REPORT)
  expect(data.services.nodes).toEqual([
    { name: 'Service 001', detail: 'FULL' },
    { name: 'Service 002', detail: 'LIST_ITEM' },
  ])
  expect(data.feeds[0].report).toMatchObject({ state: 'FRESH', detailedShare: 0.5 })
})

it('serves what has arrived while the first list is still being read, as PARTIAL', async () => {
  const council = await startCouncil(plainServices(250))
  let release: (() => void) | undefined
  const reached = new Promise<void>((resolve) => {
    council.intercept = (_request, response, url) => {
      if (url.searchParams.get('page') !== '2') return false
      release = () => response.destroy()
      resolve()
      return true
    }
  })
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  const refreshed = gateway.refreshAll()
  await reached
  // Pages become visible twice a second, together.
  await expect.poll(async () => (await gateway.ask(REPORT)).data.services.totalCount).toBe(100)
  const { data } = await gateway.ask(REPORT)
  expect(data.feeds[0].report).toMatchObject({ state: 'PARTIAL', services: 100 })
  council.intercept = undefined
  release?.()
  await refreshed
  expect((await gateway.ask(REPORT)).data.services.totalCount).toBe(250)
})

it('keeps the record modified last where an id repeats, and names it', async () => {
  const council = await startCouncil([
    { id: 'a', list: { name: 'Newer', status: 'active', last_modified: '2026-02-01T00:00:00Z' } },
    { id: 'b', list: { name: 'Other', status: 'active' } },
    { id: 'a', list: { name: 'Older', status: 'active', last_modified: '2025-02-01T00:00:00Z' } },
    { id: 'c', list: { name: '', status: 'active' } },
    ...plainServices(30),
  ])
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  const { data } = await gateway.ask(
    '{ services(first: 3) { nodes { name } } feed(slug: "north") { counts { services quarantined } issues { nodes: edges { node { code originId severity } } } } }',
  )
  expect(data.services.nodes.map((node: { name: string }) => node.name)).toEqual(['Newer', 'Other', 'Service 001'])
  expect(data.feed.counts).toEqual({ services: 32, quarantined: 1 })
  const issues = data.feed.issues.nodes.map(({ node }: { node: object }) => node)
  expect(issues).toContainEqual({ code: 'ID_REPEATED', originId: 'a', severity: 'WARNING' })
  expect(issues).toContainEqual({ code: 'MISSING_FIELD', originId: 'c', severity: 'ERROR' })
  await gateway.refreshAll()
  const again = await gateway.ask('{ feed(slug: "north") { counts { quarantined } issues { totalCount } } }')
  expect(again.data.feed).toEqual({ counts: { quarantined: 1 }, issues: { totalCount: issues.length } })
})

it('scores what has become visible with it, long before the details have come', async () => {
  const council = await startCouncil(plainServices(2, { fees: 'Free' }))
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  const seen = Promise.withResolvers<unknown>()
  council.intercept = (_request, _response, url) => {
    if (url.pathname === '/services/s1')
      seen.resolve(gateway.ask('{ services { nodes { detail quality { score band } } } }'))
    return false
  }
  await gateway.refreshAll()
  const nodes = [{ detail: 'LIST_ITEM', quality: { score: expect.any(Number), band: 'D' } }]
  expect(await seen.promise).toMatchObject({ data: { services: { nodes: [...nodes, ...nodes] } } })
})
