import { expect, it, onTestFinished } from 'vitest'
import { plainServices } from './fake-council.ts'
import { serveExports } from './serve-exports.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

const SECRETS = /s3cret|h1dden/

it('shows the keys of a feed’s address nowhere, and asks with them', async () => {
  const { gateway, council, get, config } = await serveExports(plainServices(3, { fees: 'Free' }))
  expect(council.asked.length).toBeGreaterThan(0)
  council.asked.length = 0
  const [north] = config.feeds
  if (north === undefined) throw new Error('The test has no feed.')
  const url = `${council.url}?apikey=s3cret&owner=h1dden&area=5`
  await gateway.reload({ ...config, feeds: [{ ...north, url, secretParameters: ['owner'] }] })
  await gateway.refreshAll()
  expect(council.asked.every((path) => path.includes('apikey=s3cret') && path.includes('owner=h1dden'))).toBe(true)
  const { data } = await gateway.ask('{ feeds { url } services(first: 1) { nodes { sourceUrl } } }')
  expect(data.services.nodes[0].sourceUrl).toBe(`${council.url}/services/s1?apikey=REDACTED&owner=REDACTED&area=5`)
  expect(data.feeds).toEqual([{ url: `${council.url}?apikey=REDACTED&owner=REDACTED&area=5` }])
  for (const name of ['services.csv', 'records.ndjson', 'places.geojson', 'sources.csv']) {
    const text = await (await get(name)).text()
    expect(text.length).toBeGreaterThan(100)
    expect(text).not.toMatch(SECRETS)
  }
})

it('logs no keys where a feed fails', async () => {
  const lines: unknown[] = []
  const note = (...line: unknown[]): void => void lines.push(...line)
  const log = { info: note, warn: note, error: note }
  const url = 'http://127.0.0.1:9/api?apikey=s3cret&owner=h1dden'
  const gateway = await startGateway(testConfig([testFeed('north', url)]), { log, limits: { tries: 1 } })
  onTestFinished(() => gateway.close())
  await gateway.refreshAll()
  const logged = lines.map((line) => `${JSON.stringify(line)} ${line instanceof Error ? line.stack : ''}`).join('\n')
  expect(logged).toContain('127.0.0.1:9')
  expect(logged).not.toMatch(SECRETS)
  expect(JSON.stringify(await gateway.ask('{ feeds { url report { reason } health { lastErrorCode } } }'))).not.toMatch(
    /s3cret/,
  )
})
