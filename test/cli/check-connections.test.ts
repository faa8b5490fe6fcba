import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { checkConnections, describeConnection } from '../../src/cli/check-connections.ts'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

it('asks each enabled feed once and says what stands in the way, without a key', async () => {
  const asked: string[] = []
  const port = await listen(
    createServer((request, response) => {
      asked.push(request.url ?? '')
      const isLet = request.headers['x-key'] === 'swordfish'
      response.writeHead(isLet ? 200 : 403).end('{"contents":[]}')
    }),
  )
  const feed = (slug: string, more: object = {}) => ({
    ...{ slug, name: slug, publisher: slug, url: `http://127.0.0.1:${port}/${slug}`, ...more },
  })
  const key = (env: string) => ({ credentials: { headers: { 'X-Key': { env } } } })
  const stated = {
    allowPrivateHosts: ['127.0.0.1'],
    feeds: [
      feed('open-to-us', key('RIGHT')),
      feed('shut', key('WRONG')),
      feed('unknown'),
      { ...feed('down'), url: 'http://127.0.0.1:1' },
      feed('off', { enabled: false, reason: 'not yet' }),
    ],
  }
  const config = parseFeedsConfig('test', JSON.stringify(stated), {}, '.', { RIGHT: 'swordfish', WRONG: 'minnow' })
  const lines: string[] = []
  expect(await checkConnections(config, (known) => lines.push(describeConnection(known)))).toBe(3)
  expect(lines.toSorted()).toEqual([
    expect.stringMatching(/^down: CONNECT_REFUSED\. .* \(ECONNREFUSED\)$/),
    expect.stringMatching(/^open-to-us: answers, in \d+ ms\.$/),
    expect.stringMatching(/^shut: REFUSED\. The feed refuses the credentials of the configuration\./),
    expect.stringMatching(/^unknown: REFUSED\. The feed refuses us without a login\./),
  ])
  expect(asked).toHaveLength(3)
  expect(lines.join()).not.toMatch(/swordfish|minnow/)
})
