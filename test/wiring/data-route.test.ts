import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createWaysIn } from '../../src/wiring/ways-in.ts'
import { serveGateway } from '../gateway/serve-gateway.ts'
import { startGateway, temporaryFolder, testConfig } from '../gateway/start-gateway.ts'

const BYTES = '0123456789'
const HASH = 'abcdef0123456789abcdef0123456789abcdef'

async function serveRelease(isMade = true): Promise<string> {
  const folder = temporaryFolder()
  const release = join(folder, '20261129T120000Z')
  mkdirSync(join(release, 'hsds'), { recursive: true })
  writeFileSync(join(release, 'services.parquet'), BYTES)
  writeFileSync(join(release, 'hsds/services.csv'), 'id\r\n')
  writeFileSync(join(release, 'empty.ndjson'), '')
  // More than the sockets of a client that takes nothing hold.
  writeFileSync(join(release, 'large.ndjson'), Buffer.alloc(16_000_000))
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  const resources = ['services.parquet', 'hsds/services.csv', 'empty.ndjson', 'large.ndjson'].map((path) => ({
    path,
    bytes: 10,
    hash: `sha256:${HASH}`,
  }))
  writeFileSync(join(release, 'datapackage.json'), JSON.stringify({ created: '2026-11-29T12:00:00Z', resources }))
  if (isMade) writeFileSync(join(folder, 'current.json'), JSON.stringify({ release: '20261129T120000Z' }))
  const gateway = await startGateway(testConfig([]))
  const { url } = await serveGateway(gateway, { routes: createWaysIn({ bulkDir: folder }) })
  return url
}

const TAG = `"${HASH.slice(0, 32)}"`

it.each([
  [{}, 200, BYTES, null],
  [{ range: 'bytes=0-3' }, 206, '0123', 'bytes 0-3/10'],
  [{ range: 'bytes=7-' }, 206, '789', 'bytes 7-9/10'],
  [{ range: 'bytes=-4' }, 206, '6789', 'bytes 6-9/10'],
  [{ range: 'bytes=-40' }, 206, BYTES, 'bytes 0-9/10'],
  [{ range: 'bytes=8-99' }, 206, '89', 'bytes 8-9/10'],
  [{ range: 'bytes=10-' }, 416, '', 'bytes */10'],
  [{ range: 'bytes=-0' }, 416, '', 'bytes */10'],
  [{ range: 'bytes=5-2' }, 416, '', 'bytes */10'],
  [{ range: 'bytes=0-1,4-5' }, 200, BYTES, null],
  [{ range: 'lines=0-1' }, 200, BYTES, null],
  [{ range: 'bytes=0-1', 'if-range': TAG }, 206, '01', 'bytes 0-1/10'],
  [{ range: 'bytes=0-1', 'if-range': '"older"' }, 200, BYTES, null],
  [{ 'if-none-match': TAG }, 304, '', null],
  [{ 'if-none-match': `"older",W/${TAG}` }, 304, '', null],
  [{ 'if-none-match': '*' }, 304, '', null],
  [{ 'if-none-match': '"older"' }, 200, BYTES, null],
])('answers a file asked for with %j by %i', async (headers, status, body, contentRange) => {
  const url = await serveRelease()
  const response = await fetch(`${url}/data/services.parquet`, {
    headers: { ...headers, 'accept-encoding': 'identity' },
  })
  expect([response.status, await response.text()]).toEqual([status, body])
  expect(response.headers.get('content-range')).toBe(contentRange)
  if (status < 300) expect(response.headers.get('etag')).toBe(TAG)
})

it.each([
  ['GET', 'services.parquet', 'bytes=-4', 206, '4'],
  ['HEAD', 'services.parquet', 'bytes=-4', 200, '10'],
  ['HEAD', 'services.parquet', 'bytes=99-', 200, '10'],
  ['GET', 'empty.ndjson', 'bytes=-4', 416, null],
  ['GET', 'empty.ndjson', 'bytes=0-', 416, null],
  ['GET', 'empty.ndjson', 'lines=0-', 200, '0'],
])('answers %s of %s in the range %s by %i and %s bytes', async (method, file, range, status, length) => {
  const response = await fetch(`${await serveRelease()}/data/${file}`, {
    method,
    headers: { range, 'accept-encoding': 'identity' },
  })
  expect(response.status).toBe(status)
  if (length !== null) expect(response.headers.get('content-length')).toBe(length)
})

it('says of a file what it is without sending it, and lists the release at its root', async () => {
  const url = await serveRelease()
  const head = await fetch(`${url}/data/services.parquet`, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
    200,
    '10',
    'bytes',
  ])
  expect(head.headers.get('content-type')).toBe('application/vnd.apache.parquet')
  expect(await (await fetch(`${url}/data/`)).json()).toMatchObject({ created: '2026-11-29T12:00:00Z' })
  expect(await (await fetch(`${url}/data/hsds/services.csv`)).text()).toBe('id\r\n')
  const bare = await fetch(`${url}/data`, { redirect: 'manual' })
  expect([bare.status, bare.headers.get('location')]).toEqual([302, 'data/'])
})

it.each([
  'secret.txt',
  '../secret.txt',
  '..%2Fsecret.txt',
  '%2e%2e/secret.txt',
  'hsds',
  'hsds/',
  '20261129T120000Z/services.parquet',
])('gives nothing that the release does not list, such as %s', async (path) => {
  const response = await fetch(`${await serveRelease()}/data/${path}`)
  expect(response.status).toBe(404)
  expect(await response.text()).not.toContain('secret\n')
})

it('says how files are made where none were', async () => {
  const response = await fetch(`${await serveRelease(false)}/data/`)
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('oruk-gateway bulk')
})

it('sends so many files to one address at once, and goes on when one has ended', async () => {
  const url = await serveRelease()
  const take = () => fetch(`${url}/data/large.ndjson`, { headers: { 'accept-encoding': 'identity' } })
  const taking = await Promise.all(Array.from({ length: 16 }, take))
  expect(taking.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 200))
  const refused = await take()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
  for (const response of taking) await response.body?.cancel()
  await expect.poll(async () => (await fetch(`${url}/data/services.parquet`)).status, { timeout: 10_000 }).toBe(200)
})
