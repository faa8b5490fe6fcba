import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createWaysIn } from '../../src/wiring/ways-in.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'
import { send, startServer } from '../server/listening-server.ts'
import { freePort } from './free-port.ts'
import { startProxy } from './start-proxy.ts'

const CADDY = '/usr/bin/caddy'
const SAMPLE = new URL('../../deploy/caddy/Caddyfile', import.meta.url)

/** The sample as it is, but for its address and the gateway's port, until the test ends; resolves to its port. */
async function startCaddy(gatewayPort: number): Promise<number> {
  const [folder, port] = [temporaryFolder(), await freePort()]
  const sample = readFileSync(SAMPLE, 'utf8')
    .replace('services.example.org', `http://127.0.0.1:${port}`)
    .replace('127.0.0.1:4000', `127.0.0.1:${gatewayPort}`)
  const config = join(folder, 'Caddyfile')
  writeFileSync(config, `{\n\tadmin off\n\tauto_https off\n}\n${sample}`)
  const own = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  await startProxy(CADDY, ['run', '--adapter', 'caddyfile', '--config', config], port, own)
  return port
}

describe.skipIf(!existsSync(CADDY))('Caddy with the sample configuration', () => {
  it('serves under a path of its own, passes the client on, and lets what is unchanged be a 304', async () => {
    const parts = { trustedProxyHops: 1, logClients: 'address' as const, routes: createWaysIn() }
    const { port: gateway, server, logLines } = await startServer(parts)
    onTestFinished(() => server.drain())
    const port = await startCaddy(gateway)
    const visit = await fetch(`http://127.0.0.1:${port}/oruk/graphql`, { headers: { accept: 'text/html' } })
    expect([visit.status, new URL(visit.url).pathname]).toEqual([200, '/oruk/graphiql'])
    const path = '/oruk/graphql?query={echo}'
    const { headers, text } = await send(port, { method: 'GET', path })
    expect([text, headers['cache-control']]).toEqual(['{"data":{"echo":"{}"}}', expect.stringMatching(/^public/)])
    const again = { 'if-none-match': String(headers['etag']) }
    expect(await send(port, { method: 'GET', path, headers: again })).toMatchObject({ status: 304, text: '' })
    await expect
      .poll(() => logLines)
      .toContainEqual(expect.objectContaining({ requestId: headers['x-request-id'], client: '127.0.0.1' }))
  })
})
