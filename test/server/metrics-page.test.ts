import { createServer } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import type { AnsweredRequest } from '../../src/server/request-notes.ts'
import { serveMetrics } from '../../src/server/metrics-page.ts'
import { ask, type ListeningServer, send, startServer } from './listening-server.ts'

const ending: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ending.splice(0)) await end()
})

const NOTHING = { info() {}, warn() {}, error() {} }
const render = async () => ({ contentType: 'text/plain; version=0.0.4', body: 'ready 1\n' })
const HERE = { port: 0, host: '127.0.0.1' }

async function start(parts: Parameters<typeof startServer>[0]): Promise<ListeningServer> {
  const listening = await startServer(parts)
  ending.push(() => listening.server.drain())
  return listening
}

it('stands on the public port where a path is set, and nowhere else', async () => {
  const { port } = await start({ metrics: { path: '/numbers', render } })
  const page = await send(port, { method: 'GET', path: '/numbers' })
  expect([page.status, page.headers['content-type'], page.text]).toEqual([
    200,
    'text/plain; version=0.0.4',
    'ready 1\n',
  ])
  expect((await send(port, { method: 'GET', path: '/metrics' })).status).toBe(404)
  const other = await start({})
  expect((await send(other.port, { method: 'GET', path: '/metrics' })).status).toBe(404)
})

it('counts each answer but its own and those of health', async () => {
  const answered: AnsweredRequest[] = []
  const { port } = await start({ metrics: { path: '/numbers', render }, noteAnswered: (each) => answered.push(each) })
  for (const path of ['/numbers', '/health/live', '/health/ready', '/nowhere'])
    await send(port, { method: 'GET', path })
  await ask(port, 'query Lunch { echo }')
  expect(answered.map(({ route, operationName, status, code }) => [route, operationName, status, code])).toEqual([
    ['other', undefined, 404, 'NOT_FOUND'],
    ['/graphql', 'Lunch', 200, undefined],
  ])
})

it('serves nothing but the numbers on a port of its own', async () => {
  const page = serveMetrics({ path: '/metrics', render }, HERE, NOTHING)
  ending.push(page.close)
  const port = (await page.port) ?? 0
  expect((await send(port, { method: 'GET', path: '/metrics' })).text).toBe('ready 1\n')
  expect((await send(port, { method: 'GET', path: '/graphql' })).status).toBe(404)
})

it('says that its port is taken, and has it once it is free', async () => {
  const before = createServer()
  await new Promise<void>((resolve) => before.listen(0, '127.0.0.1', resolve))
  const address = before.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const warnings: string[] = []
  const log = { ...NOTHING, warn: (_: object, message: string) => void warnings.push(message) }
  const page = serveMetrics({ path: '/metrics', render }, { ...HERE, port }, log)
  ending.push(page.close)
  await expect.poll(() => warnings).toEqual(['METRICS_PORT can not be had; it is tried again every second.'])
  before.close()
  expect(await page.port).toBe(port)
  expect((await send(port, { method: 'GET', path: '/metrics' })).status).toBe(200)
})

it('ends while it waits for its port', async () => {
  const before = createServer()
  await new Promise<void>((resolve) => before.listen(0, '127.0.0.1', resolve))
  ending.push(() => before.close())
  const address = before.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const page = serveMetrics({ path: '/metrics', render }, { ...HERE, port }, NOTHING)
  page.close()
  expect(await page.port).toBeUndefined()
})
