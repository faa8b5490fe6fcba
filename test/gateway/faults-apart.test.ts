import { DatabaseSync } from 'node:sqlite'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { plainServices, sendJson, startFakeCouncil, type FakeCouncil, type StatedService } from './fake-council.ts'
import { START, startGateway, temporaryFolder, testConfig, testFeed } from './start-gateway.ts'

const HOUR_MS = 3_600_000
const ASK =
  '{ services(first: 100) { totalCount nodes { name detail } } feeds { slug report { state services reason code } health { lastErrorCode lastErrorMessage } } }'

async function startCouncil(services: readonly StatedService[]): Promise<FakeCouncil> {
  const council = await startFakeCouncil(services)
  onTestFinished(() => council.close())
  return council
}

/** Answers lists with this validator, and 304 where it is sent back. */
function withValidator(
  council: FakeCouncil,
  validatorOf: () => Record<string, string>,
): { full: number; unchanged: number } {
  const counts = { full: 0, unchanged: 0 }
  council.intercept = (request, response, url) => {
    if (url.pathname !== '/services') return false
    const validator = validatorOf()
    const sent = request.headers['if-none-match'] ?? request.headers['if-modified-since']
    if (sent !== undefined && Object.values(validator).includes(sent)) {
      counts.unchanged += 1
      response.writeHead(304, validator).end()
      return true
    }
    counts.full += 1
    for (const [name, value] of Object.entries(validator)) response.setHeader(name, value)
    return false
  }
  return counts
}

it('F59 a detail that is not there: keeps the list’s record, and the feed stays fresh', async () => {
  const council = await startCouncil([
    ...plainServices(1, { fees: 'Free' }),
    ...plainServices(2)
      .slice(1)
      .map(({ id, list }) => ({ id, list })),
  ])
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  const { data } = await gateway.ask(ASK)
  expect(data.services.nodes).toEqual([
    { name: 'Service 001', detail: 'FULL' },
    { name: 'Service 002', detail: 'LIST_ITEM' },
  ])
  expect(data.feeds[0].report).toMatchObject({ state: 'FRESH', code: null })
})

it.each([
  ['etag', { etag: '"one"' }],
  ['last-modified', { 'last-modified': 'Mon, 01 Jun 2026 09:00:02 GMT' }],
])(
  'asks by %s whether a list still holds, and F61 reads it whole daily, whatever it says',
  async (_what, validator) => {
    const council = await startCouncil(plainServices(3))
    const counts = withValidator(council, () => validator)
    const clock = { nowMs: START }
    const gateway = await startGateway(testConfig([testFeed('north', council.url)]), { now: () => clock.nowMs })
    await gateway.refreshAll()
    clock.nowMs += HOUR_MS
    await gateway.refreshAll()
    expect(counts).toEqual({ full: 1, unchanged: 1 })
    expect((await gateway.ask(ASK)).data.feeds[0].report).toMatchObject({ state: 'FRESH', services: 3 })
    council.services = plainServices(4)
    clock.nowMs += HOUR_MS
    await gateway.refreshAll()
    expect((await gateway.ask(ASK)).data.services.totalCount).toBe(3)
    clock.nowMs += 23 * HOUR_MS
    await gateway.refreshAll()
    expect(counts.full).toBe(2)
    expect((await gateway.ask(ASK)).data.services.totalCount).toBe(4)
  },
)

it('F61 a validator that always changes: takes what comes', async () => {
  const council = await startCouncil(plainServices(3))
  let tag = 0
  withValidator(council, () => ({ etag: `"${(tag += 1)}"` }))
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  council.services = plainServices(4)
  await gateway.refreshAll()
  expect((await gateway.ask(ASK)).data.services.totalCount).toBe(4)
})

it('F62 304 to a gateway that holds no answer: asks without a validator, and keeps what was good', async () => {
  const council = await startCouncil(plainServices(3))
  const counts = withValidator(council, () => ({ etag: '"one"' }))
  const config = testConfig([testFeed('north', council.url)])
  const first = await startGateway(config)
  await first.refreshAll()
  await first.close()
  const second = await startGateway(config, { dataDir: first.dataDir })
  await second.refreshAll()
  expect(counts).toEqual({ full: 2, unchanged: 0 })
  council.intercept = (_request, response, url) =>
    url.pathname === '/services' ? (response.writeHead(304).end(), true) : false
  await second.close()
  const third = await startGateway(config, { dataDir: second.dataDir })
  await third.refreshAll()
  const { data } = await third.ask(ASK)
  expect(data.services.totalCount).toBe(3)
  expect(data.feeds[0].health.lastErrorCode).toBe('PROTOCOL')
})

it('F65 a disk that is full while running: serves what is held, says so, and goes on once there is room', async () => {
  const council = await startCouncil(plainServices(3, { fees: 'Free' }))
  const clock = { nowMs: START }
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]), { now: () => clock.nowMs })
  await gateway.refreshAll()
  const before = await gateway.ask(ASK)
  // Any write to the file now ends as on a full disk: its transaction is undone with this error.
  const file = new DatabaseSync(join(gateway.dataDir, 'catalogue.sqlite'))
  onTestFinished(() => file.close())
  const tables = ['feed', 'record', 'service', 'sweep_issue']
  for (const table of tables)
    for (const verb of ['INSERT', 'UPDATE', 'DELETE'])
      file.exec(
        `CREATE TRIGGER full_${table}_${verb} BEFORE ${verb} ON ${table} BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END`,
      )
  council.services = plainServices(4, { fees: 'Two pounds' })
  clock.nowMs += 3 * HOUR_MS
  await gateway.refreshAll()
  const full = await gateway.ask(ASK)
  expect(full.errors).toBeUndefined()
  expect(full.data.services).toEqual(before.data.services)
  expect(full.data.feeds[0]).toMatchObject({
    report: { state: 'STALE', code: 'SNAPSHOT_WRITE' },
    health: { lastErrorCode: 'SNAPSHOT_WRITE' },
  })
  expect(full.data.feeds[0].health.lastErrorMessage).toMatch(
    /^The gateway could not keep what it read.*What was held is served\.$/,
  )
  const single = await gateway.ask('{ service(origin: { feed: "north", originId: "s1" }) { fees } }', {}, 'no-cache')
  expect(single.data.service).toEqual({ fees: 'Free' })
  expect(single.errors?.[0]?.extensions).toEqual({ code: 'FEED_SNAPSHOT_WRITE', feed: 'north' })
  for (const table of tables)
    for (const verb of ['INSERT', 'UPDATE', 'DELETE']) file.exec(`DROP TRIGGER full_${table}_${verb}`)
  await gateway.refreshAll()
  const { data } = await gateway.ask(ASK)
  expect(data.services.totalCount).toBe(4)
  expect(data.feeds[0]).toMatchObject({ report: { state: 'FRESH', code: null }, health: { lastErrorCode: null } })
})

it('F65 a data folder that can not be used at the start: refuses with a sentence that says what to do', async () => {
  const file = join(temporaryFolder(), 'a-file')
  writeFileSync(file, '')
  await expect(startGateway(testConfig([]), { dataDir: file })).rejects.toMatchObject({
    name: 'CatalogueFileError',
    message: expect.stringContaining('point DATA_DIR at a folder you may write'),
  })
})

it('F66 every feed down at a cold start: is not ready, and answers empty with each feed MISSING and why', async () => {
  const feeds = [testFeed('north', 'http://127.0.0.1:9'), testFeed('south', 'http://no-such-council.invalid')]
  const gateway = await startGateway(testConfig(feeds), { limits: { tries: 1, connectMs: 300 } })
  await gateway.refreshAll()
  const { data, errors } = await gateway.ask(ASK)
  expect(errors).toBeUndefined()
  expect(gateway.readiness().ready).toBe(false)
  expect(data.services.totalCount).toBe(0)
  expect(data.feeds.map(({ report }: { report: object }) => report)).toMatchObject([
    { state: 'MISSING', services: 0, code: 'CONNECT_REFUSED' },
    { state: 'MISSING', services: 0, code: 'DNS' },
  ])
})

it('a clock that is set back: what is held stays, and refreshes go on', async () => {
  const council = await startCouncil(plainServices(3))
  const clock = { nowMs: START }
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]), { now: () => clock.nowMs })
  await gateway.refreshAll()
  clock.nowMs -= 400 * 24 * HOUR_MS
  expect((await gateway.ask(ASK)).data.feeds[0].report).toMatchObject({ state: 'FRESH', services: 3 })
  council.services = plainServices(4)
  await gateway.refreshAll()
  expect((await gateway.ask(ASK)).data).toMatchObject({
    services: { totalCount: 4 },
    feeds: [{ report: { state: 'FRESH' } }],
  })
  council.intercept = (_request, response) => (sendJson(response, 401, {}), true)
  clock.nowMs += 3 * HOUR_MS
  await gateway.refreshAll()
  expect((await gateway.ask(ASK)).data.feeds[0].report).toMatchObject({ state: 'STALE', services: 4, code: 'REFUSED' })
})
