import { expect, it, onTestFinished } from 'vitest'
import { ask, send, startServer } from './listening-server.ts'

const REASON = 'The catalogue is being made again.'

/** A server over something that is not open yet. */
async function startClosed(startingMs: number) {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>()
  const readiness = () => ({ ready: false, reason: REASON })
  const { port, server } = await startServer({ opened, readiness, limits: { startingMs } })
  onTestFinished(() => server.drain())
  return { port, open }
}

it('lives, is not ready and says why, before there is anything to answer from', async () => {
  const { port } = await startClosed(60_000)
  const get = async (path: string) => (await send(port, { method: 'GET', path })).text
  expect(await get('/health/live')).toBe('{"status":"live"}')
  expect(JSON.parse(await get('/health/ready'))).toEqual({ status: 'not ready', reason: REASON })
})

it('has operations wait for a start that is short', async () => {
  const { port, open } = await startClosed(60_000)
  const asked = ask(port, '{ services { totalCount } }')
  open()
  expect(await asked).toMatchObject({ status: 200, text: '{"data":{"services":{"totalCount":1}}}' })
})

it.each(['/graphql', '/export/feeds.csv'])(
  'refuses %s with the reason where a start is long, and says when to ask again',
  async (path) => {
    const { port } = await startClosed(20)
    const { status, code, text, headers } = await send(
      port,
      path === '/graphql' ? { body: '{"query":"{ services { totalCount } }"}' } : { method: 'GET', path },
    )
    expect({ status, code, retryAfter: headers['retry-after'] }).toEqual({
      status: 503,
      code: 'STARTING',
      retryAfter: '5',
    })
    expect(text).toContain(REASON)
  },
)
