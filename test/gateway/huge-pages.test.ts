import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

const ASK = '{ services(first: 0) { totalCount } feed(slug: "north") { health { lastErrorCode } } }'
const MEGABYTES = 30

/** A body of so many megabytes: the start, the filling repeated, the end. */
function bodyOf(start: string, filling: string, end: string): Buffer {
  const times = Math.floor((MEGABYTES * 1_000_000) / filling.length)
  return Buffer.from(`${start}${filling.repeat(times)}${end}`)
}

async function startRead() {
  const council = await startFakeCouncil(plainServices(3, { fees: 'Free' }))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]), { limits: { tries: 1 } })
  await gateway.refreshAll()
  return { council, gateway }
}

it.each([
  ['millions of lists', bodyOf('{"contents":[', '[],', '[]]}')],
  ['millions of numbers', bodyOf('{"contents":[{"id":"a","name":"b","x":[', '1,', '1]}]}')],
  ['a million records', bodyOf('{"contents":[', '{"id":"a","name":"b"},', '{"id":"a","name":"b"}]}')],
])('refuses a page of %s and keeps what it held', async (_what, body) => {
  const { council, gateway } = await startRead()
  council.intercept = (_request, response, url) => {
    if (url.pathname !== '/services') return false
    response.writeHead(200, { 'content-type': 'application/json' }).end(body)
    return true
  }
  await gateway.refreshAll()
  const { data } = await gateway.ask(ASK)
  expect(data).toEqual({
    services: { totalCount: 3 },
    feed: { health: { lastErrorCode: 'TOO_MANY_VALUES' } },
  })
})
