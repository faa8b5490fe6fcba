import { request as httpRequest } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'

import { InputError } from '../../../src/model/input-error.ts'
import type { Limits } from '../../../src/server/limits.ts'
import { send, startServer } from '../listening-server.ts'
import { endlessServices } from './endless-services.ts'

async function serve(
  onPage: (page: number) => unknown,
  { pages, ...limits }: Partial<Limits> & { pages?: number } = {},
) {
  const listening = await startServer({ schema: endlessServices(onPage, pages), limits })
  onTestFinished(() => listening.server.drain())
  return listening
}

/** The machine may be busy with other tests. */
const PATIENT = { timeout: 10_000 }

interface Taken {
  readonly status: number
  readonly text: string
  readonly isWhole: boolean
}

/** Takes a file; `isWhole` is false where the connection ended before the file did. */
function take(port: number, name: string): Promise<Taken> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', path: `/export/${name}`, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('error', () => {})
      response.on('close', () => resolve({ status: response.statusCode ?? 0, text, isWhole: response.complete }))
    })
    request.on('error', reject)
    request.end()
  })
}

/** Takes nothing after the first bytes, and goes when asked. */
function takeLittle(port: number, name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', path: `/export/${name}`, agent: false }, (response) => {
      response.on('error', () => {})
      response.once('readable', () => resolve(() => request.destroy()))
    })
    request.on('error', reject)
    request.end()
  })
}

function failOn(fatal: number) {
  return (page: number): void => {
    if (page === fatal) throw new InputError('BAD_CURSOR', 'This cursor is of another list.')
  }
}

it('a fault on the way breaks a CSV file off visibly', async () => {
  const { port, logLines } = await serve(failOn(3))
  const { status, text, isWhole } = await take(port, 'services.csv')
  expect({ status, isWhole }).toEqual({ status: 200, isWhole: false })
  expect(text.split('\r\n').length).toBeGreaterThan(1)
  await expect
    .poll(() => logLines.at(-1), PATIENT)
    .toMatchObject({ route: '/export/services.csv', code: 'BAD_CURSOR', status: 499 })
})

it('a fault on the way is the last line of an NDJSON file', async () => {
  const { port } = await serve(failOn(3))
  const { text, isWhole } = await take(port, 'records.ndjson')
  expect(isWhole).toBe(true)
  expect(JSON.parse(text.trimEnd().split('\n').at(-1) ?? '')).toEqual({
    error: { code: 'BAD_CURSOR', message: 'This cursor is of another list.' },
  })
})

it('a fault before the first byte is answered as on the endpoint, and kept by nobody', async () => {
  const { port } = await serve(failOn(1))
  const answer = await send(port, { method: 'GET', path: '/export/places.geojson' })
  expect({ status: answer.status, code: answer.code }).toEqual({ status: 400, code: 'BAD_CURSOR' })
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'access-control-allow-origin': '*' })
})

it('a bug is masked and stated as such', async () => {
  const { port } = await serve(() => {
    throw new Error('password of the database is swordfish')
  })
  const answer = await send(port, { method: 'GET', path: '/export/services.csv' })
  expect({ status: answer.status, code: answer.code }).toEqual({ status: 500, code: 'INTERNAL_SERVER_ERROR' })
  expect(answer.text).not.toContain('swordfish')
})

it('data that changes on the way is said at the end', async () => {
  const { port } = await serve(() => {}, { pages: 2 })
  const { text } = await take(port, 'records.ndjson')
  expect(text).toContain('{"end":{"services":40,"generation":"2","changedOnTheWay":true}}\n')
  expect((await take(port, 'places.geojson')).text).toMatch(/"generation":"2","changedOnTheWay":true\}\}\n$/)
})

it('makes no more than the client takes, and stops when the client goes', async () => {
  let made = 0
  const { port, logLines } = await serve((page) => (made = page))
  const leave = await takeLittle(port, 'services.csv')
  let before = -1
  await expect.poll(() => before === (before = made), { interval: 150, timeout: 10_000 }).toBe(true)
  expect(made).toBeLessThan(200)
  leave()
  await expect.poll(() => logLines.at(-1), PATIENT).toMatchObject({ route: '/export/services.csv', status: 499 })
  expect(made).toBeLessThanOrEqual(before + 1)
})

it('gives up a client that takes nothing for long', async () => {
  const { port, logLines } = await serve(() => {}, { exportStallMs: 100 })
  await takeLittle(port, 'services.csv')
  await expect
    .poll(() => logLines.at(-1), PATIENT)
    .toMatchObject({ route: '/export/services.csv', code: 'GATEWAY_TIMEOUT' })
})

it('gives up a page that is not made', async () => {
  const { port } = await serve(() => new Promise(() => {}), { exportStallMs: 50 })
  expect((await send(port, { method: 'GET', path: '/export/services.csv' })).status).toBe(504)
})

it('takes longer than an operation may, as long as it goes on', async () => {
  const { port } = await serve(() => new Promise((resolve) => setTimeout(resolve, 30)), {
    pages: 5,
    deadlineMs: 60,
    exportStallMs: 5_000,
  })
  expect((await take(port, 'services.csv')).isWhole).toBe(true)
})

it('lets an address have so many at once, and again when one has ended', async () => {
  const { port } = await serve(() => {}, { exportsPerAddress: 1 })
  const leave = await takeLittle(port, 'services.csv')
  const refused = await send(port, { method: 'GET', path: '/export/sources.csv' })
  expect(refused).toMatchObject({ status: 429, code: 'TOO_MANY_EXPORTS', headers: { 'retry-after': '10' } })
  leave()
  await expect
    .poll(async () => (await send(port, { method: 'HEAD', path: '/export/sources.csv' })).status, PATIENT)
    .toBe(200)
})

it.each<[what: string, method: string, path: string, status: number, code: string]>([
  ['another method', 'POST', '/export/services.csv', 405, 'METHOD_NOT_ALLOWED'],
  ['a file that is none', 'GET', '/export/services.xlsx', 404, 'NOT_FOUND'],
  ['a path that goes up', 'GET', '/export/../services.csv', 404, 'NOT_FOUND'],
  ['what this schema does not have', 'GET', '/export/coverage.csv', 404, 'NOT_FOUND'],
  ['text that is no JSON', 'GET', '/export/services.csv?filter=lunch', 400, 'BAD_USER_INPUT'],
  ['JSON that nests too deeply', 'GET', `/export/services.csv?filter=${'['.repeat(300)}`, 400, 'BAD_USER_INPUT'],
  ['an unknown parameter', 'GET', '/export/services.csv?first=5', 400, 'BAD_USER_INPUT'],
  ['an unknown field of the filter', 'GET', '/export/services.csv?filter={"name":1}', 400, 'BAD_USER_INPUT'],
])('refuses %s', async (_what, method, path, status, code) => {
  const { port } = await serve(() => {})
  const answer = await send(port, { method, path })
  expect({ status: answer.status, code: answer.code }).toEqual({ status, code })
})

it('counts as one request against the rate', async () => {
  const listening = await startServer({
    schema: endlessServices(() => {}, 3),
    requestsPerSecond: 0.01,
    limits: { burst: 2 },
  })
  onTestFinished(() => listening.server.drain())
  const statuses: number[] = []
  for (const name of ['services.csv', 'records.ndjson', 'sources.csv'])
    statuses.push((await take(listening.port, name)).status)
  expect(statuses).toEqual([200, 200, 429])
})

it('is given whatever is accepted, as its address names the form', async () => {
  const { port } = await serve(() => {}, { pages: 1 })
  const headers = { accept: 'text/plain, application/json' }
  for (const path of ['/export/services.csv', '/export/places.geojson'])
    expect((await send(port, { method: 'GET', path, headers })).status).toBe(200)
})
